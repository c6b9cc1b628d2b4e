/** Promises to customers: made, moved, kept or missed. Each step is a row of the journal; what is said in it stands apart. */
import type { Day } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { type Cents, sum } from "../kernel/money.ts";
import { plain } from "../kernel/text.ts";
import { formatMoney } from "../language/format.ts";
import {
  equalParts,
  type GivenPromise,
  type PromiseEvent,
  type PromiseStep,
  promiseName,
  promiseNumber,
  type Remedy,
} from "../people/promise.ts";
import { aboutOf, findOpenCase } from "./find-case.ts";
import { findSettlement } from "./find-settlement.ts";
import { someoneAtTheDesk, textFrom } from "./open-case.ts";
import type { PromiseState } from "./ports/promises.ts";
import type { Desk, Repositories } from "./ports.ts";
import { namesOf, todayAt } from "./settlement-account.ts";

export interface NewPromise {
  readonly remedy: Exclude<Remedy, "instalment">;
  /** A case, a contract, a return or a document; null for a customer alone. */
  readonly about: string | null;
  readonly due: Day;
  /** A staff id; null: who has the case, else who promises. */
  readonly owner: string | null;
  /** What is promised, to whom. */
  readonly words: string;
}

export interface NewInstalments {
  /** What leads to the settlement. */
  readonly id: string;
  readonly days: readonly Day[];
  /** Null: equal parts of what is open. */
  readonly sums: readonly Cents[] | null;
  readonly owner: string | null;
  readonly words: string | null;
}

type Made = Omit<GivenPromise, "id" | "outcome" | "endedAt" | "steps">;

/** Nobody promises for yesterday. @throws UserError `promise-day-past`. */
function refusePast(desk: Desk, day: Day): void {
  if (day < todayAt(desk)) throw new UserError("promise-day-past", { day });
}

/** Writes a step and its row of the journal, in the transaction that is open. */
export async function enterPromiseStep(
  desk: Desk,
  { promises, journal }: Repositories,
  of: Pick<GivenPromise, "id" | "contract">,
  step: { readonly event: PromiseEvent; readonly words?: string | null; readonly state?: PromiseState },
): Promise<void> {
  const { event, words = null, state = {} } = step;
  const at = desk.clock.now();
  const id = await promises.add(of.id, { at, by: desk.actor, event, words }, state);
  const row = { at, staff: desk.actor, contract: of.contract, act: `promise.${event.kind}`, subject: promiseName(of.id) };
  await journal.append({ ...row, detail: { step: id } });
}

const unrecorded = (made: Made, words: string | null): GivenPromise => {
  const step: PromiseStep = { at: made.at, by: made.by, event: { kind: "made" }, words };
  return { ...made, id: 0, outcome: null, endedAt: null, steps: [step] };
};

async function enter(desk: Desk, repositories: Repositories, made: Made, words: string | null): Promise<GivenPromise> {
  const id = await repositories.promises.make(made);
  await enterPromiseStep(desk, repositories, { id, contract: made.contract }, { event: { kind: "made" }, words });
  return (await repositories.promises.get(id)) as GivenPromise;
}

type Planning = (repositories: Repositories) => Promise<readonly { readonly made: Made; readonly words: string | null }[]>;

async function carryOut(desk: Desk, record: boolean, plan: Planning): Promise<readonly GivenPromise[]> {
  const store = await desk.store();
  if (!record) return store.read(async (repositories) => (await plan(repositories)).map(({ made, words }) => unrecorded(made, words)));
  return store.write(async (repositories) => {
    const promises = [];
    for (const { made, words } of await plan(repositories)) promises.push(await enter(desk, repositories, made, words));
    return promises;
  });
}

/** @throws UserError of what it is about, `unknown-staff`, `staff-ended`. */
export async function makePromise(desk: Desk, given: NewPromise, record: boolean): Promise<GivenPromise> {
  const words = textFrom(given.words, "--words");
  refusePast(desk, given.due);
  const [made] = await carryOut(desk, record, async (repositories) => {
    const { remedy, due, about } = given;
    const ofCase = about !== null && /^A-\d+$/iu.test(about.trim()) ? await findOpenCase(repositories, about) : null;
    const contract = ofCase ? ofCase.about.contract : (await aboutOf(repositories, about, null)).contract;
    const owner = await someoneAtTheDesk(desk, repositories, given.owner ?? ofCase?.owner ?? desk.actor);
    const stamp = { at: desk.clock.now(), by: desk.actor };
    return [{ made: { ...stamp, remedy, case: ofCase?.id ?? null, contract, billing: null, amount: null, due, owner }, words }];
  });
  return made as GivenPromise;
}

/**
 * Agrees that what is open of a settlement is paid in parts.
 * @throws UserError `remind-nothing-open`, `instalments-exist`, `instalments-days`, `instalments-sum`, and those of {@link findSettlement}.
 */
export async function agreeInstalments(desk: Desk, given: NewInstalments, record: boolean): Promise<readonly GivenPromise[]> {
  const words = given.words === null ? null : textFrom(given.words, "--words");
  return carryOut(desk, record, async (repositories) => {
    const { issued, account } = await findSettlement(repositories, given.id, todayAt(desk));
    const number = namesOf(issued).join(", ");
    if (account.open === 0) throw new UserError("remind-nothing-open", { number }, [`invoice show ${namesOf(issued)[0]}`]);
    const standing = await repositories.promises.list({ billing: issued.id });
    if (standing.length > 0) throw new UserError("instalments-exist", { number, count: standing.length }, ["desk promises list"]);
    const sums = given.sums ?? equalParts(account.open, given.days.length);
    checkInstalments(desk, given.days, sums, account.open);
    const owner = await someoneAtTheDesk(desk, repositories, given.owner ?? desk.actor);
    const stamp = { at: desk.clock.now(), by: desk.actor, remedy: "instalment", case: null, owner } as const;
    const { contract } = issued.billing;
    return given.days.map((due, index) => ({ made: { ...stamp, contract, billing: issued.id, amount: sums[index] as Cents, due }, words }));
  });
}

function checkInstalments(desk: Desk, days: readonly Day[], sums: readonly Cents[], open: Cents): void {
  for (const day of days) refusePast(desk, day);
  const inOrder = days.every((day, index) => index === 0 || day > (days[index - 1] as Day));
  if (!inOrder || sums.length !== days.length) throw new UserError("instalments-days", { days: days.length, sums: sums.length });
  const total = sum(sums);
  const money = (amount: Cents): string => formatMoney(amount, desk.settings.language);
  if (total !== open || sums.some((amount) => amount <= 0))
    throw new UserError("instalments-sum", { sum: money(total), open: money(open) });
}

async function findOpenPromise({ promises }: Repositories, id: string): Promise<GivenPromise> {
  const number = promiseNumber(id);
  const found = number === null ? null : await promises.get(number);
  if (!found) throw new UserError("promise-unknown", { id: plain(id).slice(0, 40) }, ["desk promises list"]);
  if (found.outcome !== null) throw new UserError("promise-ended", { id: promiseName(found.id) }, ["desk promises list --all"]);
  return found;
}

type Step = Parameters<typeof enterPromiseStep>[3];

async function takeStep(
  desk: Desk,
  id: string,
  record: boolean,
  plan: (repositories: Repositories, of: GivenPromise) => Promise<Step> | Step,
): Promise<GivenPromise> {
  const store = await desk.store();
  if (!record) {
    return store.read(async (repositories) => {
      const found = await findOpenPromise(repositories, id);
      await plan(repositories, found);
      return found;
    });
  }
  return store.write(async (repositories) => {
    const found = await findOpenPromise(repositories, id);
    await enterPromiseStep(desk, repositories, found, await plan(repositories, found));
    return (await repositories.promises.get(found.id)) as GivenPromise;
  });
}

/** @throws UserError `promise-unknown`, `promise-ended`, `promise-paid` for an instalment, which a payment keeps. */
export const keepPromise = (desk: Desk, id: string, words: string | null, record: boolean): Promise<GivenPromise> =>
  takeStep(desk, id, record, (_, { remedy, id: number }) => {
    if (remedy === "instalment") throw new UserError("promise-paid", { id: promiseName(number) }, ["invoice pay ID"]);
    const said = words === null ? null : textFrom(words, "--words");
    return { event: { kind: "kept" }, words: said, state: { ended: { outcome: "kept", at: desk.clock.now() } } };
  });

/** @param words why. @throws UserError `promise-unknown`, `promise-ended`, `case-text-missing`. */
export const missPromise = (desk: Desk, id: string, words: string, record: boolean): Promise<GivenPromise> =>
  takeStep(desk, id, record, () => ({
    event: { kind: "missed" },
    words: textFrom(words, "--words"),
    state: { ended: { outcome: "missed", at: desk.clock.now() } },
  }));

/** Another day, another owner, or both. @param words why. @throws UserError `promise-stays`, and as {@link missPromise}. */
export const movePromise = (
  desk: Desk,
  id: string,
  { due, owner, words }: { readonly due: Day | null; readonly owner: string | null; readonly words: string },
  record: boolean,
): Promise<GivenPromise> =>
  takeStep(desk, id, record, async (repositories, found) => {
    if (due !== null) refusePast(desk, due);
    const from = { due: found.due, owner: found.owner };
    const to = { due: due ?? found.due, owner: owner === null ? found.owner : await someoneAtTheDesk(desk, repositories, owner) };
    if (to.due === from.due && to.owner === from.owner) throw new UserError("promise-stays", { id: promiseName(found.id), ...from });
    return { event: { kind: "moved", from, to }, words: textFrom(words, "--words"), state: to };
  });

/** What somebody promised in a case goes with the case to whoever takes it over. */
export async function movePromisesOfCase(desk: Desk, repositories: Repositories, of: number, from: string, to: string): Promise<void> {
  for (const promise of await repositories.promises.list({ case: of, owner: from })) {
    const { due } = promise;
    const event = { kind: "moved", from: { due, owner: from }, to: { due, owner: to } } as const;
    await enterPromiseStep(desk, repositories, promise, { event, state: { owner: to } });
  }
}

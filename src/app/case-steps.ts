/** The steps of a case between its beginning and its end. Each is a row of the journal; what is said in it stands apart. */
import { UserError } from "../kernel/errors.ts";
import {
  type CaseEvent,
  type CaseFile,
  type CaseWithSteps,
  type CaseWords,
  caseName,
  coolUntil,
  type Lesson,
  waitsFor,
} from "../people/case.ts";
import { findOpenCase } from "./find-case.ts";
import { someoneAtTheDesk, textFrom } from "./open-case.ts";
import type { CaseState } from "./ports/cases.ts";
import type { Desk, Repositories } from "./ports.ts";
import { movePromisesOfCase } from "./promises.ts";

export interface Step {
  readonly event: CaseEvent;
  readonly words?: CaseWords;
  readonly files?: readonly CaseFile[];
  readonly state?: CaseState;
}

/** Adds a step and its row of the journal, in the transaction that is open. */
export async function enterStep(desk: Desk, { cases, journal }: Repositories, of: CaseWithSteps, step: Step): Promise<void> {
  const { event, words = {}, files = [], state = {} } = step;
  const at = desk.clock.now();
  const id = await cases.add(of.id, { at, by: desk.actor, event, words, files }, state);
  const row = { at, staff: desk.actor, contract: of.about.contract, act: `case.${event.kind}`, subject: caseName(of.id) };
  await journal.append({ ...row, detail: { step: id } });
}

type Plan = (repositories: Repositories, of: CaseWithSteps) => Promise<Step> | Step;
/** What else is written with the step, in its transaction. */
type AndThen = (repositories: Repositories, before: CaseWithSteps) => Promise<void>;

/** @param record false: only sees whether it could be done. @returns the case as it is then. */
export async function takeStep(desk: Desk, id: string, record: boolean, plan: Plan, andThen?: AndThen): Promise<CaseWithSteps> {
  const store = await desk.store();
  if (!record) {
    return store.read(async (repositories) => {
      const found = await findOpenCase(repositories, id);
      await plan(repositories, found);
      return found;
    });
  }
  return store.write(async (repositories) => {
    const found = await findOpenCase(repositories, id);
    await enterStep(desk, repositories, found, await plan(repositories, found));
    await andThen?.(repositories, found);
    return (await repositories.cases.get(found.id)) as CaseWithSteps;
  });
}

/** An internal note: here is the place for whose fault it was. */
export const noteCase = (desk: Desk, id: string, text: string, record: boolean): Promise<CaseWithSteps> =>
  takeStep(desk, id, record, () => ({ event: { kind: "noted" }, words: { text: textFrom(text, "TEXT") } }));

/** What the customer was told in person or by phone is an answer too. */
export const tellCase = (desk: Desk, id: string, text: string, record: boolean): Promise<CaseWithSteps> =>
  takeStep(desk, id, record, () => ({
    event: { kind: "replied", way: "told", sure: true },
    words: { text: textFrom(text, "--told") },
    state: { due: null },
  }));

export interface Draft {
  readonly subject: string;
  readonly text: string;
}

/** @param cooling whether it waits until the next business day begins. */
export async function draftReply(desk: Desk, id: string, draft: Draft, cooling: boolean, record: boolean): Promise<CaseWithSteps> {
  const calendar = await desk.calendar();
  const sendFrom = cooling ? coolUntil(calendar, desk.clock.now(), desk.settings.zone) : null;
  return takeStep(desk, id, record, () => ({ event: { kind: "drafted", sendFrom }, words: { ...draft } }));
}

/** Asks somebody to take a case over. Its owner stays who it is until they do. */
export const handOverCase = (desk: Desk, id: string, to: string, record: boolean): Promise<CaseWithSteps> =>
  takeStep(desk, id, record, async (repositories, { owner }) => {
    const other = await someoneAtTheDesk(desk, repositories, to);
    if (other === owner) throw new UserError("case-owned-already", { id, owner });
    return { event: { kind: "handOver", to: other } };
  });

/** Only the one who was asked can accept; what was promised in the case goes along. @throws UserError `case-not-handed-over`. */
export const acceptCase = (desk: Desk, id: string, record: boolean): Promise<CaseWithSteps> =>
  takeStep(
    desk,
    id,
    record,
    (_, found) => {
      if (waitsFor(found) !== desk.actor)
        throw new UserError("case-not-handed-over", { id: caseName(found.id), owner: found.owner }, [
          `desk cases hand-over ${caseName(found.id)} --to ${desk.actor}`,
        ]);
      return { event: { kind: "accepted", from: found.owner }, state: { owner: desk.actor } };
    },
    (repositories, before) => movePromisesOfCase(desk, repositories, before.id, before.owner, desk.actor),
  );

/** What was done and what was learnt. @throws UserError `case-unanswered`. */
export const closeCase = (
  desk: Desk,
  id: string,
  { done, learnt, lesson }: { readonly done: string; readonly learnt: string | null; readonly lesson: Lesson },
  record: boolean,
): Promise<CaseWithSteps> =>
  takeStep(desk, id, record, (_, found) => {
    const name = caseName(found.id);
    if (found.due !== null) {
      const ways = [`desk cases reply ${name} --act "…"`, `desk cases reply ${name} --told "…"`];
      throw new UserError("case-unanswered", { id: name, day: found.due }, ways);
    }
    return {
      event: { kind: "closed", lesson },
      words: { text: textFrom(done, "--done"), ...(learnt === null ? {} : { learnt: textFrom(learnt, "--learnt") }) },
      state: { closedAt: desk.clock.now() },
    };
  });

/** What `desk promises …` does. */
import { promisedTo } from "../../app/promised-to.ts";
import { agreeInstalments, keepPromise, makePromise, missPromise, movePromise } from "../../app/promises.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { type Cents, parseAmount } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { type GivenPromise, promiseName, REMEDIES } from "../../people/promise.ts";
import { cellDay } from "../output/list-cells.ts";
import { promiseJson, promiseLine, promiseSteps, promiseWhat, type ToldPromise } from "../output/promise-text.ts";
import type { Arguments, Options } from "../program.ts";
import type { Session } from "../session.ts";
import { oneOf, textOf } from "./cases/open.ts";

function dayFrom(given: string, flag: string): Day {
  const day = parseDay(given.trim());
  if (day === null) throw new UsageError("not-a-day", { flag, given: plain(given).slice(0, 40) });
  return day;
}

function amountFrom(given: string): Cents {
  const amount = parseAmount(given.trim());
  if (amount === null) throw new UsageError("not-an-amount", { flag: "--sums", given: plain(given).slice(0, 40) });
  return amount;
}

async function told(session: Session, promises: readonly GivenPromise[]): Promise<readonly ToldPromise[]> {
  const store = await (await session.deskWithoutActor()).store();
  return store.read(async (repositories) => {
    const all = [];
    for (const promise of promises) all.push({ promise, customer: await promisedTo(repositories, promise) });
    return all;
  });
}

/** Says what was promised, or would be. */
async function tellMade(session: Session, promises: readonly GivenPromise[]): Promise<void> {
  const { t, flags } = session;
  const all = await told(session, promises);
  if (flags.json) return session.json({ dryRun: flags.dryRun, promises: all.map(promiseJson) });
  session.print(...all.map((one) => promiseLine(session, one).replace(/^S-0\b/u, "S-…")));
  if (flags.dryRun) session.remark("", t("common.dryRun"));
}

export async function add(session: Session, [remedy, about]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const kinds = REMEDIES.filter((kind) => kind !== "instalment");
  const given = {
    remedy: oneOf(String(remedy), kinds, "REMEDY") as (typeof kinds)[number],
    about: typeof about === "string" ? about : null,
    due: dayFrom(String(options.by), "--by"),
    owner: textOf(options.owner),
    words: String(options.words),
  };
  await tellMade(session, [await makePromise(desk, given, !session.flags.dryRun)]);
}

export async function instalments(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const sums = textOf(options.sums);
  const given = {
    id: String(id),
    days: String(options.on)
      .split(/[\s,;]+/u)
      .filter((day) => day !== "")
      .map((day) => dayFrom(day, "--on")),
    // A comma stands within a sum.
    sums: sums === null ? null : sums.split(";").map(amountFrom),
    owner: textOf(options.owner),
    words: textOf(options.words),
  };
  await tellMade(session, await agreeInstalments(desk, given, !session.flags.dryRun));
}

const COLUMNS = ["promise", "due", "owner", "customer", "what", "state"] as const;

export async function list(session: Session, _: Arguments, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.deskWithoutActor();
  const mine = options.mine === true ? { owner: (await session.actor()).id } : {};
  const promises = await (await desk.store()).read((repositories) => repositories.promises.list({ ended: options.all === true, ...mine }));
  const all = await told(session, promises);
  if (flags.json) return session.json({ promises: all.map(promiseJson) });
  if (all.length === 0) return session.remark(t("desk.promises.none"));
  session.table(
    COLUMNS.map((column) => t(`desk.promises.column.${column}`)),
    all.map(({ promise, customer }) => [
      promiseName(promise.id),
      cellDay(session, promise.due),
      promise.owner,
      plain(customer ?? "–"),
      promiseWhat(session, promise),
      t(`desk.promises.state.${promise.outcome ?? "open"}`),
    ]),
  );
}

async function tellStep(session: Session, promise: GivenPromise, key: "kept" | "missed" | "moved"): Promise<void> {
  const { t, flags, print } = session;
  const [one] = await told(session, [promise]);
  if (flags.json) return session.json({ dryRun: flags.dryRun, promise: promiseJson(one as ToldPromise) });
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  const { zone } = (await session.deskWithoutActor()).settings;
  print(t(`desk.promises.done.${key}`, { id: promiseName(promise.id) }), promiseLine(session, one as ToldPromise));
  print(...promiseSteps(session, promise, zone).map((line) => `    ${line}`));
}

export async function keep(session: Session, [id]: Arguments, options: Options): Promise<void> {
  await tellStep(session, await keepPromise(await session.desk(), String(id), textOf(options.words), !session.flags.dryRun), "kept");
}

export async function miss(session: Session, [id]: Arguments, options: Options): Promise<void> {
  await tellStep(session, await missPromise(await session.desk(), String(id), String(options.words), !session.flags.dryRun), "missed");
}

export async function move(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const [by, to] = [textOf(options.by), textOf(options.to)];
  const moved = { due: by === null ? null : dayFrom(by, "--by"), owner: to, words: String(options.words) };
  await tellStep(session, await movePromise(await session.desk(), String(id), moved, !session.flags.dryRun), "moved");
}

/** How a promise stands on the screen and as JSON. */
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay, formatMoney } from "../../language/format.ts";
import { caseName } from "../../people/case.ts";
import { type GivenPromise, promisedWords, promiseName } from "../../people/promise.ts";
import type { Session } from "../session.ts";
import { jsonMoney } from "./json.ts";

export interface ToldPromise {
  readonly promise: GivenPromise;
  /** As the case or the contract names them; null where only the words do. */
  readonly customer: string | null;
}

export const promiseJson = ({ promise, customer }: ToldPromise) => ({
  id: promise.id === 0 ? null : promiseName(promise.id),
  remedy: promise.remedy,
  words: promisedWords(promise),
  case: promise.case === null ? null : caseName(promise.case),
  contract: promise.contract,
  customer,
  amount: promise.amount === null ? null : jsonMoney(promise.amount),
  due: promise.due,
  owner: promise.owner,
  outcome: promise.outcome,
  endedAt: promise.endedAt,
  steps: promise.steps.map(({ at, by, event, words }) => ({ at, by, ...event, words })),
});

/** `part, two cups` or `instalment 30,00 €`. */
export function promiseWhat({ t, language }: Pick<Session, "t" | "language">, promise: GivenPromise): string {
  const sum = promise.amount === null ? [] : [formatMoney(promise.amount, language)];
  const words = promisedWords(promise);
  return [[t(`desk.promises.remedy.${promise.remedy}`), ...sum].join(" "), ...(words === null ? [] : [plain(words)])].join(": ");
}

/** `S-1  28.11.2026  mira  Aino Mäkelä  part: two cups`. */
export const promiseLine = (session: Pick<Session, "t" | "language">, { promise, customer }: ToldPromise): string =>
  [
    promiseName(promise.id),
    formatDay(promise.due, session.language),
    promise.owner,
    ...(customer === null ? [] : [plain(customer)]),
    promiseWhat(session, promise),
  ].join("  ");

/** What became of it, step by step, after it was made. */
export const promiseSteps = ({ t, language }: Session, { steps }: GivenPromise, zone: string): readonly string[] =>
  steps.slice(1).map(({ at, by, event, words }) => {
    const { due, owner } = event.kind === "moved" ? event.to : { due: null, owner: "" };
    const values = { day: due === null ? "" : formatDay(due, language), owner };
    const told = `${formatDateTime(at, zone, language)}  ${by}  ${t(`desk.promises.step.${event.kind}`, values)}`;
    return words === null ? told : `${told}: ${plain(words)}`;
  });

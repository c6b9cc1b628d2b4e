/** How a file of answers ends: what the customer says, once for all and then the exceptions, and who acknowledges it. */
import type { Path } from "../contract/reading/places.ts";
import type { AnsweredLine, Answers } from "./answers.ts";
import { type Check, checkPart, lineMeant, report } from "./answers-check.ts";
import type { AnswersFile, ExceptionAnswer } from "./answers-schema.ts";
import type { AnswerException, CustomerAnswer } from "./inspection.ts";
import { isBeingAmended } from "./open-questions.ts";
import { type SeenUnits, unitsSpokenOf } from "./units-spoken-of.ts";

/** What the file says of a line, else what an amendment leaves as it is. */
function answeredNow({ walk }: Check, lines: readonly AnsweredLine[], position: number): SeenUnits | undefined {
  const answered = lines.find((one) => one.position === position);
  if (answered !== undefined) return { ...answered.counts, groups: answered.groups };
  return isBeingAmended(walk) ? walk.inspection.lines.find((one) => one.position === position) : undefined;
}

/** What an exception speaks of, in the inspection's words; null where the file names none of it, or more than one. */
function spokenOf({ group, of, part }: ExceptionAnswer, seen: SeenUnits | undefined): Pick<AnswerException, "group" | "subject"> | null {
  if ([group, of, part].filter((one) => one !== null).length !== 1) return null;
  if (of !== null) return { group: null, subject: of };
  if (part !== null) return { group: part, subject: "part" };
  return { group: seen?.groups[Number(group) - 1]?.id ?? null, subject: "group" };
}

function readException(check: Check, given: ExceptionAnswer, index: number, lines: readonly AnsweredLine[]): AnswerException | null {
  const path: Path = ["answer", "exceptions", index];
  const line = lineMeant(check, given, path);
  if (line === null) return null;
  const seen = answeredNow(check, lines, line.position);
  const about = spokenOf(given, seen);
  if (about === null) return report(check, path, "answer-of-what");
  if (given.part !== null && !checkPart(check, line, given.part, [...path, "part"])) return null;
  const there = unitsSpokenOf(seen, about);
  if (there === 0) return report(check, path, "nothing-there", { line: line.position });
  if (given.count !== null && given.count > there) return report(check, [...path, "count"], "more-than-there", { there });
  const { count, stance, words } = given;
  return { position: line.position, ...about, count, stance, words };
}

export function readAnswer(check: Check, file: AnswersFile, lines: readonly AnsweredLine[]): CustomerAnswer | null {
  if (file.answer === null) return null;
  const exceptions = file.answer.exceptions.flatMap((given, index) => readException(check, given, index, lines) ?? []);
  return { all: file.answer.all, words: file.answer.words, exceptions };
}

/** A return ends with the customer's answer; who was not there, or left, acknowledges nothing. */
export function readAcknowledgement(check: Check, file: AnswersFile): Answers["acknowledgement"] {
  const given = file.acknowledgement;
  if (given !== null) return given;
  if (check.walk.header.kind === "handover") return null;
  const asked = !isBeingAmended(check.walk);
  if (file.answer === null && !asked) return null;
  if (file.answer === null) return report(check, [], "answer-missing");
  if (file.answer.all === "notPresent" || file.answer.all === "left") return { kind: "notPresent" };
  return asked ? report(check, ["answer"], "acknowledgement-missing") : null;
}

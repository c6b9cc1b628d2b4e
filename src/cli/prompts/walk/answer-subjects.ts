/** What a customer can see differently: each group, and each line's missing units, missing parts and dirty units. */
import type { Walk } from "../../../inspection/fold.ts";
import type { AnswerException, CustomerAnswer, LineFacts } from "../../../inspection/inspection.ts";
import { plain } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import { contractLine } from "./line-head.ts";
import { groupText } from "./walk-texts.ts";

export interface AnswerSubject extends Pick<AnswerException, "position" | "group" | "subject"> {
  /** Units it speaks of. */
  readonly count: number;
  /** `3 × cracked, severe – Coffee cup`. */
  readonly text: string;
}

function lineSubjects(t: Messages, walk: Walk, facts: LineFacts): AnswerSubject[] {
  const { position } = facts;
  const name = plain(contractLine(walk, position).name);
  const about = (subject: AnswerSubject["subject"], group: string | null, count: number, what: string): AnswerSubject[] =>
    count > 0 ? [{ position, group, subject, count, text: `${what} – ${name}` }] : [];
  return [
    ...facts.groups.flatMap((group) => about("group", group.id, group.count, groupText(t, group))),
    ...about("missing", null, facts.missing, t("inspect.count.missing", { count: facts.missing })),
    ...Object.entries(facts.missingParts).flatMap(([part, count]) =>
      about("part", part, count, t("inspect.count.part", { part: plain(part), count })),
    ),
    ...about("dirty", null, facts.dirty, t("inspect.count.dirty", { count: facts.dirty })),
  ];
}

export const answerSubjects = (t: Messages, walk: Walk): readonly AnswerSubject[] =>
  walk.inspection.lines.flatMap((facts) => lineSubjects(t, walk, facts));

const isAbout = (exception: AnswerException, subject: AnswerSubject): boolean =>
  exception.position === subject.position && exception.group === subject.group && exception.subject === subject.subject;

export const exceptionFor = (answer: CustomerAnswer, subject: AnswerSubject): AnswerException | null =>
  answer.exceptions.find((exception) => isAbout(exception, subject)) ?? null;

/** The answer with one exception set, or taken away with null. */
export const withException = (answer: CustomerAnswer, subject: AnswerSubject, exception: AnswerException | null): CustomerAnswer => ({
  ...answer,
  exceptions: [...answer.exceptions.filter((one) => !isAbout(one, subject)), ...(exception ? [exception] : [])],
});

/** What a customer can see differently: each group, and each line's missing and dirty units. */
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
  const parts = Object.values(facts.missingParts).reduce((sum, count) => sum + count, 0);
  const missing = [
    ...(facts.missing > 0 ? [t("inspect.count.missing", { count: facts.missing })] : []),
    ...Object.entries(facts.missingParts).map(([part, count]) => t("inspect.count.part", { part: plain(part), count })),
  ];
  return [
    ...facts.groups.map((group) => ({
      position,
      group: group.id,
      subject: "group" as const,
      count: group.count,
      text: `${groupText(t, group)} – ${name}`,
    })),
    ...(missing.length > 0
      ? [{ position, group: null, subject: "missing" as const, count: facts.missing + parts, text: `${missing.join(" · ")} – ${name}` }]
      : []),
    ...(facts.dirty > 0
      ? [
          {
            position,
            group: null,
            subject: "dirty" as const,
            count: facts.dirty,
            text: `${t("inspect.count.dirty", { count: facts.dirty })} – ${name}`,
          },
        ]
      : []),
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

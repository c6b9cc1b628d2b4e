/** The one door for answers that come from a file: text in, the walk's answers out, or every problem at once with its place. */
import { decode, inOrder } from "../contract/reading/issues.ts";
import { readDocument } from "../contract/reading/read-document.ts";
import { failed, ok, type Result } from "../kernel/result.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import type { AnsweredLine, Answers } from "./answers.ts";
import { type Check, report } from "./answers-check.ts";
import { readAcknowledgement, readAnswer } from "./answers-closing.ts";
import { readLines } from "./answers-lines.ts";
import { type AnswersFile, answersFileSchema } from "./answers-schema.ts";
import type { Walk } from "./fold.ts";
import { uncountedLines } from "./open-questions.ts";

/** Lines the file does not name need `rest`. A line that did not read is not missing as well. */
function readRest(check: Check, file: AnswersFile, lines: readonly AnsweredLine[]): Answers["rest"] {
  const named = new Set(lines.map((line) => line.position));
  const positions = uncountedLines(check.walk).filter((position) => !named.has(position));
  if (file.rest === null && check.problems.length === 0 && positions.length > 0) {
    const unnamed = check.walk.contract.lines
      .filter((line) => positions.includes(line.position))
      .map((line) => `${line.position} ${line.product}`);
    report(check, [], "unanswered", { lines: unnamed.join(", ") });
  }
  return { kind: file.rest ?? "inOrder", positions };
}

/** What the file says by its shape, and the check that collects what is wrong with it. */
export function openAnswersFile(
  text: string,
  walk: Walk,
  language: StaffLanguage,
): Result<{ readonly file: AnswersFile; readonly check: Check }> {
  const { value, places, problems: unread } = readDocument(text);
  if (value === null) return failed(unread);
  const { value: file, problems } = decode(answersFileSchema(walk.contract.zone), value, places);
  if (file === null) return failed(inOrder([...unread, ...problems]));
  return ok({ file, check: { walk, language, places, problems: [...unread] } });
}

/**
 * Reads a file of answers (YAML or JSON) for a walk; for one that is being amended it may be partial, and what it does not name stays.
 * Everything it says is checked against the contract, what is out, and the terms;
 * problems come in the order of the file.
 * @param language whose abbreviations `say` understands
 */
export function parseAnswers(text: string, walk: Walk, language: StaffLanguage): Result<Answers> {
  const opened = openAnswersFile(text, walk, language);
  if (!opened.ok) return opened;
  const { file, check } = opened.value;
  const { lines, spared } = readLines(check, file);
  const answers: Answers = {
    cameBackAt: file.cameBackAt,
    walkedAt: file.walkedAt,
    lines,
    spared,
    rest: readRest(check, file, lines),
    answer: readAnswer(check, file, lines),
    acknowledgement: readAcknowledgement(check, file),
  };
  return check.problems.length > 0 ? failed(inOrder(check.problems)) : ok(answers);
}

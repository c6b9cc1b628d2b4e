/** Errors and problems in the staff's language. What values put in is cleaned here, so that no name or path can steer a terminal. */
import type { UserError } from "../../kernel/errors.ts";
import { sayingOf } from "../../kernel/errors.ts";
import { type FileProblem, type Problem, type Saying, sayingOfProblem, type Values } from "../../kernel/result.ts";
import { plain } from "../../kernel/text.ts";
import type { Messages, MessageValues } from "../../language/messages.ts";

const said = (t: Messages, values: Values): MessageValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === "number") return [name, value];
      return [name, typeof value === "string" ? plain(value) : say(t, value)];
    }),
  );

export const say = (t: Messages, { key, values }: Saying): string => t(key, said(t, values));

/** What is wrong, on one line or several: what stands below an error follows it. */
export function errorText(t: Messages, error: UserError): string {
  const own = t.has(`error.${error.code}`) ? say(t, sayingOf(error)) : error.message;
  return [own, ...error.problems.map((problem) => problemLine(t, problem)), ...error.errors.map((each) => errorText(t, each))].join("\n");
}

/** What to do about it: commands as they are typed, then advice. */
export function hintTexts(t: Messages, error: UserError): readonly string[] {
  const key = `error.${error.code}.try`;
  const advice = t.has(key) ? say(t, { key, values: error.values }).split("\n") : [];
  const hints = error.hints.map((hint) => (typeof hint === "string" ? plain(hint) : say(t, hint)));
  return [...hints, ...advice].filter((hint) => hint !== "");
}

export const problemText = (t: Messages, problem: Pick<Problem, "code" | "values">): string => say(t, sayingOfProblem(problem));

/** As editors and compilers print it, so that a click leads there: `file:line:column: path: message`. */
export function problemLine(t: Messages, problem: FileProblem): string {
  const { file, line, column, path } = problem;
  const place = [file, line, column].filter((part) => part !== null).join(":");
  return `${plain(`${place}: ${path === "" ? "" : `${path}: `}`)}${problemText(t, problem)}`;
}

/** A problem in a JSON document. */
export const problemJson = (t: Messages, problem: FileProblem) => {
  const { file, path, line, column, code } = problem;
  return { file, path, line, column, code, message: problemText(t, problem) };
};

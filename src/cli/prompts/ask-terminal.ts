/** The prompts of inquirer on this run's streams: stdin and stderr. */
import inquirer from "inquirer";
import { Cancelled } from "../../kernel/errors.ts";
import type { Messages } from "../../language/messages.ts";
import type { Io } from "../io.ts";
import { fitted } from "../output/fitted.ts";
import type { Ask, Choice } from "./ask.ts";

const USUAL_COLUMNS = 80;
/** What stands around a question: `? ` before it, a space behind it. */
const MARK = 3;

/** Ctrl-C and a closed terminal both end a prompt; the command says what was kept. */
const isExit = (error: unknown): boolean =>
  error instanceof Error && (error.name === "ExitPromptError" || error.name === "AbortPromptError");

const listed = <T>(choices: readonly Choice<T>[]) =>
  choices.map((choice, index) => ({ name: choice.name, value: index, ...(choice.description ? { description: choice.description } : {}) }));

/** What people type for yes and no in the languages of our screens; Finnish `e` is no, as in `ei`. */
const YES = /^(?:y|yes|k|kyllä|joo)$/iu;
const NO = /^(?:n|no|e|ei)$/iu;

export function askTerminal(io: Io, t: Messages): Ask {
  const context = { input: io.stdin as NodeJS.ReadableStream, output: io.stderr as NodeJS.WritableStream };
  const theme = { style: { keysHelpTip: () => t("common.keys") } };
  const prompt = inquirer.createPromptModule(context);

  const one = async <T>(question: Readonly<Record<string, unknown>> & { readonly message: string }): Promise<T> => {
    try {
      const message = fitted(question.message, (io.stderr.columns ?? USUAL_COLUMNS) - MARK).join("\n");
      const answers = (await prompt([{ ...question, message, name: "answer" }] as never)) as { readonly answer: T };
      return answers.answer;
    } catch (error) {
      if (isExit(error)) throw new Cancelled();
      throw error;
    }
  };

  return {
    context,
    confirm: async (message, preset = true) => {
      const typed = await one<string>({
        type: "input",
        message: `${message} ${t(preset ? "common.yesOrNo" : "common.noOrYes")}`,
        validate: (text: string) => text.trim() === "" || YES.test(text.trim()) || NO.test(text.trim()) || t("common.answerYesOrNo"),
      });
      return typed.trim() === "" ? preset : YES.test(typed.trim());
    },
    text: (message, { preset, check } = {}) =>
      one({ type: "input", message, default: preset, validate: (text: string) => check?.(text) ?? true }),
    secret: (message, check) =>
      one({
        type: "password",
        message,
        mask: false,
        toggleMask: false,
        theme: { style: { maskedText: t("common.masked") } },
        validate: (text: string) => check?.(text) ?? true,
      }),
    select: async <T>(message: string, choices: readonly Choice<T>[], preset?: T) => {
      const at = choices.findIndex((choice) => choice.value === preset);
      const index = await one<number>({ type: "select", message, theme, choices: listed(choices), ...(at >= 0 ? { default: at } : {}) });
      return (choices[index] as Choice<T>).value;
    },
    search: <T>(message: string, source: (typed: string) => Promise<readonly Choice<T>[]>) =>
      one<T>({
        type: "search",
        message,
        theme,
        source: async (typed: string | undefined) => [...(await source(typed ?? ""))],
      }),
  };
}

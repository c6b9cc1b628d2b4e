/** The prompts of inquirer on this run's streams: stdin and stderr. */
import inquirer from "inquirer";
import { Cancelled } from "../../kernel/errors.ts";
import type { Io } from "../io.ts";
import type { Ask, Choice } from "./ask.ts";

/** Ctrl-C and a closed terminal both end a prompt; the command says what was kept. */
const isExit = (error: unknown): boolean =>
  error instanceof Error && (error.name === "ExitPromptError" || error.name === "AbortPromptError");

const listed = <T>(choices: readonly Choice<T>[]) =>
  choices.map((choice, index) => ({ name: choice.name, value: index, ...(choice.description ? { description: choice.description } : {}) }));

export function askTerminal(io: Io): Ask {
  const context = { input: io.stdin as NodeJS.ReadableStream, output: io.stderr as NodeJS.WritableStream };
  const prompt = inquirer.createPromptModule(context);

  const one = async <T>(question: Record<string, unknown>): Promise<T> => {
    try {
      const answers = (await prompt([{ ...question, name: "answer" }] as never)) as { readonly answer: T };
      return answers.answer;
    } catch (error) {
      if (isExit(error)) throw new Cancelled();
      throw error;
    }
  };

  return {
    context,
    confirm: (message, preset = true) => one({ type: "confirm", message, default: preset }),
    text: (message, { preset, check } = {}) =>
      one({ type: "input", message, default: preset, validate: (text: string) => check?.(text) ?? true }),
    secret: (message) => one({ type: "password", message, mask: false }),
    select: async <T>(message: string, choices: readonly Choice<T>[], preset?: T) => {
      const at = choices.findIndex((choice) => choice.value === preset);
      const index = await one<number>({ type: "select", message, choices: listed(choices), ...(at >= 0 ? { default: at } : {}) });
      return (choices[index] as Choice<T>).value;
    },
    search: <T>(message: string, source: (typed: string) => Promise<readonly Choice<T>[]>) =>
      one<T>({
        type: "search",
        message,
        source: async (typed: string | undefined) => [...(await source(typed ?? ""))],
      }),
  };
}

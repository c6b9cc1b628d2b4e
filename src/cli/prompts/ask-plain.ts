/** The prompts of `--plain`: each question is printed once as lines in reading order, then a line is read. Nothing is drawn anew. */
import type { Messages } from "../../language/messages.ts";
import type { Io } from "../io.ts";
import type { Ask, Choice } from "./ask.ts";
import { nextHiddenLine, nextLine } from "./plain-lines.ts";

/** @param terminal whose streams prompts of our own are made with. */
export function askPlain(io: Io, t: Messages, terminal: Ask): Ask {
  const tell = (...lines: readonly string[]): void => void io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  const read = async (): Promise<string> => (await nextLine(io.stdin as NodeJS.ReadableStream)).trim();

  const text: Ask["text"] = async (message, { preset, check } = {}) => {
    tell(preset === undefined || preset === "" ? message : `${message} (${preset})`);
    for (;;) {
      const typed = (await read()) || (preset ?? "");
      const wrong = check?.(typed) ?? null;
      if (wrong === null) return typed;
      tell(wrong);
    }
  };

  /** The number of a row, or null where something else was typed. */
  const chosen = <T>(choices: readonly Choice<T>[], typed: string): Choice<T> | null =>
    /^\d{1,4}$/u.test(typed) ? (choices[Number(typed) - 1] ?? null) : null;
  const list = <T>(choices: readonly Choice<T>[]): void =>
    tell(...choices.map(({ name, description }, index) => `${index + 1}: ${name}${description ? `. ${description}` : ""}`));

  return {
    context: terminal.context,
    text,
    secret: async (message, check) => {
      tell(`${message} (${t("common.masked")})`);
      for (;;) {
        const typed = await nextHiddenLine(io.stdin as NodeJS.ReadableStream);
        const wrong = check?.(typed) ?? null;
        if (wrong === null) return typed;
        tell(wrong);
      }
    },
    confirm: async (message, preset = true) => {
      const words = `${message} ${t(preset ? "common.yesOrNo" : "common.noOrYes")}`;
      const typed = await text(words, {
        check: (given) => (/^(?:|y|yes|k|kyllä|joo|n|no|e|ei)$/iu.test(given) ? null : t("common.answerYesOrNo")),
      });
      return typed === "" ? preset : /^[ykj]/iu.test(typed);
    },
    select: async <T>(message: string, choices: readonly Choice<T>[], preset?: T) => {
      const first = choices.findIndex((choice) => choice.value === preset);
      tell(message);
      list(choices);
      for (;;) {
        tell(t("common.plainNumber", { of: choices.length, preset: Math.max(0, first) + 1 }));
        const typed = await read();
        const choice = typed === "" ? choices[Math.max(0, first)] : chosen(choices, typed);
        if (choice) return choice.value;
      }
    },
    search: async <T>(message: string, source: (typed: string) => Promise<readonly Choice<T>[]>) => {
      tell(message);
      let choices = await source("");
      for (;;) {
        list(choices);
        tell(t("common.plainSearch"));
        const typed = await read();
        const choice = chosen(choices, typed);
        if (choice) return choice.value;
        choices = await source(typed);
      }
    },
  };
}

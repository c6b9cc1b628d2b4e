import { setTimeout as pause } from "node:timers/promises";
import { render } from "@inquirer/testing";
import { expect, test } from "vitest";
import { layOut } from "../../src/cli/prompts/walk/frame.ts";
import { readKey } from "../../src/cli/prompts/walk/key.ts";
import { onStage, type Stage } from "../../src/cli/prompts/walk/stage.ts";

type Rendered = Awaited<ReturnType<typeof render>>;

/** A stage on the streams of inquirer's own test screen. */
async function staged<T>(script: (stage: Stage) => Promise<T>): Promise<Rendered & { readonly result: Promise<T> }> {
  let result: Promise<T> | null = null;
  const rendered = await render((_config: null, context) => {
    result = onStage(context as Parameters<typeof onStage>[0], script);
    return result;
  }, null);
  return { ...rendered, result: result as unknown as Promise<T> };
}

const draw = (line: string) => () => ({ above: ["above"], line, below: ["below"] });

test("keys typed while something is being stored wait for the next question", async () => {
  const heard: string[] = [];
  const { events, result } = await staged(async (stage) => {
    for (const question of ["one", "two", "three"]) {
      stage.show(draw(question));
      heard.push(`${question}: ${(await stage.key()).text}`);
      await pause(30);
    }
    return heard;
  });
  await pause(10);
  for (const key of ["a", "b", "c"]) events.keypress(key);
  expect(await result).toEqual(["one: a", "two: b", "three: c"]);
});

test("the screen is drawn in place", async () => {
  const { events, result, getScreen } = await staged(async (stage) => {
    stage.show(draw("first"));
    await stage.key();
    stage.show(draw("second"));
    await stage.key();
  });
  await pause(30);
  expect(getScreen()).toBe("above\nfirst\nbelow");
  events.keypress("x");
  await pause(30);
  expect(getScreen()).toBe("above\nsecond\nbelow");
  events.keypress("x");
  await result;
});

test("a script's failure is the stage's", async () => {
  const { result } = await staged(async () => {
    throw new RangeError("ours");
  });
  await expect(result).rejects.toThrow(new RangeError("ours"));
});

test("keys are read as the walk knows them", () => {
  expect(readKey({ name: "return", sequence: "\r" })).toEqual({ name: "enter", text: "" });
  expect(readKey({ name: "o", sequence: "O" })).toEqual({ name: "text", text: "O" });
  expect(readKey({ sequence: "ä" })).toEqual({ name: "text", text: "ä" });
  expect(readKey({ name: "u", ctrl: true, sequence: "\u0015" })).toEqual({ name: "clear", text: "" });
  expect(readKey({ name: "f5", sequence: "\u001B[15~" })).toEqual({ name: "other", text: "" });
  expect(readKey({ name: "b", meta: true, sequence: "\u001Bb" })).toEqual({ name: "other", text: "" });
});

test("a low and narrow window keeps head, line and keys; the body gives way", () => {
  const paint = { bold: String, dim: String, accent: String, warn: String };
  const frame = {
    title: "2026-0117 · Aino Mäkelä-Virtanen",
    aside: "line 1 of 3",
    summary: "nothing answered yet",
    body: Array.from({ length: 20 }, (_, index) => `row ${index + 1}`),
    typed: "3 cracked",
    message: "",
    wrong: false,
    hints: [
      ["Enter", "all in order"],
      ["b", "back"],
    ] as const,
  };
  expect(layOut(frame, paint, { columns: 40, rows: 12 })).toEqual({
    above: [
      " 2026-0117 · Aino Mäkelä-…  line 1 of 3",
      " nothing answered yet",
      ` ${"─".repeat(38)}`,
      "",
      " row 1",
      " row 2",
      " row 3",
      " …",
      "",
    ],
    line: " › 3 cracked",
    below: ["", " Enter all in order   b back"],
    spoken: {
      question: ["line 1 of 3", ...frame.body, "", "Enter: all in order. b: back"],
      summary: ["2026-0117 · Aino Mäkelä-Virtanen", "nothing answered yet"],
      typed: "3 cracked",
    },
  });
});

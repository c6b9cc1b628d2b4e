import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyReader } from "../../src/cli/prompts/walk/key.ts";
import { KeyDecoder, SIGNS } from "../../src/cli/prompts/walk/key-decoder.ts";

const decode = (...pieces: readonly string[]): string => {
  const decoder = new KeyDecoder();
  return pieces.map((piece) => decoder.decode(piece)).join("");
};
const ESC = "\u001B";

describe("what a terminal sends", () => {
  test.each([
    ["arrows of xterm", `${ESC}[A${ESC}[B${ESC}[C${ESC}[D`, SIGNS.up + SIGNS.down + SIGNS.right + SIGNS.left],
    ["arrows in application mode", `${ESC}OA${ESC}OB`, SIGNS.up + SIGNS.down],
    ["arrows with a modifier", `${ESC}[1;5A`, SIGNS.up],
    ["Home, End, Delete, Insert, F1 to F12", `${ESC}[H${ESC}[F${ESC}[3~${ESC}[2~${ESC}OP${ESC}[15~${ESC}[24~${ESC}[[A`, ""],
    ["Alt and a letter", `${ESC}o${ESC}ä${ESC}😀x`, "x"],
    ["two escapes, then a letter", `${ESC}${ESC}[Ax`, `${SIGNS.escape}${SIGNS.up}x`],
    ["a terminal's answers", `${ESC}]11;rgb:ff/ff/ff\u0007${ESC}P1$r0m${ESC}\\${ESC}[?62;c${ESC}[24;80Rx`, "x"],
    ["mouse and focus", `${ESC}[<0;10;10M${ESC}[I${ESC}[O`, ""],
    ["a sequence that a letter breaks", `${ESC}[12\u0001x`, "\u0001x"],
    ["text in Finnish", "3 säröillä\r", "3 säröillä\r"],
    ["a broken byte and private signs", "3\uFFFD cr\uE001acked", "3 cracked"],
    ["pasted text", `${ESC}[200~2 broken\r\n1 torn\u0007${ESC}[A${ESC}[201~\r`, `${SIGNS.pasteStart}2 broken  1 torn${SIGNS.pasteEnd}\r`],
    ["Ctrl-C within a paste that never ends", `${ESC}[200~abc\u0003`, `${SIGNS.pasteStart}abc\u0003`],
    ["Windows: o pressed and let go", `${ESC}[79;24;111;1;0;1_${ESC}[79;24;111;0;0;1_`, "o"],
    ["Windows: a letter held down, ä, Enter", `${ESC}[79;24;111;1;0;3_${ESC}[222;40;228;1;0;1_${ESC}[13;28;13;1;0;1_`, "oooä\r"],
    [
      "Windows: arrows, Escape, Home, Shift alone",
      `${ESC}[38;72;0;1;256;1_${ESC}[27;1;27;1;0;1_${ESC}[36;71;0;1;256;1_${ESC}[16;42;0;1;16;1_`,
      SIGNS.up + SIGNS.escape,
    ],
  ])("%s", (_, sent, decoded) => {
    expect(decode(sent)).toBe(decoded);
  });

  test("a sequence cut in pieces is whole, wherever it is cut", () => {
    const sent = `a${ESC}[1;2Bo${ESC}[79;24;111;1;0;1_${ESC}[200~x y${ESC}[201~${ESC}Dz`;
    const whole = decode(sent);
    fc.assert(
      fc.property(fc.nat(sent.length), fc.nat(sent.length), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(decode(sent.slice(0, from), sent.slice(from, to), sent.slice(to))).toBe(whole);
      }),
    );
  });

  test("an escape alone is the key once nothing follows; the beginning of anything else is nothing", () => {
    const decoder = new KeyDecoder();
    expect([decoder.decode(ESC), decoder.waits, decoder.flush(), decoder.waits]).toEqual(["", true, SIGNS.escape, false]);
    expect([decoder.decode(`${ESC}[1;`), decoder.flush(), decoder.decode("x")]).toEqual(["", "", "x"]);
    expect([decoder.decode(`${ESC}]0;never ends`), decoder.waits, decoder.decode("x".repeat(5_000)), decoder.waits]).toEqual([
      "",
      true,
      "",
      false,
    ]);
  });

  test("whatever is sent, no control sequence comes through", () => {
    const piece = fc.oneof(fc.constantFrom(ESC, "[", "]", "O", ";", "~", "_", "1", "200~", "\r", "x"), fc.string());
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => !decode(...pieces).includes(ESC)));
  });
});

test("what is pasted is one key, and no command", () => {
  const reader = new KeyReader();
  const sequences = [SIGNS.pasteStart, "o", "k", " ", SIGNS.pasteEnd, "o", SIGNS.up, SIGNS.escape];
  expect(sequences.flatMap((sequence) => reader.read({ sequence, name: "" }) ?? [])).toEqual([
    { name: "paste", text: "ok " },
    { name: "text", text: "o" },
    { name: "up", text: "" },
    { name: "escape", text: "" },
  ]);
});

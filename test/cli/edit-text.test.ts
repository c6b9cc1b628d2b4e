/** A text in the clerk's own editor. */
import { expect, test } from "vitest";
import { editorOf, editText } from "../../src/cli/edit-text.ts";

test("what the editor leaves is the text; its command may have flags", async () => {
  expect(await editText("sed -i s/vanha/uusi/", "vanha teksti\n")).toBe("uusi teksti\n");
});

test("an editor that fails, or is not there, keeps nothing", async () => {
  await expect(editText("false", "x")).rejects.toThrow("editor-failed");
  await expect(editText("no-such-editor-here", "x")).rejects.toThrow("editor-failed");
});

test("VISUAL goes before EDITOR; an empty one is none", () => {
  expect([
    editorOf({ env: { VISUAL: "code -w", EDITOR: "vi" } }),
    editorOf({ env: { VISUAL: " ", EDITOR: "vi" } }),
    editorOf({ env: {} }),
  ]).toEqual(["code -w", "vi", null]);
});

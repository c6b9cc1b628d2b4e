/** The customer asks for something off: one key, and at most one short question. What comes of it is somebody else's to decide. */
import { plain } from "../../../kernel/text.ts";
import { contractLine } from "./line-head.ts";
import { askText, type Scene } from "./scene.ts";
import type { AtHand } from "./walk-phone.ts";

/** @param at the line it is about; null: the whole of it. */
export async function askAsk(scene: Scene, at: AtHand | null): Promise<void> {
  const { t, paint, book } = scene;
  const said = await askText(scene, {
    aside: t("inspect.ask.aside"),
    body: () => [
      paint.bold(
        at === null ? t("inspect.ask.whole") : t("inspect.ask.ofLine", { line: plain(contractLine(book.walk, at.position).name) }),
      ),
      "",
      t("inspect.ask.what"),
      paint.dim(t("inspect.ask.whoDecides")),
    ],
    hint: t("inspect.ask.store"),
  });
  if (said === "back") return;
  await book.noteAsk(at === null ? null : String(at.position), said);
  scene.news = t("inspect.ask.noted");
}

/** Something of ours comes up in a walk: which of four, on how many, and it is recorded as a fact. What comes off the rent is decided later. */
import { FAULT_KINDS, type FaultKind } from "../../../contract/our-faults.ts";
import { plain } from "../../../kernel/text.ts";
import { askRead } from "./ask-read.ts";
import { contractLine } from "./line-head.ts";
import { askOn, askText, type Scene } from "./scene.ts";
import type { AtHand } from "./walk-phone.ts";

const DIGITS = FAULT_KINDS.map((_, index) => String(index + 1)).join("");

async function askKind(scene: Scene, what: string): Promise<FaultKind | null> {
  const { t, paint } = scene;
  const heard = await askOn(scene, {
    aside: t("inspect.ours.aside"),
    body: () => [
      paint.bold(what),
      "",
      t("inspect.ours.which"),
      ...FAULT_KINDS.map((kind, index) => `  ${paint.bold(String(index + 1))}  ${t(`invoice.reduce.kind.${kind}`)}`),
    ],
    commands: `${DIGITS}b`,
    begins: null,
    hints: [
      [`1–${FAULT_KINDS.length}`, t("inspect.key.choose")],
      ["b", t("inspect.key.back")],
    ],
  });
  return heard.kind === "key" ? (FAULT_KINDS[Number(heard.key) - 1] ?? null) : null;
}

/** @param at the line it is about; null: the whole delivery. */
export async function askFault(scene: Scene, at: AtHand | null): Promise<void> {
  const { t, paint, book } = scene;
  const line = at === null ? null : contractLine(book.walk, at.position);
  const what = line === null ? t("inspect.ours.whole") : t("inspect.ours.ofLine", { line: plain(line.name) });
  const kind = await askKind(scene, what);
  if (kind === null) return;
  const said = await askRead(scene, line?.position ?? null, "", (typed) =>
    askText(scene, {
      aside: t("inspect.ours.aside"),
      body: () => [paint.bold(`${what} · ${t(`invoice.reduce.kind.${kind}`)}`), "", t("inspect.ours.count")],
      hint: t("inspect.ours.all"),
      check: (text) => (/^[1-9]\d{0,5}(\s.*)?$/u.test(text.trim()) ? null : t("inspect.ours.countWrong")),
      typed,
    }),
  );
  if (said === "back") return;
  const [count, ...note] = (said ?? "").trim().split(/\s+/u);
  await book.recordFault({ kind, position: line?.position ?? null, count: count ? Number(count) : null, note: note.join(" ") || null });
  scene.news = t("inspect.ours.noted");
}

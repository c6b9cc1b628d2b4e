/** What a clerk can do on a line's screen besides counting: a note, another line, the time of return, the findings again. */
import { dayOf, type Instant, parseLocalTime } from "../../../kernel/dates.ts";
import { formatDateTime } from "../../../language/format.ts";
import { askRead } from "./ask-read.ts";
import { askCard } from "./finding-card.ts";
import { countsOf, factsOf, lineAside, lineHead } from "./line-head.ts";
import { askText, type Scene } from "./scene.ts";

export async function takeNote(scene: Scene, position: number): Promise<null> {
  const note = scene.book.walk.inspection.lines.find((line) => line.position === position)?.note ?? "";
  const text = await askRead(scene, position, note, (typed) =>
    askText(scene, {
      aside: lineAside(scene, position),
      body: (width) => [...lineHead(scene, position, width), "", scene.t("inspect.note.ask")],
      hint: scene.t("inspect.key.store"),
      typed,
    }),
  );
  if (text === "back") return null;
  await scene.book.record({ type: "noted", position, note: text ?? "" });
  scene.news = scene.t("inspect.note.stored");
  return null;
}

/** `14:30` is today's; a whole time stands for itself. Null when it cannot be. */
function readCameBack(scene: Scene, typed: string): Instant | null {
  const { contract } = scene.book.walk;
  const now = scene.book.now();
  const whole = /^\d{1,2}[:.]\d{2}$/u.test(typed) ? `${dayOf(now, contract.zone)} ${typed.replace(".", ":").padStart(5, "0")}` : typed;
  const at = parseLocalTime(whole, contract.zone);
  return at !== null && at <= now && at >= contract.handOver ? at : null;
}

/** Corrects when the goods came over the counter. A hand-over has no such time. */
export async function takeCameBack(scene: Scene, position: number): Promise<null> {
  const { t, book, language } = scene;
  const { header, inspection, contract } = book.walk;
  if (header.kind === "handover") return null;
  const text = await askText(scene, {
    aside: lineAside(scene, position),
    body: () => [
      t("inspect.cameBack.stored", { at: formatDateTime(inspection.cameBackAt, contract.zone, language) }),
      "",
      t("inspect.cameBack.ask"),
    ],
    hint: t("inspect.key.store"),
    check: (typed) => (readCameBack(scene, typed) === null ? t("inspect.cameBack.notThen") : null),
  });
  const at = text === null || text === "back" ? null : readCameBack(scene, text);
  if (at === null) return null;
  await book.record({ type: "began", cameBackAt: at, signedCopy: inspection.signedCopy });
  scene.news = t("inspect.cameBack.stored", { at: formatDateTime(at, contract.zone, language) });
  return null;
}

/** Notes what the terms set no price for on the line without a charge, or no longer. A hand-over charges nothing anyway. */
export async function takeWithoutCharge(scene: Scene, position: number): Promise<null> {
  const { t, book } = scene;
  if (book.walk.header.kind === "handover") return null;
  const withoutCharge = book.walk.inspection.lines.find((line) => line.position === position)?.withoutCharge !== true;
  await book.record({ type: "spared", position, withoutCharge });
  scene.news = t(withoutCharge ? "inspect.show.withoutCharge" : "inspect.amend.chargedAgain");
  return null;
}

/** Each finding of the line once more, one card after the other. */
export async function reviewFindings(scene: Scene, position: number): Promise<null> {
  const facts = scene.book.walk.inspection.lines.find((line) => line.position === position);
  const ids = (facts?.groups ?? []).flatMap((group) => group.findings.map((finding) => finding.id));
  for (const id of ids) {
    const move = await askCard(scene, position, id);
    if (move.kind !== "next") return null;
  }
  return null;
}

/** Hours of cleaning, where the terms charge for them and something came back dirty. */
export async function askCleaningHours(scene: Scene, position: number): Promise<void> {
  const { t, book } = scene;
  const hourly = book.walk.terms?.dirty.some((rule) => rule.fee.per === "hour") === true;
  if (!hourly || factsOf(book.walk, position).dirty === 0) return;
  const read = (typed: string): number | null => (/^\d{1,3}([.,]\d)?$/u.test(typed) ? Number(typed.replace(",", ".")) : null);
  const text = await askText(scene, {
    aside: lineAside(scene, position),
    body: (width) => [...lineHead(scene, position, width), "", t("inspect.cleaning.ask")],
    hint: t("inspect.cleaning.later"),
    check: (typed) => (read(typed) === null ? t("problem.hours") : null),
  });
  const hours = text === null || text === "back" ? null : read(text);
  if (hours !== null) await book.record({ type: "counted", position, counts: { ...countsOf(scene, position), cleaningHours: hours } });
}

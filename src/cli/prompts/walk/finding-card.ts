/** A finding on one card: every field on a key, each change stored at once, Enter when it is right. */
import { SEVERITIES, type Severity } from "../../../contract/terms.ts";
import type { WalkEvent } from "../../../inspection/entries.ts";
import { severityNeeded } from "../../../inspection/finding-details.ts";
import type { Cause, Finding, PhotoRef } from "../../../inspection/inspection.ts";
import { likelySeverity } from "../../../inspection/likely-answers.ts";
import { aidHints, askKey } from "./aids.ts";
import { askType, findingEvent } from "./ask-groups.ts";
import { type Card, cardBody } from "./card-body.ts";
import { askIncident, askMarks, askNote, askPart, askPhoto, askRepair, askSize } from "./finding-fields.ts";
import type { Hint } from "./frame.ts";
import { contractLine, lineAside } from "./line-head.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import type { Scene } from "./scene.ts";
import { askSplit } from "./split-group.ts";
import { takePhotoBack } from "./take-photo-back.ts";

const CAUSES: readonly Cause[] = ["unknown", "customer", "ours", "transport"];
const nextCause = (cause: Cause): Cause => CAUSES[(CAUSES.indexOf(cause) + 1) % CAUSES.length] as Cause;

/** The card of a finding as stored now. */
function cardOf(scene: Scene, position: number, findingId: string): Card {
  const { walk } = scene.book;
  const groups = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
  const group = groups.find((candidate) => candidate.findings.some((finding) => finding.id === findingId));
  const finding = group?.findings.find((candidate) => candidate.id === findingId);
  if (!group || !finding) throw new RangeError(`no finding ${findingId} on line ${position}`);
  return { position, group, finding, open: walk.openDetails.get(findingId) ?? [] };
}

/** Whether the severity decides what it costs, so that the card is not right without one. */
const needsSeverity = ({ book }: Scene, { position, finding }: Card): boolean =>
  finding.severity === null && severityNeeded(finding.type, contractLine(book.walk, position), book.walk.terms);

/** What the goods were most often, while nobody has said it; null where the terms do not need it. */
async function likelySeverityOf(scene: Scene, card: Card): Promise<Severity | null> {
  if (!needsSeverity(scene, card)) return null;
  const { book } = scene;
  return likelySeverity(await book.pastFindings(), contractLine(book.walk, card.position), card.finding.type);
}

/** What Enter does; where no severity is asked for, that too, so that nobody looks for one. */
function enterText(scene: Scene, card: Card, likely: Severity | null): string {
  const { t } = scene;
  if (likely !== null) return t("inspect.likely.severity", { severity: t(`inspect.severity.${likely}`) });
  return t(card.finding.severity !== null || needsSeverity(scene, card) ? "inspect.key.right" : "inspect.key.rightWithoutSeverity");
}

function cardHints(scene: Scene, card: Card, likely: Severity | null): Hint[] {
  const { t } = scene;
  const loose = photosOfLine(scene, card.position).length;
  return [
    ["Enter", enterText(scene, card, likely)],
    ["d", t("inspect.key.definitions")],
    ["+", t("inspect.key.another")],
    ["/", t("inspect.key.split")],
    ["y", t("inspect.key.type")],
    ["b", t("inspect.key.back")],
    ["q", t("phone.key.open")],
    ...(card.finding.photos.length > 0 ? ([["-", t("inspect.key.photoBack")]] as const) : []),
    ...(loose > 0 ? ([["l", t("phone.key.ofLine", { count: loose })]] as const) : []),
    ...aidHints(scene),
  ];
}

/** Changes the finding as it is stored now: photos may have come while the clerk typed. */
function changed(scene: Scene, { position, finding }: Card, change: Partial<Finding>, closed = false): WalkEvent {
  const card = cardOf(scene, position, finding.id);
  const open = closed ? [] : card.open;
  return { type: "found", position, group: card.group.id, finding: { ...card.finding, ...change }, open };
}

const store = (scene: Scene, card: Card, change: Partial<Finding>): Promise<void> => scene.book.record(changed(scene, card, change));

const photosOfLine = ({ book }: Scene, position: number): readonly PhotoRef[] =>
  book.walk.inspection.lines.find((line) => line.position === position)?.photos ?? [];

/** Photos that came before the finding was noted were the line's: most often they show it. */
async function takeOver(scene: Scene, { position, finding }: Card): Promise<null> {
  const photos = photosOfLine(scene, position);
  const events = photos.map((photo) => ({ type: "photographed", position, finding: finding.id, photo }) as const);
  if (events.length > 0) await scene.book.record(...events);
  return null;
}

const FIELDS: Readonly<Record<string, (scene: Scene, card: Card) => Promise<Partial<Finding> | null>>> = {
  x: askMarks,
  z: askSize,
  n: askNote,
  f: askPhoto,
  t: askPart,
  r: askRepair,
  i: askIncident,
  l: takeOver,
  "-": (scene, { position, finding }) => takePhotoBack(scene, position, finding.id),
  c: async (_scene, card) => ({ cause: nextCause(card.finding.cause) }),
  y: async (scene, card) => {
    const type = await askType(scene, card.position, scene.t("inspect.group.ask", { count: card.group.count }));
    return type === null ? null : { type };
  },
};

async function press(scene: Scene, card: Card, key: string): Promise<Move | string> {
  const severity = SEVERITIES[Number(key) - 1];
  if (severity) await store(scene, card, { severity });
  else if (key === "/") await askSplit(scene, card);
  else if (key === "b") return BACK;
  else if (key === "enter" || key === "+") return finish(scene, card, key === "+");
  else {
    const change = await FIELDS[key]?.(scene, card);
    if (change) await store(scene, card, change);
  }
  return "";
}

async function finish(scene: Scene, card: Card, another: boolean): Promise<Move | string> {
  const { t, book } = scene;
  if (needsSeverity(scene, card)) {
    const likely = await likelySeverityOf(scene, card);
    if (likely === null || another) return t("inspect.card.severityNeeded");
    await store(scene, card, { severity: likely });
    return t("inspect.likely.severityTaken", { severity: t(`inspect.severity.${likely}`) });
  }
  const type = another ? await askType(scene, card.position, t("inspect.group.askAnother", { count: card.group.count })) : null;
  if (another && type === null) return "";
  const further = type === null ? [] : [findingEvent(scene, card.position, card.group.id, type)];
  await book.record(changed(scene, card, {}, true), ...further);
  return NEXT;
}

const KEYS = ["enter", "1", "2", "3", "x", "z", "c", "n", "f", "t", "r", "i", "l", "-", "y", "d", "+", "/", "b"] as const;

/** Asks for what is known of a finding. Definitions of the severities stay on once they were asked for. */
export async function askCard(scene: Scene, position: number, findingId: string): Promise<Move> {
  let defined = false;
  let message = "";
  for (;;) {
    const card = cardOf(scene, position, findingId);
    scene.phone.follow({ position, finding: findingId });
    const likely = await likelySeverityOf(scene, card);
    const key = await askKey(
      scene,
      "finding",
      {
        aside: lineAside(scene, position),
        body: (width) => cardBody(scene, cardOf(scene, position, findingId), defined, width),
        commands: "",
        hints: cardHints(scene, card, likely),
        ...(message === "" ? {} : { message }),
      },
      KEYS,
    );
    message = "";
    if (key === "d") defined = !defined;
    else {
      const outcome = await press(scene, card, key);
      if (typeof outcome !== "string") return outcome;
      message = outcome;
    }
  }
}

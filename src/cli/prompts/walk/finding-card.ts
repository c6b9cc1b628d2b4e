/** A finding on one card: every field on a key, each change stored at once, Enter when it is right. */
import { sinceHandoverSoFar } from "../../../app/since-handover-so-far.ts";
import { SEVERITIES, type Severity, type SeverityDefinition } from "../../../contract/terms.ts";
import type { FindingDetail, WalkEvent } from "../../../inspection/entries.ts";
import { detailsToAsk, severityNeeded } from "../../../inspection/finding-details.ts";
import type { Cause, Finding, Group, PhotoRef } from "../../../inspection/inspection.ts";
import { likelySeverity } from "../../../inspection/likely-answers.ts";
import { inLanguage, plain } from "../../../kernel/text.ts";
import { aidHints, askKey } from "./aids.ts";
import { askType, findingEvent } from "./ask-groups.ts";
import { askIncident, askMarks, askNote, askPart, askPhoto, askRepair, askSize } from "./finding-fields.ts";
import { clip, type Hint, wrap } from "./frame.ts";
import { contractLine, lineAside, lineHead } from "./line-head.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import type { Scene } from "./scene.ts";
import { sinceText } from "./since-text.ts";
import { askSplit } from "./split-group.ts";
import { repairText } from "./walk-texts.ts";

const CAUSES: readonly Cause[] = ["unknown", "customer", "ours", "transport"];
const nextCause = (cause: Cause): Cause => CAUSES[(CAUSES.indexOf(cause) + 1) % CAUSES.length] as Cause;

export interface Card {
  readonly position: number;
  readonly group: Group;
  readonly finding: Finding;
  readonly open: readonly FindingDetail[];
}

/** The card of a finding as stored now. */
function cardOf(scene: Scene, position: number, findingId: string): Card {
  const { walk } = scene.book;
  const groups = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
  const group = groups.find((candidate) => candidate.findings.some((finding) => finding.id === findingId));
  const finding = group?.findings.find((candidate) => candidate.id === findingId);
  if (!group || !finding) throw new RangeError(`no finding ${findingId} on line ${position}`);
  return { position, group, finding, open: walk.openDetails.get(findingId) ?? [] };
}

/** The definition of a severity for this type, else the general one. */
function definition(definitions: readonly SeverityDefinition[], finding: Finding, severity: Severity, scene: Scene): string {
  const own = definitions.find((one) => one.severity === severity && one.type === finding.type);
  const general = definitions.find((one) => one.severity === severity && one.type === null);
  const found = own ?? general;
  return found ? plain(inLanguage(found.text, scene.language)) : scene.t("inspect.severity.undefined");
}

function severityLines(scene: Scene, card: Card, defined: boolean, width: number): string[] {
  const { t, paint } = scene;
  const { finding } = card;
  const choice = (severity: Severity, index: number): string => {
    const name = `${index + 1} ${t(`inspect.severity.${severity}`)}`;
    return finding.severity === severity ? paint.bold(`[${name}]`) : ` ${name} `;
  };
  if (!defined) return [field(scene, "1 2 3", "severity", SEVERITIES.map(choice).join(" "), width)];
  const definitions = scene.book.walk.terms?.severities ?? [];
  return SEVERITIES.flatMap((severity, index) => {
    const [first = "", ...more] = wrap(definition(definitions, finding, severity, scene), width - 22);
    const name = choice(severity, index);
    const pad = " ".repeat(Math.max(1, 18 - `${index + 1} ${t(`inspect.severity.${severity}`)}  `.length));
    return [`  ${name}${pad}${first}`, ...more.slice(0, 2).map((line) => `${" ".repeat(20)}${line}`)];
  });
}

function field(scene: Scene, key: string, name: string, value: string, width: number): string {
  const label = scene.t(`inspect.card.${name}`);
  // The bracket of a chosen severity hangs before the column that the values begin in.
  const [wide, shown] = name === "severity" ? [13, value] : [14, clip(value, width - 24)];
  return `  ${scene.paint.bold(key.padEnd(6))}${scene.paint.dim(label.padEnd(wide))}${shown}`;
}

function cardBody(scene: Scene, card: Card, defined: boolean, width: number): string[] {
  const { t, paint } = scene;
  const { finding, group } = card;
  const none = t("inspect.card.none");
  const nth = group.findings.indexOf(finding) + 1;
  const title = t("inspect.card.title", { count: group.count, type: t(`inspect.type.${finding.type}`) });
  return [
    ...lineHead(scene, card.position, width),
    "",
    paint.bold(title) +
      (group.findings.length > 1 ? paint.dim(` (${t("inspect.card.nth", { number: nth, of: group.findings.length })})`) : ""),
    ...severityLines(scene, card, defined, width),
    field(scene, "x", "marks", String(finding.marks), width),
    field(scene, "z", "size", finding.sizeMm === null ? none : t("inspect.finding.size", { size: finding.sizeMm }), width),
    field(scene, "c", "cause", t(`inspect.cause.${finding.cause}`), width),
    field(scene, "n", "note", finding.note === null ? none : plain(finding.note), width),
    field(scene, "f", "photos", finding.photos.map((photo) => plain(photo.name)).join(", ") || none, width),
    ...sinceLines(scene, card, width),
    ...(hasParts(scene, card)
      ? [field(scene, "t", "part", finding.part === null ? t("inspect.card.whole") : plain(finding.part), width)]
      : []),
    ...(incidentsCount(scene) ? [field(scene, "i", "incident", finding.incident === null ? none : plain(finding.incident), width)] : []),
    ...(asksForRepair(scene, card) || finding.repair
      ? [field(scene, "r", "repair", finding.repair ? repairText(t, finding.repair, scene.language) : none, width)]
      : []),
  ];
}

/** Whether the hand-over's record has it, on how many of the units. */
function sinceLines(scene: Scene, { finding, group }: Card, width: number): string[] {
  const units = sinceHandoverSoFar(scene.book.walk)?.get(finding.id);
  return units ? [field(scene, "", "since", sinceText(scene.t, units, group.count), width)] : [];
}

/** Whether the customer's waiver tells one event from another. */
function incidentsCount({ book }: Scene): boolean {
  const { contract, terms } = book.walk;
  return terms?.waivers.some((waiver) => waiver.id === contract.waiver && waiver.per === "incident") === true;
}

/** Whether the terms price findings of this type by their repair. */
const asksForRepair = (scene: Scene, { position, finding }: Card): boolean =>
  detailsToAsk(finding.type, contractLine(scene.book.walk, position), scene.book.walk.terms).includes("repair");

const hasParts = (scene: Scene, card: Card): boolean => contractLine(scene.book.walk, card.position).parts.length > 0;

/** What the goods were most often, while nobody has said it; null where the terms do not need it. */
async function likelySeverityOf({ book }: Scene, { position, finding }: Card): Promise<Severity | null> {
  const line = contractLine(book.walk, position);
  if (finding.severity !== null || !severityNeeded(finding.type, line, book.walk.terms)) return null;
  return likelySeverity(await book.pastFindings(), line, finding.type);
}

function cardHints(scene: Scene, position: number, likely: Severity | null): Hint[] {
  const { t } = scene;
  const loose = photosOfLine(scene, position).length;
  return [
    ["Enter", likely === null ? t("inspect.key.right") : t("inspect.likely.severity", { severity: t(`inspect.severity.${likely}`) })],
    ["d", t("inspect.key.definitions")],
    ["+", t("inspect.key.another")],
    ["/", t("inspect.key.split")],
    ["y", t("inspect.key.type")],
    ["b", t("inspect.key.back")],
    ["q", t("phone.key.open")],
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
  const line = contractLine(book.walk, card.position);
  if (card.finding.severity === null && severityNeeded(card.finding.type, line, book.walk.terms)) {
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

const KEYS = ["enter", "1", "2", "3", "x", "z", "c", "n", "f", "t", "r", "i", "l", "y", "d", "+", "/", "b"] as const;

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
        hints: cardHints(scene, position, likely),
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

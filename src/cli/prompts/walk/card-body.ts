/** A finding's card as it is drawn: every field that decides something, with its key. */
import { sinceHandoverSoFar } from "../../../app/since-handover-so-far.ts";
import { SEVERITIES, type Severity, type SeverityDefinition } from "../../../contract/terms.ts";
import type { FindingDetail } from "../../../inspection/entries.ts";
import { detailsToAsk } from "../../../inspection/finding-details.ts";
import type { Finding, Group } from "../../../inspection/inspection.ts";
import type { Instant } from "../../../kernel/dates.ts";
import { inLanguage, plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import { clip, wrap } from "./frame.ts";
import { contractLine, lineHead } from "./line-head.ts";
import type { Scene } from "./scene.ts";
import { sinceText } from "./since-text.ts";
import { repairText } from "./walk-texts.ts";

export interface Card {
  readonly position: number;
  readonly group: Group;
  readonly finding: Finding;
  readonly open: readonly FindingDetail[];
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

export function cardBody(scene: Scene, card: Card, defined: boolean, width: number): string[] {
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
    ...lateLines(scene, card, width),
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

/** What was seen after the return: when, and when that was entered. */
function lateLines(scene: Scene, { finding: { late, seenAt, enteredAt } }: Card, width: number): string[] {
  if (late === null) return [];
  const { zone } = scene.book.walk.contract;
  const at = (moment: Instant): string => formatDateTime(moment, zone, scene.language);
  return [field(scene, "", "late", scene.t("inspect.late.times", { seen: at(seenAt), entered: at(enteredAt) }), width)];
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

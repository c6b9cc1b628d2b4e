/** The head of every screen about a line: which one, how many are out, what the hand-over noted, what is recorded so far. */
import type { ContractLine } from "../../../contract/contract.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { LineCounts, LineFacts } from "../../../inspection/inspection.ts";
import { plain } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import { clip, edges, wrap } from "./frame.ts";
import type { Scene } from "./scene.ts";
import { groupText, walkedLines } from "./walk-texts.ts";

export function contractLine(walk: Walk, position: number): ContractLine {
  const line = walk.contract.lines.find((candidate) => candidate.position === position);
  if (!line) throw new RangeError(`contract ${walk.contract.number} has no line ${position}`);
  return line;
}

export function factsOf(walk: Walk, position: number): LineFacts {
  const facts = walk.inspection.lines.find((line) => line.position === position);
  if (!facts) throw new RangeError(`walk ${walk.header.id} does not touch line ${position}`);
  return facts;
}

/** The counts of a line as recorded, to be recorded anew with a change. */
export function countsOf(scene: Scene, position: number): LineCounts {
  const { ok, damaged, missing, stillOut, found, dirty, cleaningHours, missingParts } = factsOf(scene.book.walk, position);
  return { ok, damaged, missing, stillOut, found, dirty, cleaningHours, missingParts };
}

/** `line 12 of 60`, counted over the lines this load can touch. */
export function lineAside(scene: Scene, position: number): string {
  const lines = walkedLines(scene.book.walk);
  return scene.t("inspect.line.aside", { number: lines.indexOf(position) + 1, of: lines.length });
}

function baselineText(t: Messages, walk: Walk, position: number): string {
  const baseline = walk.earlier.find((inspection) => inspection.kind === "handover");
  if (!baseline) return t("inspect.line.noBaseline");
  const facts = baseline.lines.find((line) => line.position === position);
  const told = (facts?.groups ?? []).map((group) => groupText(t, group));
  const parts = Object.entries(facts?.missingParts ?? {}).map(([part, count]) => t("inspect.count.part", { part: plain(part), count }));
  const dirty = facts && facts.dirty > 0 ? [t("inspect.count.dirty", { count: facts.dirty })] : [];
  const note = facts?.note ? [t("inspect.quote", { text: plain(facts.note) })] : [];
  const photos = [
    ...(facts?.groups.flatMap(({ findings }) => findings.flatMap((finding) => finding.photos)) ?? []),
    ...(facts?.photos ?? []),
  ];
  const names = photos.length === 0 ? [] : [t("inspect.line.baselinePhotos", { names: photos.map(({ name }) => plain(name)).join(", ") })];
  const all = [...told, ...parts, ...dirty, ...note, ...names];
  return t("inspect.line.baseline", { found: all.join("; ") || t("inspect.line.baselineClean") });
}

/** Product and number out, then the baseline where there can be one. */
export function lineHead(scene: Scene, position: number, width: number): string[] {
  const { t, paint } = scene;
  const { walk } = scene.book;
  const line = contractLine(walk, position);
  const handover = walk.header.kind === "handover";
  const count = walk.out.get(position) ?? 0;
  const [name, gap, out] = edges(plain(line.name), t(handover ? "inspect.line.toHandOver" : "inspect.line.out", { count }), width);
  const before = walk.missingBefore.get(position) ?? 0;
  return [
    `${paint.bold(name)}${gap}${paint.bold(out)}`,
    ...(handover
      ? []
      : wrap(baselineText(t, walk, position), width)
          .slice(0, 3)
          .map((text) => paint.dim(text))),
    ...(before > 0 ? [paint.dim(t("inspect.line.missingBefore", { count: before }))] : []),
    ...(line.parts.length > 0
      ? [paint.dim(clip(t("inspect.line.parts", { parts: line.parts.map((part) => plain(part.name)).join(", ") }), width))]
      : []),
  ];
}

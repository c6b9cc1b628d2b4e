/** Photos of a finding beside how its sum was reached: as it went out at the left, as it came back at the right, small and few. */
import type { Charge, Source } from "../../assessment/assessment.ts";
import type { Finding, Inspection, PhotoRef } from "../../inspection/inspection.ts";
import { dayOf } from "../../kernel/dates.ts";
import { formatCount } from "../../language/format.ts";
import { capital, findingsOf, listFindings } from "../describe-source.ts";
import { NO_PICTURES, photosOf } from "../finding-photos.ts";
import { CONTENT_RIGHT, MEASURE, PAGE, STYLE } from "../look.ts";
import { type Branch, heightOf, type Row } from "../sheet/flow.ts";
import type { Box } from "../sheet/pen.ts";
import { type Photo, paintPhoto } from "../sheet/photos.ts";
import { paragraph, sideBySide } from "../sheet/rows.ts";
import type { Letter, LetterValues } from "./letter.ts";

/** On each side of a finding, or of each of several on the same unit; the record shows all. */
const mostOf = (findings: readonly unknown[]): number => (findings.length > 1 ? 1 : 2);
const GUTTER = 8;
const SIZE: Box = [88, 72];
const SIDE = SIZE[0] + GUTTER;
const LEFT = CONTENT_RIGHT - 2 * SIZE[0] - GUTTER;
/** Photos taller than this go on under what they stand beside. */
const BESIDE = 260;
/** Of text beside photos. */
const WORDS = LEFT - PAGE.left - 2 * GUTTER;

/** Findings of the hand-over that show the same thing: of the same kind where there are some with photos, else any of the line. */
function earlierFindings({ type }: Finding, position: number | null, baseline: Inspection | null | undefined): readonly Finding[] {
  const line = baseline?.lines.find((candidate) => candidate.position === position);
  const photographed = (line?.groups ?? []).flatMap(({ findings }) => findings).filter(({ photos }) => photos.length > 0);
  const alike = photographed.filter((finding) => finding.type === type);
  return alike.length > 0 ? alike : photographed;
}

const findingsWithPhotos = ({ source }: Charge, inspection: Inspection): readonly Finding[] =>
  findingsOf(source, inspection).filter(({ photos }) => photos.length > 0);

/** What a letter shows, so that nothing else need be loaded. */
export function photosShown({ billing, inspection, baseline }: Pick<LetterValues, "billing" | "inspection" | "baseline">): PhotoRef[] {
  return billing.charges.flatMap((charge) => {
    const findings = findingsWithPhotos(charge, inspection);
    const most = mostOf(findings);
    return findings.flatMap((finding) => [
      ...earlierFindings(finding, charge.source.position, baseline)
        .flatMap(({ photos }) => photos)
        .slice(0, most),
      ...finding.photos.slice(0, most),
    ]);
  });
}

type Words = (width: number) => readonly Row[];

/**
 * A charge's words with its photos at their right, as one row that is never cut: facts longer than a few lines stand above it, further
 * photos below. @param facts, calculation for a width.
 */
export function besidePhotos(letter: Letter, charge: Charge, under: Branch, facts: Words, calculation: Words): Row[] {
  const photos = photoRows(letter, charge, under);
  if (photos.length === 0) return [...facts(MEASURE), ...calculation(MEASURE)];
  let [beside, tall] = [0, 0];
  for (const row of photos) {
    tall += row.gap + row.height;
    if (beside === 0 || tall <= BESIDE) beside += 1;
  }
  const few = facts(WORDS);
  const [above, words] = few.length === 1 ? [[], [...few, ...calculation(WORDS)]] : [facts(MEASURE), calculation(WORDS)];
  return [...above, sideBySide([photos.slice(0, beside), words]), ...photos.slice(beside)];
}

/** The photos of a charge's findings, a row for each finding that has some. What two findings share of the hand-over stands once. */
function photoRows(letter: Letter, charge: Charge, under: Branch): Row[] {
  const { inspection, baseline } = letter;
  const { source } = charge;
  const findings = findingsWithPhotos(charge, inspection);
  const most = mostOf(findings);
  const shown = new Set<string>();
  return findings.flatMap((finding, index) => {
    const before = earlierFindings(finding, source.position, baseline).filter(({ id }) => !shown.has(id));
    for (const { id } of before) shown.add(id);
    const what = findings.length > 1 ? listFindings([finding], source.count, letter) : null;
    const after = sideOf(letter, [finding], source, { kind: "return", what, dated: index === 0, most });
    const earlier = sideOf(letter, before, source, { kind: "handover", what: null, dated: true, most });
    return after === null ? [] : [sidesRow(letter, earlier, after, shown.size > 0, under)];
  });
}

interface Side {
  readonly caption: string;
  readonly photos: readonly Photo[];
}

interface SideOf {
  readonly kind: Inspection["kind"];
  /** Tells the findings of one charge apart; null where there is one. */
  readonly what: string | null;
  /** The day is said once for a charge. */
  readonly dated: boolean;
  readonly most: number;
}

/** Null where nothing can be shown. */
function sideOf(letter: Letter, findings: readonly Finding[], source: Source, { kind, what, dated, most }: SideOf): Side | null {
  const { messages: t, contract, inspection, language } = letter;
  const found = findings.flatMap((finding) => photosOf(finding, source.position, source.count, letter.pictures ?? NO_PICTURES, letter));
  if (found.length === 0) return null;
  const day = letter.day(dayOf(kind === "handover" ? contract.handOver : inspection.cameBackAt, contract.zone));
  const photos = found.slice(0, most);
  const more = findings.reduce((sum, finding) => sum + finding.photos.length, 0) - photos.length;
  const when = t(`letter.photos.${kind}`, { day });
  const further = more > 0 ? t("letter.photos.more", { count: more, figure: formatCount(more, language) }) : null;
  const said = what === null ? when : dated ? `${when}: ${what}` : capital(what);
  const caption = [said, further].filter((part) => part !== null).join(", ");
  return { caption, photos: photos.map((photo) => ({ ...photo, alt: `${when}. ${photo.alt}` })) };
}

/** Captions on one line of the page, photos under them: one row, which is never cut. Without a side before, two photos stand in a line. */
function sidesRow({ pen }: Letter, before: Side | null, after: Side, twoColumns: boolean, under: Branch): Row {
  const columns = twoColumns ? [before, after] : [after];
  const set = columns.flatMap((side, index) => {
    if (side === null) return [];
    const x = LEFT + index * SIDE;
    const words = paragraph(pen, side.caption, STYLE.footer, under, { x, width: twoColumns ? SIZE[0] : SIDE + SIZE[0] });
    return { ...side, x, words, sizes: side.photos.map(({ bytes }) => pen.fit(bytes, SIZE)) };
  });
  const words = Math.max(...set.map((side) => heightOf(side.words)));
  const heightsOf = (sizes: readonly Box[]): number[] =>
    twoColumns ? sizes.map(([, height]) => height + GUTTER) : [Math.max(...sizes.map(([, height]) => height)) + GUTTER];
  return {
    height: words + 3 + Math.max(...set.map(({ sizes }) => heightsOf(sizes).reduce((sum, height) => sum + height, 0))) - GUTTER + 2,
    gap: 5,
    paint: (to, top, repeated) => {
      for (const side of set) {
        for (const row of side.words) row.paint(to, top, repeated);
        let [x, y] = [side.x, top + words + 3];
        side.photos.forEach((photo, index) => {
          const size = side.sizes[index] ?? SIZE;
          paintPhoto(to, photo, x, y, size, under, repeated);
          if (twoColumns) y += size[1] + GUTTER;
          else x += size[0] + GUTTER;
        });
      }
    },
  };
}

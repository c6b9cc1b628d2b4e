/** Photos of a finding under its words: as it went out at the left, as it came back at the right, small and few. */
import type { Charge, Source } from "../../assessment/assessment.ts";
import type { Finding, Inspection, PhotoRef } from "../../inspection/inspection.ts";
import { dayOf } from "../../kernel/dates.ts";
import { formatCount } from "../../language/format.ts";
import { findingsOf, listFindings } from "../describe-source.ts";
import { NO_PICTURES, photosOf } from "../finding-photos.ts";
import { PAGE, STYLE } from "../look.ts";
import type { Branch, Row } from "../sheet/flow.ts";
import type { Box } from "../sheet/pen.ts";
import { type Photo, paintPhoto } from "../sheet/photos.ts";
import { paragraph } from "../sheet/rows.ts";
import type { Letter, LetterValues } from "./letter.ts";

/** On each side of a finding; the record shows all. */
const MOST = 2;
const GUTTER = 8;
/** Four stand within the measure of running text. */
const SIZE: Box = [88, 88];
const SIDE = MOST * (SIZE[0] + GUTTER);

/** Findings of the hand-over that show the same thing: of the same kind where there are some with photos, else any of the line. */
function earlierFindings({ type }: Finding, position: number | null, baseline: Inspection | null | undefined): readonly Finding[] {
  const line = baseline?.lines.find((candidate) => candidate.position === position);
  const photographed = (line?.groups ?? []).flatMap(({ findings }) => findings).filter(({ photos }) => photos.length > 0);
  const alike = photographed.filter((finding) => finding.type === type);
  return alike.length > 0 ? alike : photographed;
}

/** What a letter shows, so that nothing else need be loaded. */
export function photosShown({ billing, inspection, baseline }: Pick<LetterValues, "billing" | "inspection" | "baseline">): PhotoRef[] {
  return billing.charges.flatMap(({ source }) =>
    findingsOf(source, inspection)
      .filter(({ photos }) => photos.length > 0)
      .flatMap((finding) => [
        ...earlierFindings(finding, source.position, baseline)
          .flatMap(({ photos }) => photos)
          .slice(0, MOST),
        ...finding.photos.slice(0, MOST),
      ]),
  );
}

/** The photos of a charge's findings, a row for each finding that has some. What two findings share of the hand-over stands once. */
export function photoRows(letter: Letter, { source }: Charge, under: Branch): Row[] {
  const { inspection, baseline } = letter;
  const findings = findingsOf(source, inspection).filter(({ photos }) => photos.length > 0);
  const shown = new Set<string>();
  return findings.flatMap((finding) => {
    const before = earlierFindings(finding, source.position, baseline).filter(({ id }) => !shown.has(id));
    for (const { id } of before) shown.add(id);
    const after = sideOf(letter, [finding], source, "return", findings.length > 1 ? listFindings([finding], source.count, letter) : null);
    return after === null ? [] : [sidesRow(letter, sideOf(letter, before, source, "handover", null), after, shown.size > 0, under)];
  });
}

interface Side {
  readonly caption: string;
  readonly photos: readonly Photo[];
}

/** Null where nothing can be shown. @param what tells the findings of one charge apart; null where there is one. */
function sideOf(letter: Letter, findings: readonly Finding[], source: Source, kind: Inspection["kind"], what: string | null): Side | null {
  const { messages: t, contract, inspection, language } = letter;
  const found = findings.flatMap((finding) => photosOf(finding, source.position, source.count, letter.pictures ?? NO_PICTURES, letter));
  if (found.length === 0) return null;
  const day = letter.day(dayOf(kind === "handover" ? contract.handOver : inspection.cameBackAt, contract.zone));
  const photos = found.slice(0, MOST);
  const more = findings.reduce((sum, finding) => sum + finding.photos.length, 0) - photos.length;
  const when = t(`letter.photos.${kind}`, { day });
  const further = more > 0 ? t("letter.photos.more", { count: more, figure: formatCount(more, language) }) : null;
  const caption = [what === null ? when : `${when}: ${what}`, further].filter((part) => part !== null).join(", ");
  return { caption, photos: photos.map((photo) => ({ ...photo, alt: `${when}. ${photo.alt}` })) };
}

/** Captions on one line of the page, photos under them: one row, which is never cut. */
function sidesRow({ pen }: Letter, before: Side | null, after: Side, twoColumns: boolean, under: Branch): Row {
  const columns = twoColumns ? [before, after] : [after];
  const set = columns.flatMap((side, index) => {
    if (side === null) return [];
    const { caption, photos } = side;
    const x = PAGE.left + index * SIDE;
    const sizes = photos.map(({ bytes }) => pen.fit(bytes, SIZE));
    const width = columns.length === 1 ? 2 * SIDE : SIDE - GUTTER;
    return { x, photos, sizes, words: paragraph(pen, caption, STYLE.footer, under, { x, width }) };
  });
  const words = Math.max(...set.map((side) => side.words.reduce((sum, row) => sum + row.height, 0)));
  return {
    height: words + 6 + Math.max(...set.flatMap(({ sizes }) => sizes.map(([, height]) => height))),
    gap: 6,
    paint: (to, top, repeated) => {
      for (const side of set) {
        for (const row of side.words) row.paint(to, top, repeated);
        let { x } = side;
        side.photos.forEach((photo, index) => {
          const size = side.sizes[index] ?? SIZE;
          paintPhoto(to, photo, x, top + words + 3, size, under, repeated);
          x += size[0] + GUTTER;
        });
      }
    },
  };
}

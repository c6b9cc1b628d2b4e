/** Photos in a document: how many, where on the page, and what is said of them. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { renderRecord } from "../../src/document/render-record.ts";
import { rasterisePage } from "../../src/media/rasterise.ts";
import { buildPartyContract, buildWitness } from "../support/build-billing.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, insideOf, textOf, textOfPages } from "../support/read-document.ts";

const contract = buildPartyContract();

const photo = async (width: number, height: number, colour: string): Promise<Uint8Array> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

const ref = (digit: string) => ({ sha256: digit.repeat(64), name: `photo-${digit}.jpg`, takenAt: null });

async function recordWith(names: readonly string[], note: string | null = null): Promise<Uint8Array> {
  const pictures = new Map([
    [ref("1").sha256, await photo(400, 300, "#404040")],
    [ref("2").sha256, await photo(300, 400, "#808080")],
    [ref("3").sha256, await photo(400, 300, "#c0c0c0")],
  ]);
  const groups = [buildGroup({ count: 3, findings: [buildFinding({ severity: "severe", photos: names.map(ref), note })] })];
  const inspection = buildInspection({ lines: [buildLineFacts({ groups })] });
  const values = {
    contract,
    inspection,
    baseline: buildInspection({ kind: "handover", load: 0 }),
    since: null,
    terms: buildTerms(),
    firm: buildFirm(),
    pictures,
    withSums: null,
    acknowledged: null,
    signed: null,
    witness: buildWitness(),
  };
  return renderRecord(values, assetsIn("en"));
}

/** More pixels of one grey than a line of small text has, and fewer than the narrowest picture. */
const NARROWEST = 50;

/** Where a picture of one grey stands on the first page, in points from its upper left corner. */
async function boxOf(pdf: Uint8Array, grey: number): Promise<{ left: number; right: number; top: number; bottom: number } | null> {
  const { data, width, height } = await rasterisePage(pdf, 1, 72);
  const ofPicture = (x: number, y: number): boolean => Math.abs((data[y * width + x] ?? 0) - grey) < 4;
  const rows = Array.from({ length: height }, (_, y) => y).filter(
    (y) => Array.from({ length: width }, (_, x) => x).filter((x) => ofPicture(x, y)).length > NARROWEST,
  );
  const [top, bottom] = [rows[0], rows.at(-1)];
  if (top === undefined || bottom === undefined) return null;
  const middle = Math.round((top + bottom) / 2);
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => ofPicture(x, middle));
  return { left: columns[0] ?? 0, right: (columns.at(-1) ?? 0) + 1, top, bottom: bottom + 1 };
}

test("one photo stands at the right of its finding and moves nothing", async () => {
  const pdf = await recordWith(["1"]);
  expect(await boxOf(pdf, 0x40)).toEqual({ left: 445, right: 540, top: 391, bottom: 462 });
});

test("several stand in a strip under it, each with its words, and are in the file once", async () => {
  const pdf = await recordWith(["1", "2", "3"]);
  expect(await Promise.all([0x40, 0x80, 0xc0].map((grey) => boxOf(pdf, grey)))).toEqual([
    { left: 61, right: 154, top: 419, bottom: 489 },
    { left: 161, right: 214, top: 419, bottom: 489 },
    { left: 221, right: 314, top: 419, bottom: 489 },
  ]);
  const inside = insideOf(pdf);
  expect(inside.match(/\/Subtype \/Image/gu)).toHaveLength(3);
  expect(inside.match(/Photo: Taittotuoli, musta, cracked/gu)).toHaveLength(3);
});

test("a photo that could not be read is only named", async () => {
  const pdf = await recordWith(["4"]);
  expect(insideOf(pdf)).not.toContain("/Subtype /Image");
  expect(await textOf(pdf)).toContain("Photo: photo-4.jpg");
});

test("a note of many lines goes on over the page, the photo beside its beginning", async () => {
  const pdf = await recordWith(["2"], "Long words about the rim. ".repeat(380).trim());
  expect((await textOfPages(pdf)).length).toBeGreaterThan(1);
  expect(await boxOf(pdf, 0x80)).toEqual({ left: 470, right: 540, top: 391, bottom: 484 });
});

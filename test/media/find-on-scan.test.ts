/** A part of a printed page is found on a scan that lies askew, and on none that shows something else there. */
import { expect, test } from "vitest";
import { codeInPlaceOn } from "../../src/media/archived-page.ts";
import { type CodedPage, findOnScan, type Part } from "../../src/media/find-on-scan.ts";
import { sheet } from "../support/build-scan.ts";

type Drawn = ReturnType<typeof sheet>;

async function coded(drawn: Drawn): Promise<CodedPage> {
  const { data, info } = await drawn.greyscale().raw().toBuffer({ resolveWithObject: true });
  const picture = { data, width: info.width, height: info.height };
  const code = (await codeInPlaceOn(picture))?.code;
  if (code === undefined) throw new Error("no code was read");
  return { picture, code };
}

/** Pixels of the sheet at 150 dots an inch. */
const mm = (millimetres: number): number => (millimetres / 25.4) * 150;
/** From the eleventh line to the fifteenth. */
const PART: Part = { left: mm(20), right: mm(150), top: mm(93), bottom: mm(127) };
const BESIDE = mm(5);

/** Where a place of the sheet is on one that was turned around its middle and made larger by so much, as shares. */
function turned([x, y]: readonly [number, number], degrees: number, { width, height }: CodedPage["picture"], scale: number) {
  const angle = (degrees / 180) * Math.PI;
  const [fromX, fromY] = [(x - mm(105)) * scale, (y - mm(148.5)) * scale];
  const across = width / 2 + fromX * Math.cos(angle) - fromY * Math.sin(angle);
  const down = height / 2 + fromX * Math.sin(angle) + fromY * Math.cos(angle);
  return [across / width, down / height];
}

test.each([
  ["straight", 0, 150],
  ["a little askew", 1.5, 150],
  ["upside down, and larger", 180, 170],
  ["on its side", 270, 150],
])("%s", async (_, degrees, dpi) => {
  const [printed, scan] = [await coded(sheet()), await coded(sheet({ turned: degrees, dpi }))];
  const found = findOnScan(printed, scan, PART, BESIDE);
  const expected = [PART.top, PART.bottom].map((y) => turned([PART.left - BESIDE, y], degrees, scan.picture, dpi / 150));
  for (const [index, end] of [found?.from, found?.to].entries())
    for (const axis of [0, 1]) expect(end?.[axis]).toBeCloseTo(expected[index]?.[axis] as number, 1.7);
});

test("a page with nothing there, and one with other lines there", async () => {
  const printed = await coded(sheet());
  const { picture, code } = printed;
  const blank = { ...picture, data: picture.data.map((value, at) => (Math.floor(at / picture.width) < mm(250) ? 255 : value)) };
  expect(findOnScan(printed, { picture: blank, code }, PART, BESIDE)).toBeNull();
  const striped = { ...picture, data: picture.data.map((value, at) => (Math.floor(at / picture.width) % 9 < 3 ? 60 : value)) };
  expect(findOnScan(printed, { picture: striped, code }, PART, BESIDE)).toBeNull();
});

/** A drawn signature: strokes in, the same picture out every time. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { drawSignature, readStrokes, signatureSvg } from "../../src/media/signature.ts";

test("strokes are points on a sheet of 1000 by 400; anything else is no signature", () => {
  expect(readStrokes("10,20 11,22;30,40")).toEqual([
    [
      [10, 20],
      [11, 22],
    ],
    [[30, 40]],
  ]);
  for (const text of ["", ";", "10", "10,20;", "10,401", "1001,0", "-1,0", "1.5,2", "<svg>", "1,1 ".repeat(30_000).trim()])
    expect(readStrokes(text)).toBeNull();
});

test("the same strokes are the same bytes, as SVG and as a picture on white", async () => {
  const strokes = readStrokes("100,200 900,200;500,300") ?? [];
  const svg = signatureSvg(strokes);
  expect(Buffer.from(svg).toString()).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400"><path d="M100 200L900 200M500 300h0" fill="none" stroke="#1f2a30" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>\n',
  );
  const picture = await drawSignature(svg);
  expect(Buffer.compare(await drawSignature(svg), picture)).toBe(0);
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number => data[(Math.round(y * 0.75) * info.width + Math.round(x * 0.75)) * info.channels] as number;
  expect([info.width, info.height]).toEqual([750, 300]);
  expect([at(500, 200) < 80, at(500, 300) < 80, at(500, 100), at(20, 200)]).toEqual([true, true, 255, 255]);
});

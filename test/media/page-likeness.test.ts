import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { GreyPicture } from "../../src/media/grey-picture.ts";
import { likenessOf } from "../../src/media/page-likeness.ts";
import { rasterisePage } from "../../src/media/rasterise.ts";
import { pdfOf } from "../support/build-scan.ts";

const TEXT = "Katetaan vakuudesta 50,00. Maksettavaa 69,80.";
let page: GreyPicture;
let drawnOver: GreyPicture;

const raw = ({ data, width, height }: GreyPicture) => sharp(data, { raw: { width, height, channels: 1 } });
/** As a program that smooths edges otherwise draws it. */
const redrawn = async (picture: GreyPicture): Promise<GreyPicture> => ({
  ...picture,
  data: await raw(picture).blur(0.8).toColourspace("b-w").raw().toBuffer(),
});

beforeAll(async () => {
  page = await rasterisePage(await pdfOf([{ text: TEXT }]), 1, 150);
  drawnOver = await rasterisePage(await pdfOf([{ text: TEXT.replace("69,80", "9,80") }]), 1, 150);
});

test("the same page is the same", () => expect(likenessOf(page, page)).toBe("same"));
test("a page drawn anew is told from the same, and from another", async () => {
  expect(likenessOf(page, await redrawn(page))).toBe("redrawn");
  expect(likenessOf(page, await redrawn(drawnOver))).toBe("different");
});
test("a page with something else on it is different, however little", () => expect(likenessOf(page, drawnOver)).toBe("different"));
test("a page of another size, or none, is different", () => {
  expect(likenessOf(page, { ...page, width: page.width - 1 })).toBe("different");
  expect(likenessOf(page, null)).toBe("different");
});

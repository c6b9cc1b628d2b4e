import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { readScan } from "../../src/media/read-scan.ts";
import type { ScanFacts } from "../../src/media/scan-facts.ts";
import { CODE, jpegSheet, pdfOf, pngSheet, sheet, tiffSheets } from "../support/build-scan.ts";

const facts = (over: Partial<ScanFacts>): ScanFacts => ({
  format: "pdf",
  pages: 1,
  content: "picture",
  encrypted: false,
  codes: [],
  notes: [],
  ...over,
});
const ours = [{ contract: "2026-0117", page: 1, pages: 2 }];
const refusalOf = (bytes: Uint8Array, name: string): Promise<unknown> =>
  readScan(bytes, name).then(
    () => "accepted",
    (error) => ({ name: error.name, code: error.code }),
  );

describe("what a file is", () => {
  it("is read from a word processor's PDF", async () => {
    expect(await readScan(await pdfOf([{ text: "Sopimus" }, { text: "Ehdot" }]), "a.pdf")).toEqual(facts({ pages: 2, content: "text" }));
  });

  it("is read from a scanned PDF, with our code", async () => {
    const picture = await jpegSheet();
    expect(await readScan(await pdfOf([{ picture }, "empty"]), "a.pdf")).toEqual(facts({ pages: 2, codes: ours }));
  });

  it("is mixed where some pages are words and some pictures", async () => {
    const picture = await jpegSheet({ code: null });
    expect(await readScan(await pdfOf([{ text: "Sopimus" }, { picture }]), "a.pdf")).toEqual(facts({ pages: 2, content: "mixed" }));
  });

  it("says that all pages are blank", async () => {
    expect(await readScan(await pdfOf(["empty"]), "a.pdf")).toEqual(facts({ content: "unknown", notes: ["blank"] }));
  });

  it("keeps an encrypted PDF and says that nobody can read it", async () => {
    const bytes = await pdfOf([{ text: "Sopimus" }], { userPassword: "salaisuus" });
    expect(await readScan(bytes, "a.pdf")).toEqual(facts({ pages: null, content: "unknown", encrypted: true, notes: ["encrypted"] }));
  });

  it("is read from a JPEG and a PNG", async () => {
    expect(await readScan(await jpegSheet(), "a.jpg")).toEqual(facts({ format: "jpeg", codes: ours }));
    expect(await readScan(await pngSheet({ code: null }), "a.png")).toEqual(facts({ format: "png" }));
  });

  it("counts the pages of a TIFF and reads the code of each", async () => {
    const codes = [1, 2, 3].map((page) => ({ contract: "2026-0117", page, pages: 3 }));
    expect(await readScan(await tiffSheets(3), "fax.tif")).toEqual(facts({ format: "tiff", pages: 3, codes }));
  });

  it("goes by the bytes where the name says otherwise, and says so", async () => {
    expect(await readScan(await pngSheet(), "scan.pdf")).toEqual(facts({ format: "png", codes: ours, notes: ["nameDiffers"] }));
    expect(await readScan(await pngSheet(), "scan")).toEqual(facts({ format: "png", codes: ours }));
  });

  it("repairs a PDF whose table of contents is misplaced, and says so", async () => {
    const bytes = Buffer.from((await pdfOf([{ text: "Sopimus" }])).toString("latin1").replace(/startxref\n\d+/u, "startxref\n7"), "latin1");
    expect(await readScan(bytes, "a.pdf")).toEqual(facts({ content: "text", notes: ["repaired"] }));
  });

  it("finds the header of a PDF behind what a mail program put before it", async () => {
    const bytes = Buffer.concat([Buffer.from("\r\n\r\n"), await pdfOf([{ text: "Sopimus" }])]);
    expect(await readScan(bytes, "a.pdf")).toMatchObject({ format: "pdf", pages: 1, content: "text" });
  });
});

describe("our form's code", () => {
  it.each([0, 1, 7, 45, 90, 180, 270, 301])("is read when the sheet is turned by %i°", async (turned) => {
    expect((await readScan(await jpegSheet({ turned }), "a.jpg")).codes).toEqual(ours);
  });

  it("is read from a skewed, blurred and unevenly lit phone photo", async () => {
    const { data, info } = await sheet({ dpi: 300 }).toBuffer({ resolveWithObject: true });
    const light = `<svg width="${info.width}" height="${info.height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-opacity="0"/><stop offset="1" stop-opacity="0.6"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
    const photo = await sharp(data)
      .composite([{ input: Buffer.from(light) }])
      .toBuffer();
    const skewed = await sharp(photo).affine([0.9, 0.12, -0.08, 0.8], { background: "#765" }).blur(1.6).jpeg({ quality: 60 }).toBuffer();
    expect((await readScan(skewed, "IMG_1.jpg")).codes).toEqual(ours);
  });

  it("is read upright by the orientation that the camera wrote down", async () => {
    const photo = await sheet({ turned: 90 }).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    expect((await readScan(photo, "IMG_2.jpg")).codes).toEqual(ours);
  });

  it("holds any contract number, and stands beside other codes", async () => {
    const contract = "Ä/17: 2026";
    const bytes = await jpegSheet({ code: encodeFormCode({ contract, page: 3, pages: 4 }) });
    expect((await readScan(bytes, "a.jpg")).codes).toEqual([{ contract, page: 3, pages: 4 }]);
    expect((await readScan(await jpegSheet({ code: "https://example.fi/menu" }), "a.jpg")).codes).toEqual([]);
  });

  it("is told once for each page", async () => {
    const picture = await jpegSheet();
    expect((await readScan(await pdfOf([{ picture }, { picture }]), "a.pdf")).codes).toEqual(ours);
    expect(CODE).toBe("returndesk:1:2026-0117:1:2");
  });
});

describe("what is refused", () => {
  it("says what a file is that is no scan", async () => {
    const files: readonly (readonly [string, string])[] = [
      ["<!DOCTYPE html><html><body>Kirjaudu</body></html>", "webPage"],
      ["PK\u0003\u0004\u0014\u0000word/document.xml", "zip"],
      ["GIF89a\u0001\u0000", "gif"],
      ["Sopimus, allekirjoitettu", "text"],
      ["\u0000\u0001\u0002\u0003", "unknown"],
    ];
    for (const [bytes, what] of files) {
      await expect(readScan(Buffer.from(bytes, "latin1"), "signed.pdf")).rejects.toMatchObject({
        code: "scan-unknown-format",
        values: { name: "signed.pdf", seems: what },
      });
    }
  });

  it("has a code for each reason", async () => {
    const [pdf, jpeg, png, tiff] = await Promise.all([pdfOf([{ picture: await jpegSheet() }]), jpegSheet(), pngSheet(), tiffSheets(2)]);
    const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);
    const unreadable = Buffer.from(`%PDF-1.7\n${"x".repeat(500)}\nstartxref\n9\n%%EOF\n`);
    const heic = Buffer.from("00000018667479706865696300000000686569636d69663100000400", "hex");
    expect(await refusalOf(new Uint8Array(), "a.pdf")).toEqual({ name: "UserError", code: "scan-empty" });
    expect(await refusalOf(half(pdf), "a.pdf")).toEqual({ name: "UserError", code: "scan-truncated" });
    expect(await refusalOf(half(jpeg), "a.jpg")).toEqual({ name: "UserError", code: "scan-truncated" });
    expect(await refusalOf(half(png), "a.png")).toEqual({ name: "UserError", code: "scan-truncated" });
    expect(await refusalOf(heic, "a.heic")).toEqual({ name: "UserError", code: "scan-truncated" });
    expect(await refusalOf(unreadable, "a.pdf")).toEqual({ name: "UserError", code: "scan-unreadable" });
    expect(await refusalOf(half(tiff), "a.tif")).toEqual({
      name: "UserError",
      code: expect.stringMatching(/^scan-(?:truncated|unreadable)$/u),
    });
    expect(await refusalOf(new Uint8Array(100_000_001), "a.pdf")).toEqual({ name: "UserError", code: "scan-too-large" });
  });

  it("includes a picture of more pixels than anybody scans, before it is decoded", async () => {
    const bytes = Buffer.from(
      await sharp({ create: { width: 20, height: 20, channels: 3, background: "white" } })
        .png()
        .toBuffer(),
    );
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    expect(await refusalOf(bytes, "bomb.png")).toEqual({
      name: "UserError",
      code: expect.stringMatching(/^scan-(?:too-many-pixels|unreadable)$/u),
    });
  });

  it("names the file without what could steer a terminal", async () => {
    await expect(readScan(new Uint8Array(), "a\u001b[2J.pdf")).rejects.toMatchObject({ code: "scan-empty", values: { name: "a[2J.pdf" } });
  });
});

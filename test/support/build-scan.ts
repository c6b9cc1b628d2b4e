/** Scans for tests: pictures and PDFs as a copier, a phone or a word processor makes them. */
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { encode } from "uqr";
import { encodeFormCode } from "../../src/media/form-code.ts";

export interface SheetOver {
  /** What the QR code says; null: no code. By default page 1 of 2 of contract 2026-0117. */
  readonly code?: string | null;
  /** Millimetres; on our form 22. */
  readonly codeSize?: number;
  /** Degrees clockwise. */
  readonly turned?: number;
  /** Dots an inch of the scan. */
  readonly dpi?: number;
}

export const CODE = encodeFormCode({ contract: "2026-0117", page: 1, pages: 2 });

function qrPath(text: string, size: number): string {
  const { data, size: modules } = encode(text, { border: 0, ecc: "M" });
  const step = size / modules;
  return data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x * step} ${y * step}h${step}v${step}h-${step}z`] : []))).join("");
}

/** An A4 sheet of grey lines with a code in the lower right corner, as sharp holds it. */
export function sheet({ code = CODE, codeSize = 22, turned = 0, dpi = 150 }: SheetOver = {}) {
  const lines = Array.from(
    { length: 30 },
    (_, i) => `<rect x="20" y="${25 + i * 7}" width="${110 + ((i * 37) % 50)}" height="2.4" fill="#444"/>`,
  );
  const drawn = code === null ? "" : `<path transform="translate(165 265)" d="${qrPath(code, codeSize)}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="${(210 / 25.4) * dpi}" height="${(297 / 25.4) * dpi}"><rect width="210" height="297" fill="#fff"/>${lines.join("")}${drawn}</svg>`;
  const flat = sharp(Buffer.from(svg)).flatten({ background: "white" });
  return turned === 0 ? flat : flat.rotate(turned, { background: "#ddd" });
}

export const jpegSheet = (over: SheetOver = {}): Promise<Buffer> => sheet(over).jpeg({ quality: 80 }).toBuffer();
export const pngSheet = (over: SheetOver = {}): Promise<Buffer> => sheet(over).greyscale().png().toBuffer();

/** A TIFF of so many pages, each with the code of its page. */
export async function tiffSheets(pages: number, dpi = 150): Promise<Buffer> {
  const drawn = await Promise.all(
    Array.from({ length: pages }, (_, i) =>
      sheet({ code: encodeFormCode({ contract: "2026-0117", page: i + 1, pages }), dpi })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true }),
    ),
  );
  const { width, height, channels } = (drawn[0] as (typeof drawn)[0]).info;
  const raw = { width, height: height * pages, channels, pageHeight: height };
  return sharp(Buffer.concat(drawn.map((page) => page.data)), { raw })
    .tiff({ compression: "lzw" })
    .toBuffer();
}

type PageContent = { readonly text: string } | { readonly picture: Buffer } | "empty";

/** A PDF with a page for each content: words, a picture that fills it, or nothing. */
export function pdfOf(
  contents: readonly PageContent[],
  { userPassword, size = "A4" }: { userPassword?: string; size?: string } = {},
): Promise<Buffer> {
  const document = new PDFDocument({
    autoFirstPage: false,
    size,
    margin: 0,
    info: { CreationDate: new Date(0) },
    ...(userPassword ? { userPassword } : {}),
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (const content of contents) {
    document.addPage();
    if (content === "empty") continue;
    if ("text" in content) document.text(content.text, 20, 20);
    else document.image(content.picture, 0, 0, { width: document.page.width, height: document.page.height });
  }
  document.end();
  return new Promise((resolve) => document.on("end", () => resolve(Buffer.concat(chunks))));
}

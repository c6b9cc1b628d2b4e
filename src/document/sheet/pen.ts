/** Writes on the pages of one PDF: text on baselines, lines and codes, each either tagged in the structure tree or an artifact. */
import { COLOUR, PAGE, type TextStyle, type Weight } from "../look.ts";
import type { Branch } from "./flow.ts";
import { breakLines } from "./lines.ts";
import type { PdfFile } from "./pdf-file.ts";
import { printable } from "./printable.ts";
import type { Typeface } from "./typeface.ts";

export type Typefaces = Readonly<Record<Weight, Typeface>>;

export interface Span {
  readonly text: string;
  readonly style: TextStyle;
  /** Left edge, or the right edge where `align` is right. */
  readonly x: number;
  readonly align?: "left" | "right";
}

/** Attributes of a structure element. */
export interface TagOptions {
  readonly alt?: string;
  readonly scope?: "Row" | "Column";
}

/** Width and height in points. */
export type Box = readonly [width: number, height: number];

/** What pdfkit's type declarations lack: a picture opened beforehand is embedded once, however often it is painted. */
interface OpenPicture {
  readonly width: number;
  readonly height: number;
}
interface PictureOpener {
  openImage(bytes: Buffer): OpenPicture;
}

export class Pen {
  readonly #file: PdfFile;
  readonly #typefaces: Typefaces;
  readonly #elements = new Map<Branch, PDFKit.PDFStructureElement>();
  /** A picture that stands in several places is in the file once. */
  readonly #pictures = new Map<Uint8Array, OpenPicture>();

  constructor(file: PdfFile, typefaces: Typefaces) {
    this.#file = file;
    this.#typefaces = typefaces;
    for (const [weight, typeface] of Object.entries(typefaces)) {
      // pdfkit takes a font that is read already as a source, though its types do not say so; opened here, its name does not depend on the text.
      file.registerFont(weight, typeface as unknown as PDFKit.Mixins.PDFFontSource).font(weight);
    }
  }

  lines(text: string, style: TextStyle, width: number): string[] {
    return breakLines(printable(text), width, (part) => this.#widthOf(part, style));
  }

  /** One line of text; `baseline` from the top of the page. Only inside {@link tagged} or {@link artifact}. */
  write({ text, style, x, align = "left" }: Span, baseline: number): void {
    const shown = printable(text);
    const left = align === "right" ? x - this.#widthOf(shown, style) : x;
    this.#dress(style).fillColor(style.colour).text(shown, left, baseline, {
      lineBreak: false,
      baseline: "alphabetic",
    });
  }

  /** Content that a reader is told of, as an element under a branch. */
  tagged(type: string, under: Branch, paint: () => void, options: TagOptions = {}): void {
    this.#element(under).add(this.#file.struct(type, options as PDFKit.Mixins.StructureElementOptions, paint));
  }

  /** Content that is only for the eye: rules, grounds, page numbers, repeated heads. */
  artifact(paint: () => void): void {
    this.#file.markContent("Artifact", { type: "Layout" });
    paint();
    this.#file.endMarkedContent();
  }

  rule(x: number, y: number, width: number, colour: string = COLOUR.line, thickness = 0.6): void {
    this.artifact(() => this.#file.rect(x, y, width, thickness).fill(colour));
  }

  /** A straight line in any direction, with round ends. */
  stroke([x, y]: Box, [toX, toY]: Box, colour: string, thickness: number): void {
    this.artifact(() => this.#file.lineCap("round").moveTo(x, y).lineTo(toX, toY).lineWidth(thickness).stroke(colour));
  }

  ground(x: number, y: number, width: number, height: number, colour: string, corners = 5): void {
    this.artifact(() => this.#file.roundedRect(x, y, width, height, corners).fill(colour));
  }

  /** Black rectangles, as one shape: a QR or bar code. Only inside {@link tagged} or {@link artifact}. */
  bars(rectangles: Iterable<readonly [x: number, y: number, width: number, height: number]>): void {
    for (const [x, y, width, height] of rectangles) this.#file.rect(x, y, width, height);
    this.#file.fill(COLOUR.code);
  }

  /** Large pale words from corner to corner with a line under them, through which what is on the page can be read. */
  across(words: string, line: string): void {
    const [x, y] = [PAGE.width / 2, PAGE.height / 2];
    const large: TextStyle = { weight: "semibold", size: 66, leading: 66, colour: COLOUR.accent };
    const small: TextStyle = { ...large, size: 15 };
    this.artifact(() => {
      this.#file.save().rotate(-54, { origin: [x, y] });
      for (const [style, baseline] of [
        [large, y + 12],
        [small, y + 42],
      ] as const) {
        const text = style === large ? words : line;
        const left = x - this.#widthOf(printable(text), style) / 2;
        // White beneath: on a dark photo the colour alone could not be read.
        this.#file.fillOpacity(0.4);
        this.write({ text, style: { ...style, colour: "#ffffff" }, x: left + 1.4 }, baseline + 1.4);
        this.#file.fillOpacity(0.16);
        this.write({ text, style, x: left }, baseline);
      }
      this.#file.restore();
    });
  }

  /** Size in points of a picture (PNG or JPEG) fitted into a box, its sides in proportion. */
  fit(bytes: Uint8Array, box: Box): Box {
    const { width, height } = this.#open(bytes);
    const scale = Math.min(box[0] / width, box[1] / height);
    return [width * scale, height * scale];
  }

  /** A picture fitted into a box, from its left and top. Only inside {@link tagged} or {@link artifact}. */
  picture(bytes: Uint8Array, x: number, y: number, box: Box): void {
    this.#file.image(this.#open(bytes) as unknown as PDFKit.Mixins.ImageSrc, x, y, { fit: [box[0], box[1]] });
  }

  #open(bytes: Uint8Array): OpenPicture {
    const known = this.#pictures.get(bytes) ?? (this.#file as unknown as PictureOpener).openImage(Buffer.from(bytes));
    this.#pictures.set(bytes, known);
    return known;
  }

  /** In points, of a text that is printable. */
  #widthOf(text: string, { weight, size }: TextStyle): number {
    return this.#typefaces[weight].widthOf(text) * (size / 1000);
  }

  #dress(style: TextStyle): PdfFile {
    return this.#file.font(style.weight).fontSize(style.size);
  }

  #element(place: Branch): PDFKit.PDFStructureElement {
    const known = this.#elements.get(place);
    if (known) return known;
    const made = this.#file.struct(place.type);
    if (place.parent === null) this.#file.addStructure(made);
    else this.#element(place.parent).add(made);
    this.#elements.set(place, made);
    return made;
  }
}

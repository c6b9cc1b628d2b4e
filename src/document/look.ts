/** How documents look: one typeface in two weights with figures of equal width, one quiet accent, sizes and distances in points. */

export type Weight = "regular" | "semibold";

export interface TextStyle {
  readonly weight: Weight;
  readonly size: number;
  /** From one baseline to the next. */
  readonly leading: number;
  readonly colour: string;
}

export const COLOUR = {
  ink: "#1c2422",
  soft: "#5a6662",
  accent: "#1f5c57",
  tint: "#f0f5f3",
  line: "#d3dcd9",
  code: "#000000",
} as const;

/** A4 with the recipient where a window envelope shows it. */
export const PAGE = { width: 595.28, height: 841.89, left: 62, right: 56, top: 54, bottom: 74 } as const;
export const CONTENT_WIDTH: number = PAGE.width - PAGE.left - PAGE.right;
export const CONTENT_RIGHT: number = PAGE.width - PAGE.right;
/** Longest line of running text. */
export const MEASURE = 376;
const GUTTER = 22;
/** Two columns of small text, by their left edges. */
export const COLUMNS: readonly [left: number, right: number] = [PAGE.left, PAGE.left + (CONTENT_WIDTH + GUTTER) / 2];
export const COLUMN_WIDTH: number = (CONTENT_WIDTH - GUTTER) / 2;

const style = (size: number, leading: number, over: Partial<TextStyle> = {}): TextStyle => ({
  weight: "regular",
  size,
  leading,
  colour: COLOUR.ink,
  ...over,
});

export const STYLE = {
  title: style(21, 27, { weight: "semibold", colour: COLOUR.accent }),
  firm: style(12, 16, { weight: "semibold", colour: COLOUR.accent }),
  heading: style(11.5, 16, { weight: "semibold", colour: COLOUR.accent }),
  subheading: style(9.5, 14, { weight: "semibold" }),
  body: style(9.5, 14),
  strong: style(9.5, 14, { weight: "semibold" }),
  soft: style(8.5, 12.5, { colour: COLOUR.soft }),
  label: style(8, 12, { colour: COLOUR.soft }),
  figure: style(9.5, 14),
  figureStrong: style(9.5, 14, { weight: "semibold" }),
  priced: style(8, 11.25),
  pricedSoft: style(8, 11.25, { colour: COLOUR.soft }),
  figureSoft: style(8.5, 12.5, { colour: COLOUR.soft }),
  sum: style(22, 28, { weight: "semibold" }),
  total: style(11, 16, { weight: "semibold" }),
  footer: style(7.5, 10.5, { colour: COLOUR.soft }),
} as const;

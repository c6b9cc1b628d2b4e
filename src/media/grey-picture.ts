/** A picture as one byte a pixel, row by row, 0 black: what codes are read from and pages are drawn to. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Above this many pixels nothing is decoded: 120 million are 15 times an A4 page at 300 dpi, and more than a phone takes by default. */
export const MOST_PIXELS = 120_000_000;

/** Pictures are brought down to this many pixels on the longer side before a code is looked for. */
export const LONGEST_SIDE = 2_800;

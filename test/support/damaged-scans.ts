/** Good scans, and ways to damage them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { jpegSheet, pdfOf, pngSheet, tiffSheets } from "./build-scan.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Signed copies of the stories, and what copiers and phones make. */
async function goodScans(): Promise<readonly Buffer[]> {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" });
  const ours = files.filter((name) => /\.(?:pdf|heic|jpe?g|png|tiff?)$/iu.test(name)).map((name) => readFileSync(join(FIXTURES, name)));
  const small = { dpi: 60 };
  return [
    ...ours.filter((bytes) => bytes.length < 3_000_000),
    await pdfOf([{ text: "Sopimus" }, { picture: await jpegSheet(small) }, "empty"]),
    await pdfOf([{ text: "Sopimus" }], { userPassword: "salaisuus" }),
    await jpegSheet(small),
    await pngSheet(small),
    await tiffSheets(2, 60),
    await sharp({ create: { width: 60, height: 60, channels: 4, background: "#1238" } })
      .png()
      .toBuffer(),
  ];
}

type Damage = (good: Buffer, roll: (below: number) => number) => Buffer;
const copied = (good: Buffer, work: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(good);
  work(bytes);
  return bytes;
};
/** Early bytes hold the structure, which breaks most; so do the last ones of a PDF. */
const place = (length: number, roll: (below: number) => number): number =>
  [roll(Math.min(600, length)), Math.max(0, length - 1 - roll(Math.min(2_000, length))), roll(length)][roll(3)] as number;
const NUMBERS = ["0", "-1", "65536", "2147483647", "4294967296", "99999999999999999999", "1e9"];

const DAMAGES: Readonly<Record<string, Damage>> = {
  "bits flipped": (good, roll) =>
    copied(good, (bytes) => {
      for (let flips = 1 + roll(20); flips > 0; flips -= 1) {
        const at = place(bytes.length, roll);
        bytes[at] = (bytes[at] as number) ^ (1 << roll(8));
      }
    }),
  "cut off": (good, roll) => good.subarray(0, 1 + roll(good.length)),
  "a piece missing": (good, roll) => {
    const at = roll(good.length);
    return Buffer.concat([good.subarray(0, at), good.subarray(at + 1 + roll(4_000))]);
  },
  "a piece twice": (good, roll) => {
    const at = roll(good.length);
    return Buffer.concat([good.subarray(0, at), good.subarray(Math.max(0, at - roll(4_000)))]);
  },
  "noise put in": (good, roll) =>
    copied(good, (bytes) => {
      const at = place(bytes.length, roll);
      for (let index = at; index < Math.min(bytes.length, at + 1 + roll(300)); index += 1) bytes[index] = roll(256);
    }),
  zeroes: (good, roll) => copied(good, (bytes) => bytes.fill(0, place(bytes.length, roll), bytes.length - roll(bytes.length))),
  "other sizes": (good, roll) =>
    copied(good, (bytes) => {
      for (let count = 1 + roll(4); count > 0; count -= 1)
        bytes.writeUInt32BE([0xffffffff, 0x7fffffff, 0x10000, 0][roll(4)] as number, roll(Math.max(1, Math.min(400, bytes.length - 4))));
    }),
  "other numbers in the structure": (good, roll) => {
    const text = good.toString("latin1");
    const found = [...text.matchAll(/\b\d{1,6}\b/gu)];
    const { index = 0, 0: number = "" } = found[roll(Math.max(1, found.length))] ?? {};
    return Buffer.from(text.slice(0, index) + (NUMBERS[roll(NUMBERS.length)] as string) + text.slice(index + number.length), "latin1");
  },
  "objects that point in a circle": (good, roll) => {
    const text = good.toString("latin1");
    const number = 1 + roll(12);
    return Buffer.from(
      text.replace(/\b\d+ 0 R\b/gu, (reference) => (roll(6) === 0 ? `${number} 0 R` : reference)),
      "latin1",
    );
  },
  "rubbish before and behind": (good, roll) => Buffer.concat([Buffer.alloc(roll(1_200), 37), good, Buffer.alloc(roll(5_000), 65)]),
};

export interface DamagedScan {
  readonly name: string;
  /** Of what was done to it. */
  readonly damage: string;
  readonly bytes: Buffer;
}

/** The next scan, damaged in one of the ways. Every run gives the same: a failure can be repeated by its number. */
export async function damagedScans(): Promise<(number: number) => DamagedScan> {
  const [good, roll, names] = [await goodScans(), dice(5), Object.keys(DAMAGES)];
  return (number) => {
    const damage = names[number % names.length] as string;
    const bytes = (DAMAGES[damage] as Damage)(good[roll(good.length)] as Buffer, roll);
    return { name: `scan ${number}`, damage, bytes };
  };
}

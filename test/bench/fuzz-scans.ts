/**
 * `npm run fuzz:scans [count]`: thousands of damaged scans, read as `contracts import` reads them. Each must be facts or a refusal in the
 * user's words, and none may take longer than ten seconds of the processor or more than 500 MB. Never part of `npm test`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { openScanPool } from "../../src/cli/scan-pool.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { jpegSheet, pdfOf, pngSheet, tiffSheets } from "../support/build-scan.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUNDLE = join(ROOT, "dist/scan-worker.cjs");

/** Every run damages the same bytes: a failure can be repeated by its number. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Signed copies of the stories, and what copiers and phones make. */
async function goodScans(): Promise<readonly Buffer[]> {
  const files = readdirSync(join(ROOT, "fixtures"), { recursive: true, encoding: "utf8" });
  const ours = files
    .filter((name) => /\.(?:pdf|heic|jpe?g|png|tiff?)$/iu.test(name))
    .map((name) => readFileSync(join(ROOT, "fixtures", name)));
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

async function outcome(read: () => Promise<unknown>): Promise<string> {
  try {
    await read();
    return "facts";
  } catch (error) {
    return error instanceof UserError && error.code.startsWith("scan-") ? error.code : `BUG: ${error}`;
  }
}

const AT_ONCE = 2;

async function run(count: number): Promise<void> {
  const [good, roll, pool] = [await goodScans(), dice(5), openScanPool(BUNDLE, AT_ONCE)];
  const counts = new Map<string, number>();
  let [slowest, worst, peak, next] = [0, "", 0, 0];
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const names = Object.keys(DAMAGES);
  const work = async (): Promise<void> => {
    while (next < count) {
      const number = next++;
      const damage = names[number % names.length] as string;
      const bytes = (DAMAGES[damage] as Damage)(good[roll(good.length)] as Buffer, roll);
      const before = performance.now();
      const came = await outcome(() => pool.read(bytes, `scan ${number}`));
      const took = performance.now() - before;
      if (took > slowest) [slowest, worst] = [took, `number ${number}, ${damage}, ${bytes.length} bytes: ${came}`];
      if (came.startsWith("BUG")) process.stdout.write(`number ${number}, ${damage}: ${came}\n`);
      counts.set(came, (counts.get(came) ?? 0) + 1);
      if (number > 0 && number % 500 === 0) process.stdout.write(`  ${number} files, ${Math.round(peak / 1_000_000)} MB at most\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  clearInterval(watch);
  await pool.close();
  for (const [came, times] of [...counts].sort(([, a], [, b]) => b - a)) process.stdout.write(`${String(times).padStart(6)}  ${came}\n`);
  process.stdout.write(`slowest ${(slowest / 1000).toFixed(1)} s (${worst}); at most ${Math.round(peak / 1_000_000)} MB\n`);
  if ([...counts.keys()].some((came) => came.startsWith("BUG"))) process.exitCode = 1;
}

await run(Number(process.argv[2] ?? 3_000));

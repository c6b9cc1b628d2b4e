/**
 * `npm run fuzz:scans [count]`: thousands of damaged scans, taken in by the built `contracts import`. Each must be in archive and mirror byte for
 * byte, or refused in the user's words, and the program must stay under 500 MB. What one file may take is held by the program itself: it gives up
 * and says so. Never part of `npm test`; `npm run test:faults` takes a hundred and fifty.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { damagedScans } from "../support/damaged-scans.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REPORT = fileURLToPath(new URL("report-usage.cjs", import.meta.url));
const MOST_MEGABYTES = 500;

interface Told {
  readonly file: string;
  readonly state: string;
  readonly why: { readonly message: string } | null;
}

/** Whether what is kept is kept twice, byte for byte, and what was refused is not. */
function isRight(folder: string, bytes: Buffer, state: string): boolean {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const copies = ["data", "mirror"].map((tree) => {
    try {
      return readFileSync(join(folder, tree, "archive", hash.slice(0, 2), hash.slice(2)));
    } catch {
      return null;
    }
  });
  return copies.every((copy) => (state === "refused" ? copy === null : copy?.equals(bytes) === true));
}

async function run(count: number, folder: string): Promise<void> {
  const env = { ...process.env, RETURNDESK_HOME: join(folder, "home"), NODE_OPTIONS: "" };
  execFileSync(process.execPath, [join(ROOT, "bin/desk.cjs"), "demo", "--out", folder], { stdio: "ignore", env });
  const [scans, damaged] = [join(folder, "scans"), await damagedScans()];
  mkdirSync(scans);
  const drawn = Array.from({ length: count }, (_, number) => damaged(number));
  for (const { name, bytes } of drawn) writeFileSync(join(scans, name), bytes);
  const began = performance.now();
  const ran = spawnSync(process.execPath, ["--require", REPORT, join(ROOT, "bin/contracts.cjs"), "import", scans, "--json"], {
    env,
    stdio: ["ignore", "pipe", "inherit", "pipe"],
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - began) / 1000;
  const { megabytes } = JSON.parse(String(ran.output[3])) as { megabytes: number };
  const { files } = JSON.parse(String(ran.stdout)) as { files: readonly Told[] };
  const told = new Map(files.map((one) => [one.file, one]));
  const wrong = drawn.filter(({ name, bytes }) => !isRight(folder, bytes, told.get(name)?.state ?? "missing"));
  for (const { name, damage } of wrong) process.stdout.write(`WRONG ${name}, ${damage}: ${JSON.stringify(told.get(name))}\n`);
  for (const state of new Set(files.map((one) => one.state)))
    process.stdout.write(`${String(files.filter((one) => one.state === state).length).padStart(6)}  ${state}\n`);
  process.stdout.write(
    `${count} damaged scans\t${seconds.toFixed(0)} s\t${Math.round(megabytes)} MB at most\tlimit ${MOST_MEGABYTES} MB\n`,
  );
  if (wrong.length > 0 || (ran.status !== 0 && ran.status !== 1) || megabytes > MOST_MEGABYTES) process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), "fuzz-scans-"));
await run(Number(process.argv[2] ?? 2_400), folder);
rmSync(folder, { recursive: true });

/** Runs a command of the built program again and again, each time killed at another of its steps on disk, and has looked at what that left. */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Clerk } from "./story-desk.ts";
import { wrongFiles } from "./wrong-files.ts";

const PRELOADED = fileURLToPath(new URL("kill-at-step.cjs", import.meta.url));
const bin = (program: string): string => fileURLToPath(new URL(`../../bin/${program}.cjs`, import.meta.url));

export interface Stopped {
  /** From 1. */
  readonly step: number;
  /** What was about to be done. */
  readonly what: string;
  /** What the program had said by then. */
  readonly stdout: string;
}

export interface SteppedCommand {
  readonly desk: Clerk;
  /** The command as typed: `contracts archive 2026-0117`. */
  readonly typed: string;
  readonly more?: readonly string[];
  /** The clock of the killed program and of what runs after it. */
  readonly at: string;
  /** With which code it comes to its end; 0 unless given. */
  readonly code?: number;
  /** A file that the program reads as its fourth stream. */
  readonly pinFile?: string;
  /** Kills at each of this many steps. */
  readonly every: number;
  /** The first step at which it is killed; a random one of the first unless given. */
  readonly from?: number;
}

/** What the program wrote, and whether it came to its end. */
async function run(command: SteppedCommand, step: number): Promise<{ ended: boolean; stdout: string; stderr: string }> {
  const { desk, typed, more = [], at, code: expected = 0, pinFile } = command;
  const [program, ...words] = typed.split(" ") as [string, ...string[]];
  const pin = pinFile === undefined ? null : openSync(pinFile, "r");
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const child = spawn(process.execPath, ["--require", PRELOADED, bin(program), ...words, ...more, "--no-input"], {
    cwd: desk.root,
    env: {
      ...env,
      RETURNDESK_HOME: desk.home,
      RETURNDESK_LANGUAGE: "en",
      CLOCK: at,
      KILL_AT_STEP: String(step),
      STEPS_FILE: stepsFile(desk),
    },
    stdio: ["ignore", "pipe", "pipe", ...(pin === null ? [] : [pin])],
  });
  if (pin !== null) closeSync(pin);
  const out = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (out.stdout += chunk));
  child.stderr?.on("data", (chunk) => (out.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (signal !== "SIGKILL" && code !== expected) reject(new Error(`${typed} ended with ${code}: ${out.stderr}`));
      else resolve({ ended: signal === null, ...out });
    });
  });
}

/** Files of both copies that are not what their names say. */
const wrongIn = async ({ data, mirror }: Clerk): Promise<string[]> =>
  (await Promise.all([data, mirror].map((tree) => wrongFiles(join(tree, "archive"))))).flat();

const stepsFile = (desk: Clerk): string => `${desk.root}.steps`;

/** All that a command may touch. */
const PLACES = ["home", "data", "mirror", "out"];

async function copyPlaces(from: string, to: string): Promise<void> {
  for (const place of PLACES) {
    await rm(join(to, place), { recursive: true, force: true });
    await cp(join(from, place), join(to, place), { recursive: true }).catch((error) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
}

/**
 * @param whole called after the command came to its end, before all others.
 * @param stopped called after each kill; the desk is put back as it was afterwards.
 * @returns how many steps the command takes.
 */
export async function killAtEveryStep(
  command: SteppedCommand,
  whole: (stdout: string) => Promise<void>,
  stopped: (stopped: Stopped) => Promise<void>,
): Promise<number> {
  const { desk, every } = command;
  const safe = `${desk.root}.safe`;
  try {
    await copyPlaces(desk.root, safe);
    const wrongBefore = await wrongIn(desk);
    const first = await run(command, 0);
    const steps = (await readFile(stepsFile(desk), "utf8")).trimEnd().split("\n");
    await whole(first.stdout);
    for (let step = command.from ?? 1 + Math.floor(Math.random() * every); ; step += every) {
      await copyPlaces(safe, desk.root);
      const { ended, stdout } = await run(command, step);
      if (ended) return steps.length;
      await expectNothingBroken(command, wrongBefore);
      await stopped({ step, what: steps[step - 1] ?? "", stdout });
    }
  } finally {
    await rm(safe, { recursive: true, force: true });
    await rm(stepsFile(desk), { force: true });
  }
}

interface Report {
  readonly sound: boolean;
  readonly mirror: { readonly waiting: number };
  readonly database: { readonly problems: readonly unknown[] };
  readonly journal: { readonly faults: readonly unknown[] };
  readonly books: { readonly faults: readonly unknown[] };
  readonly copies: readonly { readonly sha256: string; readonly archive: string; readonly mirror: string; readonly state: string }[];
  readonly strays: readonly unknown[];
}

export const verified = async ({ desk, at }: SteppedCommand): Promise<Report> =>
  (await desk.run(at, "contracts verify --json --dry-run")).json<Report>();

/** Nothing half-written can be taken for what it should be, and the books are as some whole change left them. */
async function expectNothingBroken(command: SteppedCommand, wrongBefore: string[]): Promise<void> {
  const { database, journal, books, strays } = await verified(command);
  expect([database.problems, journal.faults, books.faults, strays]).toEqual([[], [], [], []]);
  expect(wrongBefore).toEqual(expect.arrayContaining(await wrongIn(command.desk)));
}

/** All is well, and nothing waits. */
export async function expectSound(command: SteppedCommand): Promise<void> {
  const { sound, mirror, copies } = await verified(command);
  expect({ sound, waiting: mirror.waiting, copies }).toEqual({ sound: true, waiting: 0, copies: [] });
}

/** A desk set up as a user sets it up, on which the stories of `fixtures/` are played with the programs themselves. */
import { createHash } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "../../src/storage/open-store.ts";
import { jpegSheet, pdfOf } from "./build-scan.ts";
import { textOf } from "./read-document.ts";
import { type Ran, type RunOptions, runProgram } from "./run-program.ts";

export const FIXTURES = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** The stories with the moments of their hand-over and return, a little after each. */
export const STORIES = {
  party: { number: "2026-0117", signer: "Aino Mäkelä", out: "2026-05-15T07:05:00Z", back: "2026-05-18T11:00:00Z" },
  event: { number: "2026-0142", signer: "Lena Norrgård", out: "2026-06-11T06:05:00Z", back: "2026-06-15T09:00:00Z" },
  clean: { number: "2026-0163", signer: "Eleanor Whitfield", out: "2026-07-03T12:05:00Z", back: "2026-07-06T07:00:00Z" },
} as const;
export type StoryName = keyof typeof STORIES;
const STORY_NAMES = Object.keys(STORIES) as readonly StoryName[];

export interface Clerk {
  readonly root: string;
  readonly home: string;
  readonly data: string;
  readonly mirror: string;
  /** Runs `contracts list --json` as typed, a space between the words, at a moment; fails unless it ends with 0. */
  done(at: string, typed: string, more?: readonly string[], stdin?: string): Promise<Ran>;
  /** The same, whatever comes of it. */
  run(at: string, typed: string, more?: readonly string[], options?: Partial<RunOptions>): Promise<Ran>;
  close(): Promise<void>;
}

/** `desk init` with the invented firm; Mira Lahti owns it and is signed in. Whoever asks closes it. */
export async function clerk(): Promise<Clerk> {
  const root = await mkdtemp(join(tmpdir(), "returndesk-story-"));
  const [home, data, mirror] = [join(root, "home"), join(root, "data"), join(root, "mirror")];
  const run: Clerk["run"] = (at, typed, more = [], options = {}) => {
    const [program, ...words] = typed.split(" ");
    return runProgram(program as "desk", [...words, ...more], { home, at, cwd: root, ...options });
  };
  const done: Clerk["done"] = async (at, typed, more = [], stdin) => {
    const ran = await run(at, typed, more, stdin === undefined ? {} : { stdin });
    if (ran.exitCode !== 0) throw new Error(`${typed} ended with ${ran.exitCode}: ${ran.stderr}`);
    return ran;
  };
  await done("2026-05-01T06:00:00Z", "desk init", ["--from", join(FIXTURES, "firm.yaml"), "--data", data, "--mirror", mirror]);
  const close = async () => {
    const unjournaled = await changesWithoutJournal(data);
    await rm(root, { recursive: true, force: true });
    if (unjournaled.length > 0) throw new Error(`changed without a row of the journal: ${unjournaled.join(", ")}`);
  };
  return { root, home, data, mirror, run, done, close };
}

/** Rows of the books that no row of the journal sealed, or sealed otherwise: every change of state writes one. */
async function changesWithoutJournal(data: string): Promise<readonly string[]> {
  const store = await openStore(data, "existing");
  const { journal, books } = await store.read(async (repositories) => ({
    journal: await repositories.journal.check(),
    books: await repositories.journal.checkBooks(null),
  }));
  await store.close();
  return [
    ...journal.faults.map(({ kind, seq }) => `row ${seq} ${kind}`),
    ...books.faults.map(({ kind, table, key }) => `${table} ${key} ${kind}`),
  ];
}

/** The same as `done`, by Mira's PIN. @param flag `--new-pin-fd` sets it, `--pin-fd` decides with it. */
export async function withPin(desk: Clerk, at: string, flag: string, typed: string, more: readonly string[] = []): Promise<Ran> {
  const file = join(desk.root, "pin");
  await writeFile(file, "mira:471147\n");
  const fd = openSync(file, "r");
  try {
    return await desk.done(at, typed, [...more, flag, String(fd)]);
  } finally {
    closeSync(fd);
  }
}

/** What a test may choose of a story. */
export interface StoryOver {
  /** A file in place of the story's own contract. */
  readonly contract?: string;
  /**
   * What is archived as the signed copy: the story's own scan of five or six pages, which takes seconds to read and to draw and stands in the
   * bill's appendix; or, for tests of other things, one small page without a code. By default the small page.
   */
  readonly signed?: "scan" | "small page";
}

/** Of each story another: the same bytes twice would be one copy. */
const smallPage = async (story: StoryName): Promise<Buffer> =>
  pdfOf([{ picture: await jpegSheet({ code: null, dpi: 60, turned: STORY_NAMES.indexOf(story) }) }]);

/** Registers, archives and hands over a story's contract. */
export async function handOver(desk: Clerk, story: StoryName, { contract, signed = "small page" }: StoryOver = {}): Promise<void> {
  const { number, signer, out } = STORIES[story];
  const file = (name: string): string => join(FIXTURES, story, name);
  await desk.done(out, "contracts add", [contract ?? file("contract.yaml")]);
  const scan = signed === "scan" ? file("signed.pdf") : join(desk.root, "signed.pdf");
  if (signed === "small page") await writeFile(scan, await smallPage(story));
  await desk.done(out, `contracts archive ${number}`, [scan, "--signed-by", signer, "--signed-on", out.slice(0, 10), "--yes"]);
  await desk.done(out, `inspect handover ${number} --answers`, [file("handover.yaml")]);
}

/** The same up to the end of the walkthrough of its return. */
export async function bringBack(desk: Clerk, story: StoryName, over?: StoryOver): Promise<void> {
  await handOver(desk, story, over);
  const { number, back } = STORIES[story];
  await desk.done(back, `inspect ${number} --answers`, [join(FIXTURES, story, "answers.yaml")]);
}

export const sha256Of = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

export const textOfFile = async (path: string): Promise<string> => textOf(await readFile(path));

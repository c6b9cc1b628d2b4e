/** Reads both copies of everything that the books name, says which are not what was stored, and makes bad ones anew from good ones. */
import { UserError } from "../kernel/errors.ts";
import type { ArchivedThing } from "./ports/archived.ts";
import type { CheckedCopies, MirrorState, Tree } from "./ports/verification.ts";
import type { CopyState, Desk } from "./ports.ts";

/** One file of the archive, with all that name it. */
export interface ArchivedFile {
  readonly sha256: string;
  readonly things: readonly ArchivedThing[];
}

export interface CopyFault extends ArchivedFile {
  readonly archive: CopyState;
  readonly mirror: CopyState;
  /** `lost`: neither copy is what was stored; `harmed`: one is, the other is not. */
  readonly state: "harmed" | "lost";
  /** Copies made anew, and where the bad ones are kept. */
  readonly healed: readonly Tree[];
  readonly aside: readonly string[];
}

export interface CopyRun {
  readonly heal: boolean;
  readonly bytesPerSecond: number | null;
  stop(): boolean;
  /** After some files; `last` is the hash up to which all are read. */
  told(progress: {
    readonly files: number;
    readonly bytes: number;
    readonly last: string;
    readonly faults: readonly CopyFault[];
  }): Promise<void>;
}

/** In the order of their hashes. @param contract what one contract names; null: all, with the sign of the firm. */
export async function archivedFiles(desk: Desk, contract: string | null): Promise<readonly ArchivedFile[]> {
  const things = await (await desk.store()).read(({ archived }) => archived.list(contract));
  const { logo } = desk.settings.firm;
  const sign: readonly ArchivedThing[] =
    contract === null && logo !== null ? [{ kind: "logo", sha256: logo, contract: null, name: "logo" }] : [];
  const files = new Map<string, ArchivedThing[]>();
  for (const thing of [...things, ...sign]) files.set(thing.sha256, [...(files.get(thing.sha256) ?? []), thing]);
  return [...files].map(([sha256, named]) => ({ sha256, things: named })).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** A second copy that is still to be made is no harm, nor is a mirror that is away: what it holds is not read at all. */
function judge({ archive, mirror }: CheckedCopies, mirrorState: MirrorState): "sound" | CopyFault["state"] {
  const second = mirror === "verified" || mirror === "pending" || mirrorState !== "present";
  if (archive === "verified" && second) return "sound";
  return archive === "verified" || mirror === "verified" ? "harmed" : "lost";
}

/** The journal says which copies were made anew. */
async function healOne(desk: Desk, fault: CopyFault): Promise<CopyFault> {
  try {
    const { healed, aside } = await (await desk.archive()).heal(fault.sha256);
    const row = { at: desk.clock.now(), staff: desk.actor, contract: fault.things[0]?.contract ?? null, act: "copy.healed" };
    if (healed.length > 0)
      await (await desk.store()).write(({ journal }) => journal.append({ ...row, subject: fault.sha256, detail: { healed, aside } }));
    return { ...fault, healed, aside };
  } catch (error) {
    // A disk that refuses leaves the copy as it is: harmed, and named as such.
    if (error instanceof UserError) return fault;
    throw error;
  }
}

/** @returns how much was read, and what is wrong. */
export async function checkCopies(desk: Desk, files: readonly ArchivedFile[], run: CopyRun) {
  const archive = await desk.archive();
  const mirrorState = await archive.mirrorState();
  const things = new Map(files.map((file) => [file.sha256, file.things]));
  const faults: CopyFault[] = [];
  let [read, bytes] = [0, 0];
  await archive.check(
    files.map(({ sha256 }) => sha256),
    {
      bytesPerSecond: run.bytesPerSecond,
      stop: run.stop,
      checked: async (copies) => {
        const found: CopyFault[] = [];
        for (const copy of copies) {
          const state = judge(copy, mirrorState);
          const { sha256 } = copy;
          if (state === "sound") continue;
          const fault = {
            sha256,
            things: things.get(sha256) ?? [],
            archive: copy.archive,
            mirror: copy.mirror,
            state,
            healed: [],
            aside: [],
          };
          found.push(run.heal && state === "harmed" ? await healOne(desk, fault) : fault);
        }
        faults.push(...found);
        read += copies.length;
        bytes += copies.reduce((sum, copy) => sum + copy.bytes, 0);
        await run.told({ files: read, bytes, last: (copies.at(-1) as CheckedCopies).sha256, faults });
      },
    },
  );
  return { files: read, bytes, faults, mirrorState };
}

/** Made anew in every tree where it was bad. */
export const isHealed = ({ archive, mirror, healed }: CopyFault): boolean =>
  (archive === "verified" || healed.includes("archive")) && (mirror === "verified" || mirror === "pending" || healed.includes("mirror"));

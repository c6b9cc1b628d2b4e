/**
 * `kill -9` right before each step in which a command changes something on disk, of bytes with the first half written: what was reported is
 * there twice, nothing half-written is taken for whole, and the next run, or the doctor, finishes.
 */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type TestContext, test } from "vitest";
import { flipBit } from "../support/flip-bit.ts";
import { expectSound, killAtEveryStep, type SteppedCommand, verified } from "../support/kill-at-every-step.ts";
import { bringBack, type Clerk, clerk, FIXTURES, STORIES, withPin } from "../support/story-desk.ts";

const { number, signer } = STORIES.party;
/** While the customer is still at the desk. */
const AT = "2026-05-18T12:00:00Z";
/** Once what was missing may be billed. */
const SETTLED = "2026-07-06T09:00:00Z";
const SIGNED = ["--signed-by", signer, "--signed-on", "2026-05-15", "--yes"];

/** A scan of a page that nobody wrote on: reading it takes no time. */
async function scan(shade: number): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  return sharp({ create: { width: 60, height: 80, channels: 3, background: { r: shade, g: shade, b: shade } } })
    .jpeg()
    .toBuffer();
}

async function deskOf(context: TestContext, prepare: (desk: Clerk) => Promise<unknown>): Promise<Clerk> {
  const desk = await clerk();
  context.onTestFinished(() => desk.close());
  await prepare(desk);
  return desk;
}

const addParty = (desk: Clerk) => desk.done("2026-05-15T06:00:00Z", "contracts add", [join(FIXTURES, "party", "contract.yaml")]);

/** Names of the files in both copies. */
const stored = ({ data, mirror }: Clerk): Promise<readonly string[][]> =>
  Promise.all(
    [data, mirror].map(async (tree) =>
      (await readdir(join(tree, "archive"), { recursive: true })).filter((name) => /^[0-9a-f]{2}.[0-9a-f]{62}$/u.test(name)).sort(),
    ),
  );

interface Shown {
  readonly signedCopies: readonly { readonly version: number; readonly files: readonly { readonly sha256: string }[] }[];
}
const copiesOf = async (desk: Clerk): Promise<Shown["signedCopies"]> =>
  (await desk.done(AT, `contracts show ${number} --json`)).json<Shown>().signedCopies;

interface Said {
  readonly stored: readonly { readonly sha256: string; readonly path: string; readonly mirrorPath: string | null }[];
}

/** What `contracts archive --json` said it stored is there, twice. */
async function expectBoth(said: string): Promise<void> {
  for (const { sha256, path, mirrorPath } of (JSON.parse(said) as Said).stored)
    for (const copy of [path, mirrorPath ?? "no second copy"])
      expect(
        createHash("sha256")
          .update(await readFile(copy))
          .digest("hex"),
      ).toBe(sha256);
}

/** @param versions how many versions there are in the end. */
async function archivingStopped(command: SteppedCommand, versions: number): Promise<void> {
  const { desk } = command;
  await killAtEveryStep(
    command,
    async (said) => {
      expect((await copiesOf(desk)).length).toBe(versions);
      await expectBoth(said);
    },
    async ({ stdout }) => {
      if (stdout !== "") {
        await expectBoth(stdout);
        expect((await copiesOf(desk)).length).toBe(versions);
      }
      await desk.done(AT, command.typed, command.more);
      expect((await copiesOf(desk)).length).toBe(versions);
      await expectSound(command);
    },
  );
}

// Every step, by two that work side by side.
test.concurrent.for([1, 2])("a signed copy is archived, each second step from step %i", async (from, context) => {
  const desk = await deskOf(context, async (made) => {
    await addParty(made);
    await writeFile(join(made.root, "signed.jpg"), await scan(240));
  });
  await archivingStopped({ desk, typed: `contracts archive ${number} signed.jpg`, more: [...SIGNED, "--json"], at: AT, every: 2, from }, 1);
});

test.concurrent("a second version is archived, with a copy that waits for the mirror", async (context) => {
  const desk = await deskOf(context, async (made) => {
    await addParty(made);
    await writeFile(join(made.root, "signed.jpg"), await scan(240));
    await writeFile(join(made.root, "again.jpg"), await scan(230));
    await made.done(AT, `contracts archive ${number} signed.jpg`, SIGNED);
    // As an hour without the mirror leaves it.
    const [[first = ""] = []] = await stored(made);
    await rm(join(made.mirror, "archive", first));
    await writeFile(join(made.data, "archive", "pending", first.replace(/[\\/]/u, "")), "");
  });
  await archivingStopped({ desk, typed: `contracts archive ${number} again.jpg`, more: [...SIGNED, "--json"], at: AT, every: 1 }, 2);
});

test.concurrent("an old archive is imported", async (context) => {
  const names = ["one.jpg", "two.jpg", "nobodys.jpg"];
  const desk = await deskOf(context, async (made) => {
    await addParty(made);
    await mkdir(join(made.root, "old"));
    for (const [index, name] of names.entries()) await writeFile(join(made.root, "old", name), await scan(200 + index));
    const rows = ["file,contract", `one.jpg,${number}`, `two.jpg,${number}`, "nobodys.jpg,"];
    await writeFile(join(made.root, "old", "list.csv"), rows.join("\n"));
  });
  const command = { desk, typed: "contracts import old/list.csv --json", at: AT, code: 1, every: 1 };
  const tray = async () => (await desk.done(AT, "contracts tray --json")).json<{ items: readonly unknown[] }>().items.length;
  const all = async () => [(await copiesOf(desk)).length, await tray()];
  await killAtEveryStep(
    command,
    async () => expect(await all()).toEqual([2, 1]),
    async () => {
      expect((await desk.run(AT, command.typed)).exitCode).toBe(1);
      expect(await all()).toEqual([2, 1]);
      expect((await stored(desk)).map((names) => names.length)).toEqual([3, 3]);
      await expectSound(command);
    },
  );
});

const billed = async (desk: Clerk): Promise<void> => {
  await bringBack(desk, "party");
  await desk.done(AT, `invoice ${number} --yes`);
};

interface Billed {
  readonly documents: readonly { readonly number: string }[];
}

test.concurrent("a bill is issued", async (context) => {
  const desk = await deskOf(context, (made) => bringBack(made, "party"));
  const command = { desk, typed: `invoice ${number} --yes --json`, at: AT, every: 1 };
  const numbers = async () => {
    const books = (await desk.done(AT, "desk books 2026-05 --json --out out")).json<{ series: { runs: { missing: string[] }[] }[] }>();
    await rm(join(desk.root, "out"), { recursive: true });
    const { documents } = (await desk.done(AT, `invoice show ${number} --json`)).json<Billed>();
    return [documents.map((one) => one.number), books.series.flatMap(({ runs }) => runs.flatMap(({ missing }) => missing))];
  };
  let expected: unknown;
  await killAtEveryStep(
    command,
    async () => {
      expected = await numbers();
      expect(expected).toEqual([expect.arrayContaining([expect.stringMatching(/^[LK]-2026-0001$/u)]), []]);
    },
    async () => {
      await desk.run(AT, "desk doctor");
      const again = await desk.run(AT, command.typed);
      if (again.exitCode !== 0) expect(again.stderr).toContain("already-billed");
      expect(await numbers()).toEqual(expected);
      await expectSound(command);
    },
  );
});

test.concurrent("a backup is made", async (context) => {
  const desk = await deskOf(context, billed);
  const command = { desk, typed: "desk backup out --json", at: AT, every: 1 };
  const snapshots = async () => (await desk.done(AT, "desk backup out --list --json")).json<{ snapshots: { name: string }[] }>().snapshots;
  const allWhole = async () => {
    for (const { name } of await snapshots()) await desk.done(AT, `desk backup out --verify --snapshot ${name}`);
  };
  await killAtEveryStep(
    command,
    async () => expect(await snapshots()).toHaveLength(1),
    async ({ stdout }) => {
      const begun = await readdir(join(desk.root, "out", "snapshots")).catch(() => []);
      const before = begun.length === 0 ? 0 : (await snapshots()).length;
      if (stdout !== "") expect(before).toBe(1);
      if (before > 0) await allWhole();
      await desk.done(AT, command.typed);
      expect(await snapshots()).toHaveLength(before + 1);
      await allWhole();
      await expectSound(command);
    },
  );
});

test.concurrent("a contract is let go", async (context) => {
  const later = "2033-01-03T08:00:00Z";
  const desk = await deskOf(context, async (made) => {
    await withPin(made, AT, "--new-pin-fd", "desk staff pin mira");
    // The scan's pages are drawn for the bill, and what was drawn must go, too.
    await bringBack(made, "party", { signed: "scan" });
    await made.done(SETTLED, `invoice ${number} --yes`);
    const { account } = (await made.done(SETTLED, `invoice show ${number} --json`)).json<{ account: { open: { cents: number } } }>();
    await made.done(SETTLED, `invoice pay ${number} --amount ${account.open.cents / 100}`);
  });
  const typed = `contracts expire ${number} --yes --pin-fd 3`;
  const command = { desk, typed, at: later, pinFile: join(desk.root, "pin"), every: 1 };
  /** What is left of it: files of both copies, and pictures made of them. */
  const left = async () => [...(await stored(desk)), await readdir(join(desk.data, "made")).catch(() => [])];
  let expected: unknown;
  await killAtEveryStep(
    command,
    async () => {
      expected = await left();
      expect(expected).toEqual([[], [], []]);
    },
    async () => {
      const gone = (await desk.run(later, `contracts show ${number}`)).stderr.includes("was let go");
      if (!gone) await withPin(desk, later, "--pin-fd", `contracts expire ${number} --yes`);
      else await desk.run(later, "desk doctor");
      expect(await left()).toEqual(expected);
      await expectSound(command);
    },
  );
});

test.concurrent("bad copies are healed", async (context) => {
  const desk = await deskOf(context, async (made) => {
    await billed(made);
    const [[first = "", second = "", third = ""] = []] = await stored(made);
    await flipBit(join(made.data, "archive", first), 7);
    await flipBit(join(made.mirror, "archive", second), 7);
    await rm(join(made.mirror, "archive", third));
  });
  const command = { desk, typed: "contracts verify --heal --json", at: AT, every: 1 };
  const asides = async () =>
    (await Promise.all([desk.data, desk.mirror].map((tree) => readdir(join(tree, "archive", "set-aside")).catch(() => [])))).map(
      ({ length }) => length,
    );
  await killAtEveryStep(
    command,
    async () => expect(await asides()).toEqual([1, 1]),
    async () => {
      const { copies } = await verified(command);
      for (const { archive, mirror, state } of copies) expect([state, [archive, mirror].includes("verified")]).toEqual(["harmed", true]);
      await desk.done(AT, command.typed);
      expect(await asides()).toEqual([1, 1]);
      await expectSound(command);
    },
  );
});

test.concurrent("everything is exported", async (context) => {
  const desk = await deskOf(context, billed);
  const command = { desk, typed: "contracts export --all --out out --json", at: AT, every: 1 };
  /** Every file, or every whole one, with its hash. */
  const exported = async (unfinished: RegExp = /^$/u) => {
    const entries = await readdir(join(desk.root, "out"), { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile() && !unfinished.test(entry.name));
    const hashes = files.map(async ({ parentPath, name }) => [
      join(parentPath, name).slice(desk.root.length),
      createHash("sha256")
        .update(await readFile(join(parentPath, name)))
        .digest("hex"),
    ]);
    return Object.fromEntries(await Promise.all(hashes)) as Readonly<Record<string, string>>;
  };
  let expected: Readonly<Record<string, string>> = {};
  await killAtEveryStep(
    command,
    async () => {
      expected = await exported();
      expect(Object.keys(expected).length).toBeGreaterThan(8);
    },
    async () => {
      expect(expected).toMatchObject(await exported(/^\.returndesk-.{36}$/u));
      await desk.done(AT, command.typed);
      expect(await exported()).toEqual(expected);
    },
  );
});

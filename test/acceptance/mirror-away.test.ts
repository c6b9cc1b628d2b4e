/** The disk of the second copies is away, comes back, is another desk's, or is new: the desk goes on, and says how it stands. */
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Clerk, clerk, FIXTURES, handOver, STORIES } from "../support/story-desk.ts";

const AT = "2026-05-15T09:00:00Z";

async function opened(): Promise<Clerk> {
  const desk = await clerk();
  onTestFinished(() => desk.close());
  return desk;
}
const findings = async (desk: Clerk): Promise<string[]> =>
  (await desk.run(AT, "desk doctor --json")).json<{ findings: { key: string }[] }>().findings.map(({ key }) => key);
const mirrored = async (desk: Clerk): Promise<string[]> =>
  (await readdir(join(desk.mirror, "archive"), { recursive: true })).filter((name) => /^[0-9a-f]{2}.[0-9a-f]{62}$/u.test(name));

test("what was archived meanwhile waits, is said to, and gets its second copy with the next command that writes", async () => {
  const desk = await opened();
  await handOver(desk, "party");
  const before = (await mirrored(desk)).length;
  await rename(desk.mirror, `${desk.mirror}.away`);
  const { number } = STORIES.party;
  const said = await desk.done(AT, `contracts archive ${number}`, [join(FIXTURES, "clean", "signed.pdf"), "--yes"]);
  expect([said.stdout, (await desk.done(AT, `contracts show ${number}`)).stdout].every((text) => /one copy|second/u.test(text))).toBe(true);
  expect(await findings(desk)).toEqual(expect.arrayContaining(["mirror.missing", "copies.pending"]));
  await rename(`${desk.mirror}.away`, desk.mirror);
  await desk.done(AT, "desk staff add Onni --role clerk");
  expect(await mirrored(desk)).toHaveLength(before + 1);
  expect((await desk.done(AT, "contracts verify --json")).json()).toMatchObject({ sound: true, mirror: { state: "present", waiting: 0 } });
});

test("the disk of another desk is left alone; the right one goes on where it was", async () => {
  const [desk, other] = [await opened(), await opened()];
  await handOver(desk, "party");
  await handOver(other, "event");
  const theirs = await mirrored(other);
  await rename(desk.mirror, `${desk.mirror}.own`);
  await cp(other.mirror, desk.mirror, { recursive: true });
  const archived = ["--signed-by", "Aino Mäkelä", "--signed-on", "2026-05-15", "--yes"];
  await desk.done(AT, `contracts archive ${STORIES.party.number}`, [join(FIXTURES, "clean", "signed.pdf"), ...archived]);
  expect(await mirrored(desk)).toEqual(theirs);
  expect(await findings(desk)).toEqual(expect.arrayContaining(["mirror.foreign", "copies.pending"]));
  expect((await desk.run(AT, "contracts verify")).stdout).toContain("belongs to another desk");
  await rm(desk.mirror, { recursive: true });
  await rename(`${desk.mirror}.own`, desk.mirror);
  expect(await findings(desk)).toContain("copies.caughtUp");
});

test("a new disk in its place gets everything again", async () => {
  const desk = await opened();
  await handOver(desk, "party");
  const before = await mirrored(desk);
  await rm(desk.mirror, { recursive: true });
  await mkdir(desk.mirror, { mode: 0o700 });
  await desk.done(AT, "desk doctor", ["--json"]).catch(() => undefined);
  expect((await mirrored(desk)).sort()).toEqual(before.sort());
});

test("any one copy that is lost as a whole heals to the last byte", async () => {
  const desk = await opened();
  await handOver(desk, "party");
  const names = (await mirrored(desk)).sort();
  for (const tree of [desk.data, desk.mirror]) {
    await rm(join(tree, "archive"), { recursive: true });
    await desk.done(AT, "contracts verify --heal");
    expect((await mirrored(desk)).sort()).toEqual(names);
    expect((await desk.done(AT, "contracts verify --json")).json()).toMatchObject({ sound: true, faults: 0, files: names.length });
  }
});

test("another folder that is named in the settings is made, filled, and not called missing", async () => {
  const desk = await opened();
  await handOver(desk, "party");
  const settings = join(desk.home, "desk.json");
  const elsewhere = join(desk.root, "elsewhere", "mirror");
  await writeFile(settings, (await readFile(settings, "utf8")).replace(JSON.stringify(desk.mirror), JSON.stringify(elsewhere)));
  const found = await findings(desk);
  expect(found).toContain("copies.caughtUp");
  expect(found.filter((key) => key.startsWith("mirror."))).toEqual(["mirror.sameDisk"]);
  expect(await readdir(join(elsewhere, "archive"))).toContain("mark");
});

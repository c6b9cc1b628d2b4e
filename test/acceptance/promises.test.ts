/** What is promised other than money, until it is kept or missed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, STORIES } from "../support/story-desk.ts";

const { number } = STORIES.party;
const THURSDAY = "2026-05-21T09:30:00Z";
const FRIDAY = "2026-05-22T06:30:00Z";
let desk: Clerk;

interface Promised {
  readonly id: string | null;
  readonly due: string;
  readonly owner: string;
  readonly outcome: string | null;
  readonly amount: { readonly cents: number } | null;
}
/** Days are written with spaces that do not break. */
const spaced = ({ stdout }: { readonly stdout: string }): string => stdout.replaceAll("\u00a0", " ");
const errorOf = (ran: { readonly stderr: string }) => JSON.parse(ran.stderr).error;
const listed = async (at: string, ...flags: readonly string[]): Promise<readonly Promised[]> =>
  (await desk.done(at, "desk promises list --json", flags)).json<{ promises: Promised[] }>().promises;

beforeAll(async () => {
  desk = await clerk();
  await desk.done("2026-05-01T06:00:00Z", "desk staff add", ["Onni Laine", "--role", "clerk"]);
  await bringBack(desk, "party");
  await desk.done("2026-05-20T09:30:00Z", `invoice ${number} --yes`);
}, 120_000);
afterAll(() => desk.close());

test("a remedy has a day, an owner and its words; in a case it belongs to who has the case", async () => {
  await desk.done(THURSDAY, `desk cases open ${number} --owner onni --words x`);
  const words = ["--by", "2026-05-22", "--words", "Kaksi samanlaista kuppia"];
  const dry = await desk.done(THURSDAY, "desk promises add part A-1 --dry-run --json", words);
  expect(dry.json()).toMatchObject({ dryRun: true, promises: [{ id: null, owner: "onni" }] });
  const made = (await desk.done(THURSDAY, "desk promises add part A-1 --json", words)).json<{ promises: object[] }>();
  expect(made.promises).toEqual([
    {
      id: "S-1",
      remedy: "part",
      words: "Kaksi samanlaista kuppia",
      case: "A-1",
      contract: number,
      customer: "Aino Mäkelä",
      amount: null,
      due: "2026-05-22",
      owner: "onni",
      outcome: null,
      endedAt: null,
      steps: [{ at: THURSDAY.replace("Z", ".000Z"), by: "mira", kind: "made", words: "Kaksi samanlaista kuppia" }],
    },
  ]);
  expect(spaced(await desk.done(THURSDAY, "desk promises add ear --by 2026-05-27", ["--words", "Lena Norrgård: soitto"]))).toBe(
    "S-2  27 May 2026  mira  an ear: Lena Norrgård: soitto\n",
  );
});

test("is refused without a day to come, for what is no remedy, and in a case that is not there", async () => {
  const codes = [];
  for (const words of [
    ["part", "--by", "2026-05-20", "--words", "x"],
    ["part", "--by", "friday", "--words", "x"],
    ["money", "--by", "2026-05-22", "--words", "x"],
    ["part", "A-9", "--by", "2026-05-22", "--words", "x"],
    ["part", "--by", "2026-05-22", "--words", " "],
  ])
    codes.push(errorOf(await desk.run(THURSDAY, "desk promises add --json", words)).code);
  expect(codes).toEqual(["promise-day-past", "not-a-day", "case-not-one-of", "case-unknown", "case-text-missing"]);
});

test("on its day it is counted under every command, and stands by name in desk today", async () => {
  const line = "Waiting: answers due 1 · promises due 1 (`desk today`)\n";
  expect((await desk.done(FRIDAY, "contracts list")).stderr).toBe(line);
  expect(spaced(await desk.done(FRIDAY, "desk today"))).toContain(
    "Promises due\nS-1  22 May 2026  onni  Aino Mäkelä  part: Kaksi samanlaista kuppia\n",
  );
});

test("it is moved with a word why, goes with its case, and is kept or missed", async () => {
  expect(errorOf(await desk.run(FRIDAY, "desk promises move S-1 --by 2026-05-22 --words x --json")).code).toBe("promise-stays");
  const moved = await desk.done(FRIDAY, "desk promises move S-1 --by 2026-05-26 --json --words", ["Asiakas on poissa"]);
  expect(moved.json()).toMatchObject({
    promise: { due: "2026-05-26", owner: "onni", steps: [{}, { kind: "moved", words: "Asiakas on poissa" }] },
  });
  await desk.done(FRIDAY, "desk cases hand-over A-1 --to mira --as onni");
  await desk.done(FRIDAY, "desk cases accept A-1");
  expect((await listed(FRIDAY)).map(({ id, owner }) => [id, owner])).toEqual([
    ["S-1", "mira"],
    ["S-2", "mira"],
  ]);
  expect(spaced(await desk.done(FRIDAY, "desk cases show A-1"))).toContain(
    "Promises\nS-1  26 May 2026  mira  part: Kaksi samanlaista kuppia  open\n",
  );
  await desk.done(FRIDAY, "desk promises keep S-1 --words Vietiin");
  await desk.done(FRIDAY, "desk promises miss S-2 --words", ["Ei vastannut"]);
  expect(errorOf(await desk.run(FRIDAY, "desk promises keep S-1 --json")).code).toBe("promise-ended");
  expect([await listed(FRIDAY), (await listed(FRIDAY, "--all")).map(({ outcome }) => outcome)]).toEqual([[], ["kept", "missed"]]);
  await desk.done(FRIDAY, "desk cases reply A-1 --told x");
  await desk.done(FRIDAY, "desk cases close A-1 --done x --changed nothing");
});

test("nobody leaves with a promise of their own", async () => {
  await desk.done(FRIDAY, "desk promises add swap --owner onni --by 2026-06-05 --words liina");
  expect(errorOf(await desk.run(FRIDAY, "desk staff end onni --json"))).toMatchObject({
    code: "staff-owns-promises",
    hints: ['desk promises move S-3 --to ID --words "…"'],
  });
  await desk.done(FRIDAY, "desk promises move S-3 --to mira --words lomalla");
  await desk.done(FRIDAY, "desk staff end onni");
});

test("instalments are dated sums of what is open; payments check them off, and nobody is reminded while they are kept to", async () => {
  const { account } = (await desk.done(FRIDAY, `invoice show ${number} --json`)).json<{ account: { open: { cents: number } } }>();
  const open = account.open.cents;
  const codes = [];
  for (const flags of [
    ["--on", "2026-07-15,2026-06-30"],
    ["--on", "2026-06-30,2026-07-15", "--sums", "1,00"],
    ["--on", "2026-06-30", "--sums", "1,00"],
    ["--on", "2026-05-01"],
  ])
    codes.push(errorOf(await desk.run(FRIDAY, `desk promises instalments ${number} --json`, flags)).code);
  expect(codes).toEqual(["instalments-days", "instalments-days", "instalments-sum", "promise-day-past"]);
  const days = ["2026-07-15", "2026-08-17", "2026-09-15"];
  const agreed = await desk.done(FRIDAY, `desk promises instalments L-2026-0001 --json --on`, [days.join(",")]);
  const parts = agreed.json<{ promises: Promised[] }>().promises;
  expect([parts.map(({ due }) => due), parts.reduce((all, { amount }) => all + (amount?.cents ?? 0), 0)]).toEqual([days, open]);
  expect(errorOf(await desk.run(FRIDAY, `desk promises instalments ${number} --on 2026-07-15 --json`)).code).toBe("instalments-exist");

  const reminded = async (at: string): Promise<string> => {
    const ran = await desk.run(at, `invoice remind ${number} --dry-run --json`);
    return ran.stdout + ran.stderr;
  };
  expect(await reminded("2026-07-15T09:00:00Z")).toContain("remind-instalments");
  expect(await reminded("2026-07-16T09:00:00Z")).not.toContain("remind-instalments");
  expect((await desk.done("2026-07-15T09:00:00Z", "desk today --json")).json()).toMatchObject({
    promises: [{}, { id: "S-4", due: "2026-07-15" }],
  });

  const first = (parts[0]?.amount?.cents as number) / 100;
  await desk.done("2026-07-16T09:00:00Z", `invoice pay ${number} --amount ${first}`);
  const outcomes = async () =>
    (await listed("2026-07-16T09:00:00Z", "--all")).filter(({ amount }) => amount !== null).map(({ outcome }) => outcome);
  expect(await outcomes()).toEqual(["kept", null, null]);
  expect(await reminded("2026-07-16T09:00:00Z")).toContain("remind-instalments");
  expect(errorOf(await desk.run(FRIDAY, "desk promises keep S-5 --json")).code).toBe("promise-paid");

  await desk.done("2026-07-16T09:00:00Z", "invoice pay --take-back P-1 --reason", ["Väärä lasku"]);
  expect(await outcomes()).toEqual([null, null, null]);
  await desk.done("2026-07-16T09:00:00Z", `invoice pay ${number}`);
  expect(await outcomes()).toEqual(["kept", "kept", "kept"]);
});

test("every step is in the journal", async () => {
  const { rows } = (await desk.done(FRIDAY, "desk journal --act promise --json --all")).json<{ rows: { act: string; about: string }[] }>();
  expect(rows.filter(({ about }) => ["S-1", "S-4"].includes(about)).map(({ act, about }) => `${about} ${act}`)).toEqual([
    "S-1 promise.made",
    "S-1 promise.moved",
    "S-1 promise.moved",
    "S-1 promise.kept",
    "S-4 promise.made",
    "S-4 promise.kept",
    "S-4 promise.reopened",
    "S-4 promise.kept",
  ]);
});

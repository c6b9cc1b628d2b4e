/** What customers say back, from the first word to what it taught. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { textOf } from "../support/read-document.ts";
import { bringBack, type Clerk, clerk, STORIES } from "../support/story-desk.ts";

let desk: Clerk;
const { number } = STORIES.party;
/** Thursday of a week whose Friday is a business day. */
const THURSDAY = "2026-05-21T09:30:00Z";
const FRIDAY_EARLY = "2026-05-22T04:30:00Z";
const FRIDAY = "2026-05-22T06:30:00Z";
const MONDAY = "2026-05-25T06:30:00Z";

interface Told {
  readonly case: { readonly id: string; readonly owner: string; readonly due: string | null; readonly steps: readonly { kind: string }[] };
  readonly acknowledgement: { readonly way: string; readonly pdf: { readonly path: string } };
}
const errorOf = (ran: { readonly stderr: string }): string => JSON.parse(ran.stderr).error.code;

beforeAll(async () => {
  desk = await clerk();
  await desk.done("2026-05-01T06:00:00Z", "desk staff add", ["Onni Laine", "--role", "clerk"]);
  await bringBack(desk, "party");
  await desk.done("2026-05-20T09:30:00Z", `invoice ${number} --yes`);
}, 120_000);
afterAll(() => desk.close());

test("opens on a bill in the customer's words; the acknowledgement says who has it and by when, in the contract's language", async () => {
  const dry = await desk.done(THURSDAY, "desk cases open L-2026-0001 --dry-run --json --words", ["Kuppi oli rikki."]);
  expect(dry.json()).toMatchObject({ dryRun: true, case: { owner: "mira", answerBy: "2026-05-22" } });
  expect((await desk.done(THURSDAY, "desk cases list --json")).json()).toMatchObject({ cases: [] });
  const told = (
    await desk.done(THURSDAY, "desk cases open L-2026-0001 --json --words", ["Kuppi oli rikki jo tullessaan."])
  ).json<never>() as Told;
  expect(told).toMatchObject({
    case: {
      id: "A-1",
      contract: number,
      inspection: "R-2",
      document: "L-2026-0001",
      line: null,
      channel: "desk",
      owner: "mira",
      answerBy: "2026-05-22",
      due: "2026-05-22",
      customer: { name: "Aino Mäkelä" },
      steps: [
        { kind: "opened", words: { said: "Kuppi oli rikki jo tullessaan." } },
        { kind: "acknowledged", way: "letter" },
      ],
    },
    acknowledgement: { way: "letter", failure: null },
  });
  const page = (await textOf(await readFile(told.acknowledgement.pdf.path))).replace(/\s+/gu, " ");
  expect(page).toContain("Asiaasi A-1 hoitaa Mira Lahti, alusta loppuun asti. Saat meiltä vastauksen viimeistään 22.5.2026.");
});

test("is refused without words, with a line that is not there, a post without a link, and nobody's name", async () => {
  const codes = [];
  for (const words of [
    ["L-2026-0001"],
    [number, "--line", "99", "--words", "x"],
    ["--via", "public", "--name", "Aino", "--words", "x"],
    ["--words", "x"],
    ["A-9", "--words", "x"],
  ])
    codes.push(errorOf(await desk.run(THURSDAY, "desk cases open --json", words)));
  expect(codes).toEqual(["case-words-missing", "case-line-unknown", "case-link", "case-no-customer", "contract-unknown"]);
});

test("a public post keeps its link; a customer alone needs no contract", async () => {
  const link = "https://reviews.example/1";
  const words = ["--link", link, "--name", "Lena Norrgård", "--language", "sv", "--words", "Ingen svarade."];
  const told = (await desk.done(THURSDAY, "desk cases open --json", words)).json<never>() as Told;
  expect(told.case).toMatchObject({ id: "A-2", channel: "public", link, contract: null, language: "sv" });
  const page = (await textOf(await readFile(told.acknowledgement.pdf.path))).replace(/\s+/gu, " ");
  expect(page).toContain("Det du skrev offentligt får stå kvar där du skrev det.");
});

test("a draft cools off until the next business day at eight, and is not sent before", async () => {
  const words = ["--act", "Poistamme kupin laskulta.", "--ours", "Meidän olisi pitänyt katsoa kuppi ennen pakkaamista."];
  const draft = await desk.done(THURSDAY, "desk cases reply A-1 --draft --json", words);
  expect(draft.json()).toMatchObject({ case: "A-1", sendFrom: "2026-05-22T05:00:00.000Z", tone: [] });
  expect(errorOf(await desk.run(FRIDAY_EARLY, "desk cases reply A-1 --send --yes --json"))).toBe("case-draft-cooling");
  expect((await desk.run(FRIDAY, "desk cases reply A-1 --send")).exitCode).toBe(2);
  const { reply } = (await desk.done(FRIDAY, "desk cases reply A-1 --send --yes --json")).json<{ reply: { text: string; way: string } }>();
  expect(reply.way).toBe("letter");
  expect(reply.text.split("\n\n").slice(1, 5)).toEqual([
    "kiitos, että kerroit tästä. Olen pahoillani vaivasta, jota tästä on sinulle ollut.",
    "Ymmärrän, ettei kaikki mennyt niin kuin odotit.",
    "Meidän olisi pitänyt katsoa kuppi ennen pakkaamista.",
    "Poistamme kupin laskulta.",
  ]);
  expect((await desk.done(FRIDAY, "desk cases show A-1 --json")).json()).toMatchObject({ case: { due: null, draft: null } });
});

test("the tone check names a hard word in a draft", async () => {
  const ran = await desk.done(FRIDAY, "desk cases reply A-2 --dry-run --json --act", ["Du har varit slarvig."]);
  expect(ran.json<{ tone: { words: string[] }[] }>().tone.map(({ words }) => words)).toEqual([["slarvig"]]);
  expect(ran.stderr).toContain("The letter: the customer will read “slarvig”");
});

test("late answers end a scheduler's run with 1", async () => {
  expect((await desk.done(FRIDAY, "desk cases overdue --json")).json()).toMatchObject({ overdue: [] });
  const late = await desk.run(MONDAY, "desk cases overdue --json");
  expect([late.exitCode, JSON.parse(late.stdout).overdue]).toEqual([1, [{ case: "A-2", due: "2026-05-22", owner: "mira" }]]);
});

test("a hand-over needs the other's word, and nobody leaves with a case of their own", async () => {
  await desk.done(FRIDAY, "desk cases hand-over A-2 --to onni");
  expect((await desk.done(FRIDAY, "desk cases show A-2 --json")).json()).toMatchObject({ case: { owner: "mira", waitsFor: "onni" } });
  expect(errorOf(await desk.run(FRIDAY, "desk cases accept A-2 --json"))).toBe("case-not-handed-over");
  await desk.done(FRIDAY, "desk cases accept A-2 --as onni");
  expect((await desk.done(FRIDAY, "desk cases show A-2 --json")).json()).toMatchObject({ case: { owner: "onni", waitsFor: null } });
  const ended = await desk.run(FRIDAY, "desk staff end onni --json");
  expect([ended.exitCode, JSON.parse(ended.stderr).error]).toMatchObject([
    1,
    { code: "staff-owns-cases", hints: ["desk cases hand-over A-2 --to ID"] },
  ]);
});

test("closes only when it was answered, with what was done and what it changed", async () => {
  const closing = ["--done", "Kuppi poistettiin laskulta.", "--changed", "clause 5.3"];
  expect(errorOf(await desk.run(FRIDAY, "desk cases close A-2 --json", closing))).toBe("case-unanswered");
  expect(errorOf(await desk.run(FRIDAY, "desk cases close A-1 --json --done x --changed clause"))).toBe("case-lesson");
  await desk.done(FRIDAY, "desk cases reply A-2 --as onni --told", ["Soitin."]);
  await desk.done(FRIDAY, "desk cases note A-1", ["Pakkaus oli yövuoron."]);
  await desk.done(FRIDAY, "desk cases close A-2 --done x --changed nothing");
  expect((await desk.done(FRIDAY, "desk staff end onni --on 2026-05-31")).exitCode).toBe(0);
  expect(errorOf(await desk.run(FRIDAY, "desk cases note A-2 x --json"))).toBe("case-closed");
});

test("what waits is told under a command's output as counts, never with --json or during a walk, and by name in desk today", async () => {
  expect((await desk.done(FRIDAY, "contracts list")).stderr).toBe("");
  await desk.done(FRIDAY, "desk cases open --name", ["Lena Norrgård", "--words", "Hej."]);
  const line = "Waiting: answers due 1 (`desk today`)\n";
  expect((await desk.done(MONDAY, "contracts list")).stderr).toBe(line);
  expect((await desk.run(MONDAY, `contracts show ${number}`, [], { env: { RETURNDESK_LANGUAGE: "fi" } })).stderr).toBe(
    "Odottaa: luvattuja vastauksia 1 (`desk today`)\n",
  );
  for (const typed of ["contracts list --json", "contracts list --help", "contracts --version", "desk today"])
    expect([typed, (await desk.done(MONDAY, typed)).stderr]).toEqual([typed, ""]);
  await bringBack(desk, "clean");
  expect((await desk.done("2026-07-06T08:00:00Z", "contracts list")).stderr).toBe(line);
  expect((await desk.done("2026-07-07T08:00:00Z", "contracts list")).stderr).toBe(
    "Waiting: answers due 1 · returns not billed 1 (`desk today`)\n",
  );
  expect((await desk.done("2026-07-07T08:00:00Z", "desk today --json")).json()).toMatchObject({
    answers: [{ case: "A-3", due: "2026-05-25", owner: "mira", customer: "Lena Norrgård" }],
    unbilled: [{ contract: STORIES.clean.number, customer: "Eleanor Whitfield", finishedOn: "2026-07-06" }],
  });
});

test("every step is in the journal, and the words stand apart", async () => {
  const { rows } = (await desk.done(MONDAY, "desk journal --act case --json --all")).json<{ rows: { act: string; about: string }[] }>();
  expect(rows.filter(({ about }) => about === "A-1").map(({ act }) => act)).toEqual(
    ["opened", "acknowledged", "drafted", "replied", "noted"].map((act) => `case.${act}`),
  );
});

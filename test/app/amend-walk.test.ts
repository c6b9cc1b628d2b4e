/** Amending a finished walk: what may be amended, what it does to the bill, and what stays. */
import { describe, expect, test } from "vitest";
import { previewReopened, reopenWalk } from "../../src/app/amend-walk.ts";
import { amendFromFile, readAmendment } from "../../src/app/answer-from-file.ts";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { listUnbilled } from "../../src/app/list-billings.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { showInspection } from "../../src/app/show-inspection.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { buildDamaged, buildMatch, buildTerms } from "../support/build-terms.ts";
import { ALL_IN_ORDER, assetsOf, type Books, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";

const REASON = "Laskettiin uudelleen.";
const noPhotos = (name: string): Promise<never> => Promise.reject(new Error(`no photo ${name} here`));
const corrections = (text: string) => ({ name: "corrections.yaml", text, readPhoto: noPhotos });

const amend = ({ desk }: ReturnedDesk, id: string, text: string) => amendFromFile(desk, { id, reason: REASON, source: corrections(text) });

async function issue({ desk }: ReturnedDesk, id = "R-2") {
  const shown = await previewBilling(desk, id, "all");
  return (await issueBilling(desk, shown, "all", assetsOf(desk))).billing;
}

const obstacles = async ({ desk }: ReturnedDesk) =>
  (await previewBilling(desk, "R-2", "all")).obstacles.map(({ code, hints }) => [code, ...hints]);

const journal = async ({ desk }: ReturnedDesk) =>
  (await (await desk.store()).read(({ journal: rows }) => rows.of("2026-0117"))).map(({ act, subject }) => `${act} ${subject}`);

/** The terms price cracks and nothing else: three chairs are cracked and torn, four are dirty. */
const torn = (over: Books = {}): Promise<ReturnedDesk> =>
  returnedDesk({
    terms: buildTerms({ damaged: [buildDamaged({ match: buildMatch({ types: ["cracked"] }) })] }),
    answers: `
cameBackAt: 2026-05-18 11:00
lines:
  - product: chair-folding
    damaged:
      - { count: 3, findings: [{ type: cracked, severity: severe }, { type: torn }] }
rest: in order
answer: { all: agrees, words: Kiitos. }
acknowledgement: { name: Aino Mäkelä }
`,
    ...over,
  });

describe("what the terms do not price", () => {
  test("blocks the bill with the way out; noted without a charge, only the priced finding costs", async () => {
    const desk = await torn();
    expect(await obstacles(desk)).toEqual([["problem-unpriced", 'inspect amend R-2 --reason "…"']]);
    await amend(desk, "R-2", "lines: [{ line: 1, withoutCharge: yes }]");
    expect(await obstacles(desk)).toEqual([]);
    const { charges, notCharged } = await issue(desk);
    // A chair is worth 89.00 × 70 / 96 = 64.90.
    expect(charges.map(({ source, amount }) => [source.findings, source.count, amount])).toEqual([[["F1"], 3, 19_470]]);
    expect(notCharged.map(({ reason, source }) => [reason, source.findings])).toEqual([["notPriced", ["F2"]]]);
  });

  test("withdrawing the finding, or correcting its type, frees the bill as well", async () => {
    const withdrawn = await torn();
    await amend(withdrawn, "2026-0117", "lines: [{ line: 1, damaged: [{ count: 3, findings: [{ type: cracked, severity: severe }] }] }]");
    expect(await obstacles(withdrawn)).toEqual([]);
    expect((await issue(withdrawn)).charges.map(({ amount }) => amount)).toEqual([19_470]);
  });
});

describe("an amendment", () => {
  test("replaces the lines it names, keeps the answer and the acknowledgement, and leaves a row in the journal", async () => {
    const desk = await torn();
    const before = (await showInspection(desk.desk, "R-2")).walk.inspection;
    const { inspection } = await amend(desk, "R-2", "lines: [{ line: 1, ok: 60 }]");
    expect(inspection.lines.map(({ ok, damaged, groups }) => [ok, damaged, groups])).toEqual([[60, 0, []]]);
    expect(inspection.answer).toEqual(before.answer);
    expect(inspection.acknowledgement).toEqual(before.acknowledgement);
    expect(inspection.amendments).toEqual([{ reason: REASON, by: ["Mira Salo"], at: inspection.amendments[0]?.at }]);
    expect((await journal(desk)).slice(-2)).toEqual(["return.reopened R-2", "return.finished R-2"]);
    expect(await listUnbilled(desk.desk)).toMatchObject([{ id: "R-2", partlyBilled: false }]);
  });

  test("that is wrong, or only tried, changes nothing", async () => {
    const desk = await torn();
    const rows = await journal(desk);
    await expect(amend(desk, "R-2", "lines: [{ line: 1, missing: 61 }]")).rejects.toMatchObject({ code: "answers-wrong" });
    await readAmendment(desk.desk, { id: "R-2", reason: REASON, source: corrections("lines: [{ line: 1, ok: 60 }]") });
    expect(await journal(desk)).toEqual(rows);
    expect((await showInspection(desk.desk, "R-2")).walk.inspection).toMatchObject({ amendments: [], lines: [{ damaged: 3 }] });
  });

  test("left open blocks the bill, is resumed as any walk, and cannot be taken up twice", async () => {
    const desk = await torn();
    await reopenWalk(desk.desk, "2026-0117", REASON);
    const unfinished = { code: "walk-unfinished", values: { id: "R-2" }, hints: ["inspect 2026-0117"] };
    await expect(previewBilling(desk.desk, "R-2", "all")).rejects.toMatchObject(unfinished);
    await expect(reopenWalk(desk.desk, "R-2", REASON)).rejects.toMatchObject(unfinished);
    expect(await listUnbilled(desk.desk)).toEqual([]);
    const { walk, resumed } = await startWalk(desk.desk, "2026-0117", { kind: "return", cameBackAt: null, found: false });
    expect([walk.header.id, resumed, walk.inspection.amendments.length]).toEqual(["R-2", true, 1]);
  });

  test("of the hand-over blocks the bills of its returns", async () => {
    const desk = await returnedDesk({ answers: ALL_IN_ORDER });
    await reopenWalk(desk.desk, "R-1", REASON);
    await expect(previewBilling(desk.desk, "R-2", "all")).rejects.toMatchObject({
      code: "walk-unfinished",
      values: { id: "R-1", kind: "handover" },
      hints: ["inspect handover 2026-0117"],
    });
  });

  test("needs a reason that is text and fits", async () => {
    const { desk } = await torn();
    const reopen = (reason: string) => reopenWalk(desk, "R-2", reason);
    await expect(reopen(" \n")).rejects.toMatchObject({ code: "amend-reason-missing" });
    await expect(reopen("x".repeat(10_000))).rejects.toMatchObject({ code: "reason-too-long" });
  });

  test("after the bill is allowed, of the return and of the hand-over under it; the bill waits to be corrected", async () => {
    const desk = await returnedDesk({ answers: ALL_IN_ORDER });
    await issue(desk);
    const store = await desk.desk.store();
    for (const id of ["R-2", "R-1"]) {
      const { header } = await store.read((repositories) => previewReopened(repositories, desk.desk, id, REASON));
      expect([header.id, header.finishedAt]).toEqual([id, null]);
    }
    await amend(desk, "R-1", "lines: []");
    await expect(previewBilling(desk.desk, "R-2", "all")).rejects.toMatchObject({
      code: "correction-due",
      values: { amended: "R-1" },
      hints: ["invoice correct 2026-0117"],
    });
  });
});

describe("an earlier load", () => {
  const FIRST = `
cameBackAt: 2026-05-18 11:00
lines: [{ line: 1, ok: 50, stillOut: 10 }]
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;
  const SECOND = `
cameBackAt: 2026-05-19 11:00
lines: [{ line: 1, damaged: [{ count: 1, findings: [{ type: cracked, severity: severe }] }] }]
rest: in order
answer: { all: agrees }
acknowledgement: { name: Aino Mäkelä }
`;

  test("keeps what the later one counted, and gives no finding's number twice", async () => {
    const desk = await returnedDesk({ answers: FIRST });
    await desk.comesBack(SECOND);
    await expect(amend(desk, "R-2", "lines: [{ line: 1, ok: 51, stillOut: 9 }]")).rejects.toMatchObject({
      code: "amendment-unsettles-later",
      values: { id: "R-2", later: "R-3", position: 1 },
    });
    const { inspection } = await amend(
      desk,
      "R-2",
      "lines: [{ line: 1, stillOut: 10, damaged: [{ count: 2, findings: [{ type: cracked, severity: severe }] }] }]",
    );
    expect(inspection.lines[0]).toMatchObject({ ok: 48, damaged: 2, stillOut: 10, groups: [{ findings: [{ id: "F2" }] }] });
  });
});

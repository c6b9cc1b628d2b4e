/** Disputes that are settled after the walk: the next bill charges or drops just those. */
import { describe, expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import type { Include } from "../../src/app/plan-return-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { type DisputeChoice, openDisputes, settleDispute } from "../../src/app/settle-dispute.ts";
import { cents } from "../../src/kernel/money.ts";
import { assetsOf, type ReturnedDesk, returnedDesk } from "../support/returned-desk.ts";

/** Of three cracked chairs two are seen differently; four are dirty. A chair is worth 89.00 × 70 / 96 = 64.90. */
const TWO_OF_THREE = `
cameBackAt: 2026-05-18 11:00
lines:
  - product: chair-folding
    damaged:
      - count: 3
        findings: [{ type: cracked, severity: severe }]
    dirty: 4
rest: in order
answer:
  all: agrees
  exceptions:
    - { product: chair-folding, group: 1, count: 2, stance: disputes, words: Ne olivat jo halki. }
acknowledgement: { name: Aino Mäkelä }
`;

const ALL: DisputeChoice = { position: null, part: null, count: null };
const BY_MIRA = { reason: "Katsottiin kuvat yhdessä.", decidedBy: "Mira Salo" };

const returned = (): Promise<ReturnedDesk> =>
  returnedDesk({ answers: TWO_OF_THREE, contract: { deposit: { kind: "cash", amount: cents(30_000) } } });

async function bill({ desk }: ReturnedDesk, include: Include) {
  const shown = await previewBilling(desk, "2026-0117", include);
  return (await issueBilling(desk, shown, include, assetsOf(desk))).billing;
}

const sums = ({ charges }: Awaited<ReturnType<typeof bill>>) =>
  charges.map(({ source, amount, disputed }) => [source.subject, source.first, source.count, amount, disputed]);

describe("after the agreed part is billed", () => {
  test("what the customer agrees about later is billed, and nothing twice", async () => {
    const desk = await returned();
    const first = await bill(desk, "agreed");
    // 64.90 for the chair that is agreed, 5.00 for cleaning; the rest of the deposit waits.
    expect(sums(first)).toEqual([
      ["group", 0, 1, 6_490, false],
      ["dirty", 0, 4, 500, false],
    ]);
    expect(first.settlement).toMatchObject({ depositHeld: 30_000 - 6_990, heldFor: ["disputed"] });
    await settleDispute(desk.desk, "2026-0117", ALL, { outcome: "agreed", ...BY_MIRA });
    const second = await bill(desk, "agreed");
    expect(sums(second)).toEqual([["group", 1, 2, 12_980, false]]);
    expect(second.settlement).toMatchObject({ depositUsedBefore: 6_990, refund: 30_000 - 6_990 - 12_980, depositHeld: 0, heldFor: [] });
  });

  test("what is let go is never charged: it is said, and the deposit goes back", async () => {
    const desk = await returned();
    await bill(desk, "agreed");
    await settleDispute(desk.desk, "2026-0117", ALL, { outcome: "dropped", ...BY_MIRA });
    const second = await bill(desk, "all");
    expect(second.charges).toEqual([]);
    expect(second.documents).toEqual([]);
    expect(second.notCharged.map(({ source, reason, clause }) => [source.first, source.count, reason, clause])).toEqual([
      [1, 2, "dropped", "5.2"],
    ]);
    expect(second.settlement).toMatchObject({ refund: 30_000 - 6_990, depositHeld: 0 });
  });

  test("one is agreed and the other let go", async () => {
    const desk = await returned();
    await settleDispute(desk.desk, "2026-0117", { position: 1, part: "G1", count: 1 }, { outcome: "agreed", ...BY_MIRA });
    expect((await openDisputes(desk.desk, "2026-0117", ALL, "agreed")).all.map(({ first, count }) => [first, count])).toEqual([[2, 1]]);
    await settleDispute(desk.desk, "2026-0117", { position: 1, part: "G1", count: null }, { outcome: "dropped", ...BY_MIRA });
    const only = await bill(desk, "all");
    // Two chairs 129.80, cleaning 5.00.
    expect(sums(only)).toEqual([
      ["group", 0, 2, 12_980, false],
      ["dirty", 0, 4, 500, false],
    ]);
    expect(only.notCharged.map(({ source, reason }) => [source.first, source.count, reason])).toEqual([[2, 1, "dropped"]]);
  });
});

describe("what cannot be settled is refused, and nothing is stored", () => {
  test.each<[string, DisputeChoice, string]>([
    ["more units than are disputed", { position: 1, part: "G1", count: 3 }, "count-too-large"],
    ["a line that is not disputed", { position: 2, part: null, count: null }, "not-disputed"],
    ["a part that is not disputed", { position: 1, part: "dirty", count: null }, "not-disputed"],
  ])("%s", async (_, choice, code) => {
    const { desk } = await returned();
    await expect(settleDispute(desk, "2026-0117", choice, { outcome: "agreed", ...BY_MIRA })).rejects.toMatchObject({ code });
    expect((await openDisputes(desk, "2026-0117", ALL, "agreed")).chosen.map(({ first, count }) => [first, count])).toEqual([[1, 2]]);
  });

  test("what is billed already", async () => {
    const desk = await returned();
    await bill(desk, "all");
    await expect(openDisputes(desk.desk, "2026-0117", ALL, "agreed")).rejects.toMatchObject({ code: "nothing-disputed" });
  });

  test("without a reason", async () => {
    const { desk } = await returned();
    const settling = { outcome: "agreed", reason: " ", decidedBy: "Mira Salo" } as const;
    await expect(settleDispute(desk, "2026-0117", ALL, settling)).rejects.toMatchObject({ code: "settle-reason-missing" });
  });
});

test("who walked is not who settled", async () => {
  const { desk } = await returned();
  const { walk } = await settleDispute({ ...desk, actor: "onni" }, "2026-0117", ALL, { outcome: "agreed", ...BY_MIRA });
  expect(walk.inspection.by).toEqual(["Mira Salo"]);
  expect(walk.inspection.settled).toMatchObject([{ outcome: "agreed", by: "Mira Salo", sources: ["1/group/G1/1+2"] }]);
});

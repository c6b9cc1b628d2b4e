import { describe, expect, it } from "vitest";
import type { Finding, Inspection, LineFacts } from "../../../src/inspection/inspection.ts";
import { cents } from "../../../src/kernel/money.ts";
import { buildCustomer } from "../../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts, CAME_BACK } from "../../support/build-inspection.ts";
import { assessed, chair, reasons, sums } from "../../worked-examples/example.ts";

const TERMS = `damaged:
  - { clause: "2", types: cracked, price: 5.00, aboveValue: allowed }
  - { clause: "2", types: scratched, price: 1.00, per: mark, aboveValue: allowed }`;

const load = (differs: Partial<Inspection>, line: Partial<LineFacts>): Inspection =>
  buildInspection({ ...differs, lines: [buildLineFacts({ out: 20, ...line })] });
const group = (id: string, count: number, findings: readonly Partial<Finding>[]) =>
  buildGroup({ id, count, findings: findings.map((finding, index) => buildFinding({ id: `${id}F${index}`, ...finding })) });
const handedOver = (...groups: readonly ReturnType<typeof group>[]): Inspection =>
  load({ id: "R-0", kind: "handover", load: 0 }, { groups });

const back = (baseline: Inspection | null, groups: readonly ReturnType<typeof group>[], earlierLoads: readonly Inspection[] = []) =>
  assessed({ terms: TERMS, facts: { baseline, earlierLoads, inspection: load({}, { groups }) } });
const counts = (assessment: ReturnType<typeof back>) => [
  assessment.charges.map(({ source, amount }) => `${source.group} ${source.first}+${source.count} ${amount}`),
  assessment.notCharged.map(({ source, reason }) => `${source.group} ${source.first}+${source.count} ${reason}`),
];

describe("what the hand-over's record shows", () => {
  it("is subtracted once over all loads", () => {
    const known = handedOver(group("G1", 3, [{}]));
    expect(counts(back(known, [group("G1", 2, [{}])]))).toEqual([[], ["G1 0+2 baseline"]]);
    const first = load({ id: "R-1" }, { groups: [group("G1", 2, [{}])] });
    expect(counts(back(known, [group("G1", 2, [{}])], [first]))).toEqual([["G1 0+1 500"], ["G1 1+1 baseline"]]);
    expect(counts(back(known, [group("G1", 2, [{}])], [first, first]))).toEqual([["G1 0+2 1000"], []]);
  });

  it("is the dearer of two candidates, in the customer's favour", () => {
    const known = handedOver(group("G1", 1, [{ type: "scratched", marks: 9 }]));
    const found = [group("G1", 1, [{ type: "scratched", marks: 1 }]), group("G2", 1, [{ type: "scratched", marks: 4 }])];
    expect(counts(back(known, found))).toEqual([["G1 0+1 100"], ["G2 0+1 baseline"]]);
  });

  it("covers as many marks as it shows; the rest are new", () => {
    const known = handedOver(group("G1", 1, [{ type: "scratched", marks: 2 }]));
    expect(counts(back(known, [group("G1", 1, [{ type: "scratched", marks: 5 }])]))).toEqual([["G1 0+1 300"], ["G1 0+1 baseline"]]);
  });

  it.each<[string, Partial<Finding>, Partial<Finding>, boolean]>([
    ["a severe mark stands for a lighter one", { severity: "severe" }, { severity: "minor" }, true],
    ["a light mark does not stand for a severe one", { severity: "minor" }, { severity: "severe" }, false],
    ["an unnoted severity stands for any", { severity: null }, { severity: "severe" }, true],
    ["a long mark stands for a shorter one", { sizeMm: 30 }, { sizeMm: 20 }, true],
    ["a short mark does not stand for a longer one", { sizeMm: 20 }, { sizeMm: 30 }, false],
    ["an unnoted size stands for any", { sizeMm: null }, { sizeMm: 30 }, true],
    ["another part is another mark", { part: "leg" }, { part: null }, false],
    ["another type is another mark", { type: "torn" }, { type: "cracked" }, false],
  ])("%s", (_, known, found, met) => {
    expect(reasons(back(handedOver(group("G1", 1, [known])), [group("G1", 1, [found])]))).toEqual(met ? ["baseline"] : []);
  });

  it("is not joined from two units to one", () => {
    const known = handedOver(group("G1", 1, [{}]), group("G2", 1, [{ type: "scratched" }]));
    expect(counts(back(known, [group("G1", 2, [{}, { type: "scratched" }])]))).toEqual([
      ["G1 0+1 500", "G1 1+1 100"],
      ["G1 0+1 baseline", "G1 1+1 baseline"],
    ]);
  });

  it("may be what no rule prices: then it is told away first", () => {
    const known = handedOver(group("G1", 1, [{ type: "torn" }]));
    expect(sums(back(known, [group("G1", 2, [{ type: "torn" }])]))).toEqual(["problem: unpriced"]);
    expect(counts(back(known, [group("G1", 1, [{ type: "torn" }])]))).toEqual([[], ["G1 0+1 baseline"]]);
  });
});

describe("without a hand-over's record", () => {
  const consumer = { customer: buildCustomer({ kind: "consumer" }), lines: [chair()] };
  const lines = [{ groups: [group("G1", 1, [{}])] }];
  const release = { inspection: "R-1", reason: "seen new by both", by: "Mira Salo", at: CAME_BACK };

  it("a consumer's damage waits for a decision", () => {
    const assessment = assessed({ terms: TERMS, contract: consumer, lines, facts: { baseline: null } });
    expect([sums(assessment), assessment.problems[0]?.source.findings]).toEqual([["problem: noBaseline"], ["G1F0"]]);
  });
  it("it is charged once a lead has let it be", () => {
    expect(sums(assessed({ terms: TERMS, contract: consumer, lines, facts: { baseline: null, releases: [release] } }))).toEqual([
      "diminution 5.00",
    ]);
    const other = { ...release, inspection: "R-9" };
    expect(sums(assessed({ terms: TERMS, contract: consumer, lines, facts: { baseline: null, releases: [other] } }))).toEqual([
      "problem: noBaseline",
    ]);
  });
  it("what costs nothing asks for no decision, and a business's damage neither", () => {
    const wear = `${TERMS}\nwear: [{ clause: "1", types: cracked }]`;
    expect(reasons(assessed({ terms: wear, contract: consumer, lines, facts: { baseline: null } }))).toEqual(["wear"]);
    expect(sums(assessed({ terms: TERMS, lines, facts: { baseline: null } }))).toEqual(["diminution 5.00"]);
  });
});

describe("a cause that is not the customer's", () => {
  it.each(["ours", "transport"] as const)("%s is not charged, whatever it would cost", (cause) => {
    const assessment = back(handedOver(), [group("G1", 1, [{ cause, repair: { cost: cents(1), days: 0, source: "x" } }])]);
    expect([sums(assessment), assessment.notCharged.map(({ sentence }) => sentence)]).toEqual([[], [`notCharged.${cause}`]]);
  });
});

/**
 * Assessing a return of many lines and findings, by terms that a desk would use: everything is late, some of it dirty or missing, noted at
 * hand-over, seen differently by the customer, waived and capped. Time must grow with the size and no faster.
 */
import { readFileSync } from "node:fs";
import type { assess } from "../../src/assessment/assess.ts";
import type { Facts } from "../../src/assessment/assessment.ts";
import { NOTHING_USED } from "../../src/assessment/earlier-use.ts";
import { parseTerms } from "../../src/contract/parse-terms.ts";
import { FINDING_TYPES, SEVERITIES, type Terms } from "../../src/contract/terms.ts";
import type { Finding, Group, LineFacts } from "../../src/inspection/inspection.ts";
import { day, instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildContract, buildCustomer, buildLine } from "../support/build-contract.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { bundled } from "./bundled.ts";

interface Engine {
  readonly assess: typeof assess;
}

const FINDINGS_PER_LINE = 4;
const TERMS = new URL("../../fixtures/terms/furniture-and-tableware.yaml", import.meta.url);
const GOODS = ["chairs", "tables", "appliances", "linen"] as const;

function readTerms(): Terms {
  const parsed = parseTerms(readFileSync(TERMS, "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ code, path }) => `${path}: ${code}`).join("\n"));
  return parsed.value.terms;
}

/** The nth of what there is, in turn. */
const turn = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

const findingOf = (index: number): Finding =>
  buildFinding({
    id: `F${index + 1}`,
    type: turn(FINDING_TYPES, index),
    severity: turn(SEVERITIES, Math.floor(index / 3)),
    marks: 1 + (index % 6),
    sizeMm: 10 + (index % 40),
    repair: { cost: cents(1_000 + (index % 5_000)), days: index % 9, source: "workshop" },
  });

/** Two groups: three units with one finding, one unit with the others. */
function groupsOf(first: number, findings: number): Group[] {
  const all = Array.from({ length: findings }, (_, index) => findingOf(first + index));
  return [buildGroup({ id: "G1", count: 3, findings: all.slice(0, 1) }), buildGroup({ id: "G2", findings: all.slice(1) })];
}

const factsOfLine = (index: number): LineFacts =>
  buildLineFacts({
    position: index + 1,
    groups: groupsOf(index * FINDINGS_PER_LINE, FINDINGS_PER_LINE),
    missing: index % 3,
    dirty: index % 5,
  });

/** A late return of so many lines with four findings each; every third has its first finding in the hand-over's record. */
export function manyLines(count: number): Facts {
  const terms = readTerms();
  const lines = Array.from({ length: count }, (_, index) =>
    buildLine({ position: index + 1, product: `product-${index}`, category: turn(GOODS, index), name: `Product ${index}` }),
  );
  const facts = Array.from({ length: count }, (_, index) => factsOfLine(index));
  const known = facts
    .filter((_, index) => index % 3 === 0)
    .map(({ position, groups }) => buildLineFacts({ position, groups: groups.slice(0, 1) }));
  return {
    contract: buildContract({ customer: buildCustomer({ kind: "business" }), prices: "net", lines, waiver: "deductible" }),
    terms,
    baseline: buildInspection({ id: "R-0", kind: "handover", load: 0, lines: known }),
    inspection: buildInspection({
      lines: facts,
      answer: {
        all: "agrees",
        words: null,
        exceptions: Array.from({ length: Math.ceil(count / 10) }, (_, index) => ({
          position: index * 10 + 1,
          group: "G1",
          subject: "group" as const,
          count: 1,
          stance: "disputes" as const,
          words: null,
        })),
      },
    }),
    earlierLoads: [],
    laterLoads: [buildInspection({ id: "R-2", load: 2, cameBackAt: instant("2026-05-22T09:00:00Z"), lines: [] })],
    releases: [],
    concessions: [],
    earlier: NOTHING_USED,
    calendar: { holidays: new Set() },
    today: day("2026-07-01"),
    include: "all",
    billed: [],
  };
}

/** Everything on one line: as many groups as findings. */
export function oneLine(findings: number): Facts {
  const facts = manyLines(1);
  const groups = Array.from({ length: findings }, (_, index) => buildGroup({ id: `G${index + 1}`, findings: [findingOf(index)] }));
  const contract = { ...facts.contract, lines: facts.contract.lines.map((line) => ({ ...line, quantity: findings })) };
  return { ...facts, contract, inspection: { ...facts.inspection, lines: [buildLineFacts({ out: findings, groups })] } };
}

/** The quickest of a few runs: what the machine can do when nothing else asks for it. */
function quickest({ assess }: Engine, facts: Facts): number {
  const times = Array.from({ length: 5 }, () => {
    const started = process.hrtime.bigint();
    const { charges, problems } = assess(facts);
    if (charges.length === 0 || problems.length > 0) throw new Error(`${charges.length} charges, ${problems.length} problems`);
    return Number(process.hrtime.bigint() - started) / 1e6;
  });
  return Math.min(...times);
}

export async function benchAssess(): Promise<void> {
  const engine = await bundled<Engine>("assessment/assess.ts");
  const print = (what: string, facts: Facts, limit: string): void => {
    process.stdout.write(`assess ${what}\t${quickest(engine.exports, facts).toFixed(0)} ms\tlimit ${limit}\n`);
  };
  for (const lines of [625, 1_250, 2_500, 5_000])
    print(`${lines} lines, ${lines * FINDINGS_PER_LINE} findings`, manyLines(lines), `${lines / 5} ms`);
  for (const findings of [2_500, 5_000, 10_000, 20_000]) print(`one line, ${findings} findings`, oneLine(findings), `${findings / 20} ms`);
  engine.remove();
}

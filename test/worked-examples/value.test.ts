import { describe, expect, it } from "vitest";
import { checkContractAgainstTerms } from "../../src/contract/check-contract.ts";
import type { ContractLine } from "../../src/contract/contract.ts";
import { parseContract } from "../../src/contract/parse-contract.ts";
import { day } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";
import { buildGroup } from "../support/build-inspection.ts";
import { assessed, chair, readTerms, reasons, STRAIGHT_LINE, sums } from "./example.ts";

const CRACK_IS_VALUE = 'damaged: [{ clause: "2", price: current value }]\n';
const value = (line: Partial<ContractLine>, terms = STRAIGHT_LINE, count = 1) =>
  assessed({ terms: terms + CRACK_IS_VALUE, contract: { lines: [chair(line)] }, lines: [{ groups: [buildGroup({ count })] }] });

const TEN_YEARS = { replacementPrice: cents(50_000), lifeMonths: 120 };
const FLOOR = 'value: { clause: "1", base: replacement price, depreciation: straight line, floor: 10 %, claims: net }\n';

describe("current value", () => {
  it("V1 500.00 at 24 of 120 months is 400.00", () => {
    expect(sums(value({ ...TEN_YEARS, inService: day("2024-05-20") }))).toEqual(["diminution 400.00"]);
  });

  it.each(["2016-05-20", "2014-05-20"])("V2 500.00 in service since %s is worth nothing after its life", (inService) => {
    const assessment = value({ ...TEN_YEARS, inService: day(inService) });
    expect(sums(assessment)).toEqual([]);
    expect(reasons(assessment)).toEqual(["nothingOwed"]);
  });

  it.each(["2016-05-20", "2014-05-20"])("V2 500.00 in service since %s is worth 50.00 with a floor of 10 %", (inService) => {
    expect(sums(value({ ...TEN_YEARS, inService: day(inService) }, FLOOR))).toEqual(["diminution 50.00"]);
  });

  it("V3 one chair at 26 months is 64.90", () => {
    expect(sums(value({}))).toEqual(["diminution 64.90"]);
  });

  it("V3 three chairs at 26 months are 194.70", () => {
    expect(sums(value({}, STRAIGHT_LINE, 3))).toEqual(["diminution 194.70"]);
  });

  it("V4 25 completed months: 65.82", () => {
    expect(sums(value({ inService: day("2024-03-21") }))).toEqual(["diminution 65.82"]);
  });

  it.each([
    ["2023-05-20", "420.00"],
    ["2023-11-20", "450.00"],
  ])("V5 600.00 in service since %s at 10 per cent a year, linear: %s", (inService, expected) => {
    const terms = 'value: { clause: "1", base: replacement price, depreciation: 10 % a year, claims: net }\n';
    expect(sums(value({ replacementPrice: cents(60_000), lifeMonths: null, inService: day(inService) }, terms))).toEqual([
      `diminution ${expected}`,
    ]);
  });

  it("V6 200.00 at 24 months by a table of ages: 120.00", () => {
    const terms = `value:
  clause: "1"
  base: replacement price
  claims: net
  depreciation:
    table:
      - { under: 12 months, share: 100 % }
      - { under: 24 months, share: 80 % }
      - { under: 36 months, share: 60 % }
      - { share: 40 % }
`;
    expect(sums(value({ replacementPrice: cents(20_000), inService: day("2024-05-20") }, terms))).toEqual(["diminution 120.00"]);
  });

  it("V7 a line without a life is refused when the contract is added, by name", () => {
    const parsed = parseContract(CONTRACT, { zone: "Europe/Helsinki", desk: "Tampere" });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { errors } = checkContractAgainstTerms(parsed.value.contract, readTerms(STRAIGHT_LINE), parsed.value.places);
    expect(errors.map(({ code, line }) => [code, line])).toEqual([["no-life", 11]]);
    expect(errors[0]?.values.name).toContain("Juhlapöytä");
  });

  it("X7 gross prices and net claims: 70.92 net, current value 51.71, three chairs 155.13", () => {
    const assessment = assessed({
      terms: STRAIGHT_LINE + CRACK_IS_VALUE,
      contract: { prices: "gross", lines: [chair()] },
      lines: [{ groups: [buildGroup({ count: 3 })] }],
    });
    expect(sums(assessment)).toEqual(["diminution 155.13"]);
    expect(assessment.charges[0]?.trace.map(({ out }) => out)).toEqual([7092, 5171, 5171, 15_513]);
  });
});

const CONTRACT = `number: "2026-0001"
language: en
prices: net
terms: terms.yaml
customer:
  { kind: business, name: Näsijärven Tapahtumat Oy, businessId: 0112038-9, address: { street: Rantatie 1, postalCode: "33100", city: Tampere } }
handOver: 2026-05-15 10:00
due: 2026-05-18 12:00
lines:
  # Neither a life of its own nor a category.
  - product: table-180
    name: Juhlapöytä
    quantity: 10
    dailyRent: 9.00
    replacementPrice: 500.00
    inService: 2024-05-20
`;

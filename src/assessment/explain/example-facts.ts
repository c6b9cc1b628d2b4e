/** Facts of an invented return that shows what one rule does. What they cost is for `assess` to say. */
import type { Contract, ContractLine } from "../../contract/contract.ts";
import type { FindingType, LateRule, Severity, Terms } from "../../contract/terms.ts";
import type { Finding, Group, Inspection, LineFacts, RepairEstimate } from "../../inspection/inspection.ts";
import { dayOf, type Instant, instant, plusDays, plusMinutes } from "../../kernel/dates.ts";
import { cents } from "../../kernel/money.ts";
import type { Facts } from "../assessment.ts";
import { NOTHING_USED } from "../earlier-use.ts";
import { type ExampleGoods, type ExampleWords, exampleLine } from "./example-goods.ts";

const ZONE = "Europe/Helsinki";
/** A Monday at noon in Helsinki, with no holiday in the days after it. */
const DUE = instant("2026-06-01T09:00:00Z");
const HANDED_OVER = instant("2026-05-29T07:00:00Z");

/** What happened to the example's units. */
export type Event =
  | {
      readonly kind: "damaged";
      readonly type: FindingType;
      readonly severity: Severity | null;
      readonly sizeMm: number | null;
      readonly marks: number;
      /** Days out of use; null: nobody has estimated a repair. */
      readonly repairDays: number | null;
      /** Seen on the day after the return, with no notice yet. */
      readonly seenLate: boolean;
    }
  | { readonly kind: "missing" | "dirty" | "nothing" }
  | { readonly kind: "late"; readonly rule: LateRule };

export interface Story {
  readonly goods: ExampleGoods;
  readonly event: Event;
}

/** What the cleaning of an example takes, where it is charged by the hour. */
const CLEANING_HOURS = 1.5;

const PERIOD_MINUTES = { hour: 60, day: 1_440, week: 10_080 } as const;

/** So late that two periods have begun, the grace counted. */
const backAt = ({ event }: Story): Instant =>
  event.kind === "late" ? plusMinutes(DUE, event.rule.graceMinutes + PERIOD_MINUTES[event.rule.period] + 30) : DUE;

/** Three tenths of the price, in whole euros: a repair that pays. */
export const repairOf = (line: ContractLine, days: number, source: string): RepairEstimate => ({
  cost: cents(Math.max(1, Math.round((line.replacementPrice * 3) / 1_000)) * 100),
  days,
  source,
});

function findingOf(event: Extract<Event, { kind: "damaged" }>, line: ContractLine, part: string | null, words: ExampleWords): Finding {
  const seenAt = event.seenLate ? plusMinutes(DUE, PERIOD_MINUTES.day) : DUE;
  return {
    id: "F1",
    type: event.type,
    severity: event.severity,
    marks: event.marks,
    sizeMm: event.sizeMm,
    part,
    incident: "1",
    cause: "customer",
    repair: event.repairDays === null ? null : repairOf(line, event.repairDays, words.estimate),
    note: null,
    photos: [],
    seenBy: "",
    seenAt,
    enteredAt: seenAt,
    late: event.seenLate ? { noticeSentAt: null } : null,
  };
}

function lineFacts({ event, goods }: Story, line: ContractLine, words: ExampleWords): LineFacts {
  const { quantity, part } = goods;
  const lost = event.kind === "missing" ? quantity : 0;
  const groups: readonly Group[] =
    event.kind === "damaged" ? [{ id: "G1", count: quantity, findings: [findingOf(event, line, part, words)] }] : [];
  const damaged = groups.length > 0 ? quantity : 0;
  const whole = part === null ? lost : 0;
  return {
    position: 1,
    ok: quantity - damaged - whole,
    damaged,
    missing: whole,
    stillOut: 0,
    found: 0,
    dirty: event.kind === "dirty" ? quantity : 0,
    cleaningHours: CLEANING_HOURS,
    counted: null,
    groups,
    missingParts: part !== null && lost > 0 ? { [part]: lost } : {},
    note: null,
    photos: [],
    withoutCharge: false,
  };
}

const walk = (kind: Inspection["kind"], cameBackAt: Instant, line: LineFacts): Inspection => ({
  id: kind === "handover" ? "R-0" : "R-1",
  contract: "0",
  kind,
  load: kind === "handover" ? 0 : 1,
  cameBackAt,
  startedAt: cameBackAt,
  finishedAt: cameBackAt,
  by: [],
  signedCopy: "verified",
  lines: [line],
  answer: { all: "agrees", words: null, exceptions: [] },
  acknowledgement: null,
  settled: [],
  amendments: [],
});

/** Prices stand as the firm claims them, so that no step has to add VAT or take it off. */
const contractOf = (terms: Terms, line: ContractLine, waiver: string | null, seenLate: boolean): Contract => ({
  number: "0",
  customer: {
    name: "",
    kind: seenLate ? "business" : "consumer",
    contact: null,
    address: { street: "", postalCode: "", city: "", country: "FI" },
    phone: null,
    email: null,
    businessId: null,
    vatId: null,
    iban: null,
    eInvoice: null,
  },
  language: "fi",
  desk: "",
  zone: ZONE,
  handOver: HANDED_OVER,
  due: DUE,
  extensions: [],
  deposit: null,
  waiver,
  prices: terms.value?.claims ?? "net",
  lines: [line],
  terms: { name: terms.name, version: terms.version, sha256: "" },
});

/** @param waiver the chosen waiver's id. */
export function exampleFacts(terms: Terms, story: Story, words: ExampleWords, waiver: string | null = null): Facts {
  const back = backAt(story);
  const line = exampleLine(terms, story.goods, words, dayOf(back, ZONE));
  const handedOver = lineFacts({ goods: story.goods, event: { kind: "nothing" } }, line, words);
  const seenLate = story.event.kind === "damaged" && story.event.seenLate;
  return {
    contract: contractOf(terms, line, waiver, seenLate),
    terms,
    baseline: walk("handover", HANDED_OVER, handedOver),
    inspection: walk("return", back, lineFacts(story, line, words)),
    earlierLoads: [],
    laterLoads: [],
    releases: [],
    concessions: [],
    earlier: NOTHING_USED,
    calendar: { holidays: new Set() },
    today: seenLate ? dayOf(back, ZONE) : plusDays(dayOf(back, ZONE), 400),
    include: "all",
    billed: [],
  };
}

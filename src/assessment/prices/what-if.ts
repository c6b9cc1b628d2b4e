/** Facts of a return in which one thing happened to one piece, on the due day: what the price page asks `assess` about. */
import { type Contract, effectiveDue } from "../../contract/contract.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Finding, Inspection, LineFacts } from "../../inspection/inspection.ts";
import { type Day, dayOf, type Instant, plusDays, plusMinutes } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import { assess } from "../assess.ts";
import type { Assessment } from "../assessment.ts";
import { NOTHING_USED } from "../earlier-use.ts";

/** What happened to the piece; what is not said did not. */
export interface Happening {
  readonly finding?: Pick<Finding, "type" | "severity" | "sizeMm" | "part"> & {
    readonly repair: { readonly cost: Cents; readonly days: number };
  };
  readonly missing?: boolean;
  readonly missingPart?: string;
  readonly dirty?: boolean;
  readonly late?: boolean;
}

/**
 * The terms as they price a single piece: what looks at the whole return (a smallest sum, caps of lines and contracts), and how many marks
 * or minutes are forgiven first, is told beside the prices instead.
 */
export const termsOfOnePiece = (terms: Terms): Terms => ({
  ...terms,
  wear: terms.wear.filter(({ upToMarks }) => upToMarks === null),
  late: terms.late.map((rule) => ({ ...rule, graceMinutes: 0, graceDeducted: false, closedDays: "counted" })),
  caps: terms.caps.filter(({ per }) => per === "unit"),
  smallestSum: null,
});

/** The contract with its waiver where that is reckoned for each piece. */
export function contractOfOnePiece(contract: Contract, terms: Terms): Contract {
  const waiver = terms.waivers.find(({ id }) => id === contract.waiver);
  return waiver?.per === "item" ? contract : { ...contract, waiver: null };
}

const inspectionOf = (contract: Contract, kind: Inspection["kind"], at: Instant, lines: readonly LineFacts[]): Inspection => ({
  id: "R-0",
  contract: contract.number,
  kind,
  load: kind === "handover" ? 0 : 1,
  cameBackAt: at,
  startedAt: at,
  finishedAt: at,
  by: [],
  signedCopy: "verified",
  lines,
  answer: null,
  acknowledgement: null,
  settled: [],
  amendments: [],
});

const findingOf = (of: NonNullable<Happening["finding"]>, at: Instant): Finding => ({
  id: "F1",
  type: of.type,
  severity: of.severity,
  marks: 1,
  sizeMm: of.sizeMm,
  part: of.part,
  incident: null,
  cause: "unknown",
  repair: { ...of.repair, source: "" },
  note: null,
  photos: [],
  seenBy: "",
  seenAt: at,
  enteredAt: at,
  late: null,
});

function lineFacts(position: number, happened: Happening, at: Instant): LineFacts {
  const damaged = happened.finding ? 1 : 0;
  const missing = happened.missing ? 1 : 0;
  return {
    position,
    ok: 1 - damaged - missing,
    damaged,
    missing,
    stillOut: 0,
    found: 0,
    dirty: happened.dirty ? 1 : 0,
    cleaningHours: 1,
    counted: null,
    groups: happened.finding ? [{ id: "G1", count: 1, findings: [findingOf(happened.finding, at)] }] : [],
    missingParts: happened.missingPart === undefined ? {} : { [happened.missingPart]: 1 },
    note: null,
    photos: [],
    withoutCharge: false,
  };
}

/** The day on which no loss waits any longer. */
function afterWaiting(terms: Terms, back: Day): Day {
  return plusDays(back, Math.max(0, ...terms.missing.map(({ waitingDays }) => waitingDays)) + 1);
}

/** @param contract,terms as {@link contractOfOnePiece} and {@link termsOfOnePiece} make them. */
export function assessWhatIf(contract: Contract, terms: Terms, position: number, happened: Happening): Assessment {
  const due = effectiveDue(contract);
  const back = happened.late ? plusMinutes(due, 1) : due;
  return assess({
    contract,
    terms,
    baseline: inspectionOf(contract, "handover", contract.handOver, []),
    inspection: inspectionOf(contract, "return", back, [lineFacts(position, happened, back)]),
    earlierLoads: [],
    laterLoads: [],
    releases: [],
    concessions: [],
    earlier: NOTHING_USED,
    calendar: { holidays: new Set() },
    today: afterWaiting(terms, dayOf(back, contract.zone)),
    include: "all",
    billed: [],
  });
}

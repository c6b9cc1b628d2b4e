/** Says how waivers, caps and VAT see a charge. */
import type { ContractLine } from "../contract/contract.ts";
import type { ChargeFamily, ChargeKind } from "../contract/terms.ts";
import { isCovered } from "./adjustments/waiver-share.ts";
import type { Context } from "./context.ts";
import type { Basis } from "./draft.ts";
import { vatTreatment } from "./vat-treatment.ts";

const FAMILIES: Readonly<Record<ChargeKind, ChargeFamily>> = {
  repair: "damage",
  diminution: "damage",
  lost: "missing",
  lossOfUse: "lossOfUse",
  late: "late",
  cleaning: "dirty",
  consumables: "extras",
  handling: "extras",
  delivery: "extras",
  labour: "extras",
};

interface Cited {
  readonly id: string;
  readonly clause: string;
}

type Details = Partial<Pick<Basis, "findings" | "types" | "incident" | "extra">>;

/** @param line null for charges of the whole return. */
export function basisOf(context: Context, kind: ChargeKind, rule: Cited, line: ContractLine | null, details: Details = {}): Basis {
  const family = FAMILIES[kind];
  const { findings = [], types = [], incident = null, extra = null } = details;
  return {
    kind,
    family,
    rule: rule.id,
    clause: rule.clause,
    vat: vatTreatment(context, kind, extra?.callers),
    findings,
    types,
    incident,
    extra,
    covered: isCovered(context.waiver, { family, types, extra }, line),
  };
}

/** The same for several findings at once. */
export const basisFor = (
  { kind, family, rule, clause, vat, incident, extra, covered }: Basis,
  findings: Basis["findings"],
  types: Basis["types"],
): Basis => ({ kind, family, rule, clause, vat, findings, types, incident, extra, covered });

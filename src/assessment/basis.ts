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
  const basis: Basis = {
    kind,
    family: FAMILIES[kind],
    rule: rule.id,
    clause: rule.clause,
    vat: vatTreatment(context, kind, details.extra?.callers),
    findings: details.findings ?? [],
    types: details.types ?? [],
    incident: details.incident ?? null,
    extra: details.extra ?? null,
    covered: false,
  };
  return isCovered(context.waiver, basis, line) ? { ...basis, covered: true } : basis;
}

/** Rules that each stand by themselves and yet disagree: a deductible and its cap, a charge and its tax. */
import type { Cents } from "../../kernel/money.ts";
import type { CapRule, ChargeKind, Terms, Waiver, WaiverShare } from "../terms.ts";
import { followsItsCause, USUAL_VAT_TREATMENT } from "../usual-vat-treatment.ts";
import { meet, type TermsCheck } from "./report.ts";

export const checkAgreement: TermsCheck = (terms, report) => {
  for (const [index, waiver] of terms.waivers.entries()) {
    const cap = capBelow(terms, waiver);
    if (cap !== null) report.warning(["waivers", index, "pays"], "deductible-above-cap", { waiver: waiver.id, cap: cap.id });
  }
  for (const [name, { treatment }] of Object.entries(terms.vat)) {
    const kind = name as ChargeKind;
    const usual = followsItsCause(kind) ? null : USUAL_VAT_TREATMENT[kind];
    if (usual === "O" && treatment !== "O") report.warning(["vat", kind, "treatment"], "vat-on-compensation", { kind });
    if (usual === "S" && treatment === "O") report.warning(["vat", kind, "treatment"], "service-without-vat", { kind });
  }
};

function sumsOf(pays: WaiverShare): readonly Cents[] {
  if (pays.kind === "share") return [];
  return pays.kind === "bands" ? pays.bands.flatMap((band) => sumsOf(band.pays)) : [pays.amount];
}

/** A waiver by item meets every cap; one that counts more than an item meets the caps of lines and contract. */
const meets = (cap: CapRule, waiver: Waiver): boolean =>
  meet(cap.families, waiver.covers) && (waiver.per === "item" || cap.per === "contract");

/** The cap that is reached before the customer's own part is; null when there is none. */
function capBelow({ caps }: Terms, waiver: Waiver): CapRule | null {
  const largest = Math.max(0, ...sumsOf(waiver.pays));
  return caps.find((cap) => meets(cap, waiver) && cap.amount < largest) ?? null;
}

import type { ChargeKind, VatTreatment } from "./terms.ts";

/** Kinds of charge that follow what called for them: part of the harm where something is damaged or missing, else a service. */
type Following = "handling" | "delivery" | "labour";

/**
 * What applies where the terms say nothing: consideration for continued use or a service carries VAT (S), compensation for harm is outside its scope
 * (O). Source: CJEU C-277/05, C-295/17.
 */
export const USUAL_VAT_TREATMENT: Readonly<Record<Exclude<ChargeKind, Following>, VatTreatment>> = {
  repair: "O",
  diminution: "O",
  lost: "O",
  lossOfUse: "O",
  late: "S",
  cleaning: "S",
  consumables: "S",
};

/** Whether the treatment follows what called for the charge. */
export const followsItsCause = (kind: ChargeKind): kind is Following => !Object.hasOwn(USUAL_VAT_TREATMENT, kind);

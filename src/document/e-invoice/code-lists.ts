/** Codes that the formats share. */

/** UN/ECE Recommendation 20: one. What is counted (pieces, hours, returns) the line's words say. */
export const ONE = "C62";
/** UNTDID 4461: SEPA credit transfer. */
export const SEPA_TRANSFER = "58";
/** UNTDID 5189: discount. */
export const DISCOUNT = "95";

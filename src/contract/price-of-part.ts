/** What a rule's price says of a part that has no price of its own. */
import type { Price } from "./terms.ts";

/**
 * Whether a price is that of the whole unit: a rule that does not name the part says nothing of the part then, and a lid would be charged as
 * an urn. A fixed sum, or the part's repair, can stand for a part as well.
 */
export const isOfWholeUnit = ({ kind }: Price): boolean => kind !== "fixed" && kind !== "repair";

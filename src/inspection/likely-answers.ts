/** What was found most often before: the answer that is offered first, never given by itself. */
import type { ContractLine } from "../contract/contract.ts";
import { FINDING_TYPES, type FindingType, SEVERITIES, type Severity } from "../contract/terms.ts";

/** A finding of an earlier return of this desk. */
export interface PastFinding {
  readonly product: string;
  readonly category: string | null;
  readonly type: FindingType;
  readonly severity: Severity | null;
}

/** Among equals the one that stands first in the fixed order; null where there is none. */
function mostOften<T>(values: readonly T[], order: readonly T[]): T | null {
  const counts = order.map((one) => values.filter((value) => value === one).length);
  const most = Math.max(...counts);
  return most === 0 ? null : (order[counts.indexOf(most)] as T);
}

type Goods = Pick<ContractLine, "product" | "category">;

/** Of the product itself, or else of its category. */
function likely<T>(past: readonly PastFinding[], goods: Goods, order: readonly T[], read: (one: PastFinding) => T | null): T | null {
  const said = (among: readonly PastFinding[]): readonly T[] => among.flatMap((one) => read(one) ?? []);
  const ofProduct = mostOften(said(past.filter(({ product }) => product === goods.product)), order);
  if (ofProduct !== null || goods.category === null) return ofProduct;
  return mostOften(said(past.filter(({ category }) => category === goods.category)), order);
}

export const likelyType = (past: readonly PastFinding[], goods: Goods): FindingType | null =>
  likely(past, goods, FINDING_TYPES, ({ type }) => type);

export const likelySeverity = (past: readonly PastFinding[], goods: Goods, type: FindingType): Severity | null =>
  likely(past, goods, SEVERITIES, (one) => (one.type === type ? one.severity : null));

/** Findings are numbered through the contract: `F1` at the hand-over, `F2` in its first load. */
import type { Walk } from "./fold.ts";

/** The next free number at each call. A withdrawn finding's number may be given again: it stands nowhere any more. */
export function findingNumbers(walk: Walk): () => string {
  const used = [...walk.earlier, walk.inspection]
    .flatMap((inspection) => inspection.lines.flatMap((line) => line.groups.flatMap((group) => group.findings)))
    .map((finding) => Number(finding.id.slice(1)));
  let last = Math.max(0, walk.lastFindingAfter ?? 0, ...used.filter(Number.isInteger));
  return () => {
    last += 1;
    return `F${last}`;
  };
}

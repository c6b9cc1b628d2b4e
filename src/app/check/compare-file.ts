/** A file that is not byte for byte what was issued, beside what was: its words, how its pages look, and the value inside it. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { UserError } from "../../kernel/errors.ts";
import type { Budget } from "../../media/budget.ts";
import { type ComparedLooks, compareLooks } from "../../media/compare-looks.ts";
import { type HeldPdf, readHeldPdf } from "../../media/read-held-pdf.ts";
import type { Desk } from "../ports.ts";
import { type Difference, type Point, point } from "./checked.ts";
import type { Claim } from "./claim.ts";
import { differingLines, differingMembers } from "./differences.ts";
import type { Held } from "./find-held.ts";

export interface GivenPdf {
  readonly bytes: Uint8Array;
  readonly read: HeldPdf;
}

/** A record is handed out anew when it was amended; the file may be any of these. */
const MOST_COMPARED = 5;

const linesOf = ({ texts }: HeldPdf): readonly string[] => texts.flat();

/** Words first: of several, the one with the fewest differing lines is meant. */
export async function compareFile(desk: Desk, given: GivenPdf, { document, files }: Held, budget: Budget): Promise<readonly Point[]> {
  const values = { name: document.name, day: document.on };
  const archive = await desk.archive();
  let nearest: { readonly bytes: Uint8Array; readonly differences: readonly Difference[] } | null = null;
  for (const sha256 of files.slice(0, MOST_COMPARED)) {
    const stored = await archive.read(sha256).catch(lostIsNull);
    if (stored === null) return [point("file.lost", "failed", values)];
    const differences = differingLines(linesOf(await readHeldPdf(stored, budget)), linesOf(given.read));
    if (nearest === null || differences.length < nearest.differences.length) nearest = { bytes: stored, differences };
  }
  if (nearest === null) return [point("file.neverRendered", "open", values)];
  return [judge(nearest.differences, await compareLooks(nearest.bytes, given.bytes, budget), values)];
}

/** What a person sees decides: a program that saves a file anew may garble what other programs read in it. */
function judge(differences: readonly Difference[], { different, compared, pages }: ComparedLooks, values: Point["values"]): Point {
  const sameWords = differences.length === 0;
  const sameLooks = different.length === 0 && pages.one === pages.other;
  if (!sameWords && !(sameLooks && compared === pages.one)) {
    return point("file.altered", "failed", { ...values, count: differences.length }, differences);
  }
  if (different.length > 0) return point("file.drawnOver", "failed", { ...values, pages: different.join(", "), count: different.length });
  if (compared < pages.one) return point("file.notAllCompared", "open", { ...values, pages: compared });
  return point(sameWords ? "file.savedAnew" : "file.garbled", "proved", values);
}

const lostIsNull = (error: unknown): null => {
  if (error instanceof UserError && error.code === "archive-copy-damaged") return null;
  throw error;
};

/** The value inside the file beside the one in the books. @param same the file is byte for byte what was issued. */
export function compareValue(held: Held, { value }: Claim, same: boolean): readonly Point[] {
  if (value === null || (held.kind !== "billing" && held.kind !== "creditNote")) return [];
  const frozen = held.kind === "billing" ? held.issued.billing : held.issued.note;
  if (hashOf(value) === held.issued.sha256) return [];
  const values = { name: held.document.name };
  const differences = differingMembers(frozen, value);
  return [same ? point("books.differ", "failed", values, differences) : point("value.altered", "failed", values, differences)];
}

function hashOf(value: unknown): string | null {
  try {
    return createHash("sha256").update(canonicalJson(value)).digest("hex");
  } catch {
    return null;
  }
}

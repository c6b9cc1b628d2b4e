/** A file that is not byte for byte what was issued, beside what was: its words, how its pages look, and the value inside it. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { UserError } from "../../kernel/errors.ts";
import type { Budget } from "../../media/budget.ts";
import { type ComparedLooks, compareLooks } from "../../media/compare-looks.ts";
import { type HeldPdf, readHeldPdf } from "../../media/read-held-pdf.ts";
import type { Desk } from "../ports.ts";
import { type Difference, type Point, point } from "./checked.ts";
import { type Claim, carriesOurs } from "./claim.ts";
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
  return judge(nearest.differences, await compareLooks(nearest.bytes, given.bytes, budget), values);
}

/** What a person sees decides: a program that saves a file anew may garble what other programs read in it. */
function judge(differences: readonly Difference[], looks: ComparedLooks, values: Point["values"]): readonly Point[] {
  const { different, redrawn, compared, pages } = looks;
  const others = pages.one === pages.other ? [] : [point("file.pages", "failed", { ...values, issued: pages.one, here: pages.other })];
  const sameWords = differences.length === 0;
  const sameLooks = others.length === 0 && compared === pages.one && different.length === 0 && redrawn.length === 0;
  if (sameLooks) return [point(sameWords ? "file.savedAnew" : "file.garbled", "proved", values)];
  const onlySigns = others.length === 0 && different.length === 0 && differences.every(isGarbled);
  if (!sameWords && !onlySigns) return [...others, point("file.altered", "failed", { ...values, count: differences.length }, differences)];
  if (different.length > 0)
    return [...others, point("file.drawnOver", "failed", { ...values, pages: different.join(", "), count: different.length })];
  if (others.length > 0) return others;
  if (compared < pages.one) return [point("file.notAllCompared", "open", { ...values, pages: compared })];
  return [point("file.redrawn", "open", { ...values, signs: differences.length }, differences)];
}

/** Of what a redrawn page says, a program that saves files may have mistaken signs that no old code page has, such as a minus. Letters and figures it may not. */
function isGarbled({ issued, here }: Difference): boolean {
  const [was, is] = [bareSigns(issued), bareSigns(here)];
  return was.length === is.length && was.every((sign, at) => sign === is[at] || /^[^\p{L}\p{N}\p{ASCII}]$/u.test(sign));
}

const bareSigns = (line: string | null): readonly string[] => [...(line ?? "").replace(/\s/gu, "")];

const lostIsNull = (error: unknown): null => {
  if (error instanceof UserError && error.code === "archive-copy-damaged") return null;
  throw error;
};

/** What is inside a file that was saved anew, where it says nothing: gone, as some programs drop it, or no longer to be read. */
export function aboutInside(held: Held, { kind }: Claim, { read }: GivenPdf): readonly Point[] {
  if (kind !== "unknown" || held.kind === "reminder" || held.kind === "signedCopy") return [];
  const values = { name: held.document.name };
  return [carriesOurs(read.attachments) ? point("value.unreadable", "failed", values) : point("value.gone", "note", values)];
}

/** The value inside the file beside the one in the books. @param same the file is byte for byte what was issued. */
export function compareValue(held: Held, { value }: Claim, same: boolean): readonly Point[] {
  if (value === null || (held.kind !== "billing" && held.kind !== "creditNote")) return [];
  const frozen = held.kind === "billing" ? held.issued.billing : held.issued.note;
  const values = { name: held.document.name };
  if (hashOf(value) === held.issued.sha256) return same ? [] : [point("value.agrees", "proved", values)];
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

/**
 * Takes a document that somebody holds and says what the books prove of it: whether it is what was issued, whether the record behind it
 * is unchanged, whether the sums still follow from it, and whether the journal is the one that it names. Changes nothing.
 */
import { createHash } from "node:crypto";
import { paymentOf } from "../invoice/payment.ts";
import { readPaymentCode } from "../invoice/read-payment-code.ts";
import type { Witness } from "../invoice/witness.ts";
import { UserError } from "../kernel/errors.ts";
import { type Budget, startBudget } from "../media/budget.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import { readPaymentCodes } from "../media/payment-codes.ts";
import { readHeldPdf } from "../media/read-held-pdf.ts";
import { describeOther, sniffFormat } from "../media/sniff-format.ts";
import { swellsBeyondMeasure } from "../media/swells-beyond-measure.ts";
import { checkCredit, checkRows, checkSums, checkWitness } from "./check/check-books.ts";
import { type Checked, judged, type Point, point } from "./check/checked.ts";
import { type Claim, claimInside, claimInWords } from "./check/claim.ts";
import { aboutInside, compareFile, compareValue, type GivenPdf } from "./check/compare-file.ts";
import { type AlteredBooks, type Held, heldByBytes, heldByClaim, heldByReference } from "./check/find-held.ts";
import { checkLetGo } from "./check/let-go.ts";
import type { Desk, Repositories } from "./ports.ts";

/** A letter of ours with photos has a tenth of it. */
export const LARGEST_CHECKED = 50_000_000;
const MILLISECONDS = 20_000;

export interface GivenFile {
  /** Without its folders; for messages alone. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What of a file could be read. */
interface Reading {
  /** Null for a picture. */
  readonly pdf: GivenPdf | null;
  readonly claim: Claim;
  /** The texts of payment codes; looked for only where there are no words. */
  readonly codes: readonly string[];
}

/** @throws UserError `check-empty`, `check-other-format`, `check-encrypted`, `check-damaged`, `check-swells`, and those of `decodePicture`. */
export async function checkDocument(desk: Desk, file: GivenFile): Promise<Checked> {
  const budget = startBudget(MILLISECONDS);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const store = await desk.store();
  const same = await store.read((repositories) => heldByBytes(desk, repositories, sha256));
  const reading = await readGiven(file, budget);
  const found = same ?? (await store.read((repositories) => heldAs(desk, repositories, reading)));
  if (found === null) return judged(null, await store.read((repositories) => unknown(desk, repositories, reading)));
  if (found.kind === "altered") return judged(null, [point("books.altered", "failed")]);
  const points = [
    ...(same ? [sameBytes(found)] : await aboutFile(desk, found, reading, budget)),
    ...compareValue(found, reading.claim, same !== null),
    ...(await store.read((repositories) => aboutBooks(desk, repositories, found, reading.claim.witness))),
    ...(await store.read((repositories) => checkRows(repositories, found.document.contract))),
  ];
  return judged(found.document, points);
}

async function readGiven({ name, bytes }: GivenFile, budget: Budget): Promise<Reading> {
  if (bytes.length === 0) throw new UserError("check-empty", { name });
  const format = sniffFormat(bytes);
  if (format === null) throw new UserError("check-other-format", { name, seems: describeOther(bytes) ?? "unknown" });
  if (format === "pdf" && swellsBeyondMeasure(bytes)) throw new UserError("check-swells", { name });
  try {
    const read = format === "pdf" ? await readHeldPdf(bytes, budget) : null;
    const claim = read === null ? claimInWords([]) : (claimInside(read.attachments) ?? claimInWords(read.texts));
    const hasWords = read !== null && read.texts.flat().length > 0;
    return { pdf: read && { bytes, read }, claim, codes: hasWords ? [] : await readPaymentCodes(bytes, format, budget) };
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    throw new UserError(error.reason === "encrypted" ? "check-encrypted" : "check-damaged", { name });
  }
}

const heldAs = async (desk: Desk, repositories: Repositories, { claim, codes }: Reading): Promise<Held | AlteredBooks | null> => {
  const named = await heldByClaim(desk, repositories, claim);
  // Numbers are every firm's own: L-2026-0001 is issued by many.
  if (named && !isOtherFirms(desk, named, claim)) return named;
  for (const text of codes) {
    const asked = readPaymentCode(text);
    const held = asked && (await heldByReference(repositories, asked.reference));
    if (held) return held;
  }
  return null;
};

function isOtherFirms({ settings }: Desk, held: Held | AlteredBooks, { firm }: Claim): boolean {
  // What was issued under a business id that was ours then is ours.
  const then = held.kind === "billing" ? held.issued.billing.firm.businessId : null;
  return firm !== null && firm.businessId !== settings.firm.businessId && firm.businessId !== then;
}

/** Nothing in the books is what the file says: another firm's, one that was let go, that was never issued here, or no document of this kind. */
async function unknown(desk: Desk, repositories: Repositories, { claim, codes, pdf }: Reading): Promise<readonly Point[]> {
  const { firm } = desk.settings;
  if (claim.firm !== null && claim.firm.businessId !== firm.businessId) {
    const { name, businessId } = claim.firm;
    return [point("identity.otherFirm", "failed", { name, id: businessId, own: firm.name })];
  }
  const letGo = await checkLetGo(desk, repositories, claim, claimInWords(pdf?.read.texts ?? []).names);
  if (letGo !== null) return letGo;
  if (claim.kind !== "unknown") return [point("identity.notIssued", "failed", { name: claim.names.join(" "), own: firm.name })];
  if (codes.some((text) => readPaymentCode(text) !== null)) return [point("identity.codeUnknown", "failed", { own: firm.name })];
  return [point("identity.nothingNamed", "failed", { own: firm.name })];
}

const sameBytes = ({ kind, document }: Held): Point =>
  point(`file.same.${kind}`, "proved", { name: document.name, contract: document.contract, day: document.on });

async function aboutFile(desk: Desk, held: Held, { pdf, claim, codes }: Reading, budget: Budget): Promise<readonly Point[]> {
  if (pdf && pdf.read.texts.flat().length > 0) return [...(await compareFile(desk, pdf, held, budget)), ...aboutInside(held, claim, pdf)];
  return [point("file.picture", "open", { name: held.document.name, day: held.document.on }), ...aboutCodes(held, codes)];
}

/** A picture's payment code beside what was issued. */
function aboutCodes(held: Held, codes: readonly string[]): readonly Point[] {
  const payment = held.kind === "billing" ? paymentOf(held.issued.billing) : null;
  if (payment === null) return [];
  const asked = codes.flatMap((text) => readPaymentCode(text) ?? []);
  const other = asked.find(({ reference, amount }) => reference !== payment.reference || amount !== payment.amount);
  if (asked.length === 0) return [];
  const values = { reference: payment.reference, cents: payment.amount };
  if (other) return [point("code.differs", "failed", { ...values, otherReference: other.reference, otherCents: other.amount })];
  return [point("code.agrees", "proved", values)];
}

/** @param carried what the file itself names; else what was issued names, which the file then cannot bear witness to. */
async function aboutBooks(desk: Desk, repositories: Repositories, held: Held, carried: Witness | null): Promise<readonly Point[]> {
  switch (held.kind) {
    case "billing": {
      const { issued } = held;
      const witness = carried ?? issued.billing.witness ?? null;
      const notes = await repositories.creditNotes.ofBilling(issued.id);
      return [
        ...(await checkWitness(desk, repositories, witness)),
        await checkSums(desk, repositories, issued),
        ...notes.map(({ note }) => point("credited", "note", { number: note.number, day: note.issuedOn, cents: note.total })),
      ];
    }
    case "creditNote": {
      const { issued } = held;
      const witness = carried ?? issued.note.witness ?? null;
      return [...(await checkWitness(desk, repositories, witness)), await checkCredit(repositories, issued)];
    }
    case "reminder": {
      const witness = held.billing.billing.witness ?? null;
      return [...(await checkWitness(desk, repositories, witness)), await checkSums(desk, repositories, held.billing)];
    }
    case "record":
      return checkWitness(desk, repositories, carried);
    case "signedCopy":
      return [];
  }
}

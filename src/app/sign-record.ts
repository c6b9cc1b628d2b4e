/** The record read and signed on a phone: the text to read, what is kept of the signing, and how it is found again. */
import { createHash } from "node:crypto";
import type { SignedText } from "../document/record/record.ts";
import { recordText, type TextLine } from "../document/record/record-text.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import type { Walk } from "../inspection/fold.ts";
import type { Inspection, Signed } from "../inspection/inspection.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import { inspectionMeant } from "./load-walk.ts";
import type { Desk } from "./ports.ts";
import { sinceHandoverSoFar } from "./since-handover-so-far.ts";

/** What the customer is given to read, as the record stands now. @param messages the customers' texts in the language. */
export function textToRead(walk: Walk, messages: Messages, language: Language): readonly TextLine[] {
  const { contract, inspection, earlier } = walk;
  const baseline = earlier.find(({ kind }) => kind === "handover") ?? null;
  return recordText({ contract, inspection, baseline, since: sinceHandoverSoFar(walk) }, messages, language);
}

/** As hashes of texts are told apart. */
export const hashOfText = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A signing as it came from the phone. */
export interface GivenSignature {
  readonly name: string;
  readonly at: Instant;
  readonly language: Language;
  /** The very bytes of the text that was shown. */
  readonly text: Uint8Array;
  /** What was drawn, as SVG; null where the name was typed. */
  readonly drawing: Uint8Array | null;
}

/** Archives text and drawing, both copies each. @returns what the walk records of them. */
export async function keepSignature(desk: Desk, { name, at, language, text, drawing }: GivenSignature): Promise<Signed> {
  const archive = await desk.archive();
  const { sha256 } = await archive.put(text);
  const signature = drawing === null ? null : (await archive.put(drawing)).sha256;
  return { kind: "signed", name, at, text: { sha256, language }, signature };
}

/** Every signing that is stored of a walk, in order, also those that an amendment took the place of. */
export const signedIn = (entries: readonly WalkEntry[]): readonly Signed[] =>
  entries.flatMap(({ event }) => (event.type === "acknowledged" && event.acknowledgement.kind === "signed" ? [event.acknowledgement] : []));

/** A text that was signed, with its signing. */
export interface ReadSigning {
  readonly signing: Signed;
  readonly text: string;
}

/** What was signed of an inspection, in order. @throws UserError `inspection-unknown`, `archive-copy-damaged`. */
export async function showSigned(desk: Desk, id: string): Promise<readonly ReadSigning[]> {
  const store = await desk.store();
  const entries = await store.read(async (repositories) => repositories.inspections.entries((await inspectionMeant(repositories, id)).id));
  const archive = await desk.archive();
  const read = async (signing: Signed): Promise<ReadSigning> => ({
    signing,
    text: Buffer.from(await archive.read(signing.text.sha256)).toString("utf8"),
  });
  return Promise.all(signedIn(entries).map(read));
}

/** What the record shows of the signing; null without one. A drawing that the archive lost is left out: the text says that there was one. @throws UserError `archive-copy-damaged` when the text is lost. */
export async function loadSigned(desk: Desk, inspection: Inspection): Promise<SignedText | null> {
  const { acknowledgement } = inspection;
  if (acknowledgement?.kind !== "signed") return null;
  const text = await (await desk.archive()).read(acknowledgement.text.sha256);
  return { text, picture: acknowledgement.signature === null ? null : await drawn(desk, acknowledgement.signature) };
}

async function drawn(desk: Desk, sha256: string): Promise<Uint8Array | null> {
  const { drawSignature } = await import("../media/signature.ts");
  try {
    return await drawSignature(await (await desk.archive()).read(sha256));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return null;
  }
}

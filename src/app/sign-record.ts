/** The record as the customer reads it: the text, what is kept of it with the word on it, and how both are found again. */
import { createHash } from "node:crypto";
import type { SignedText } from "../document/record/record.ts";
import { recordText, type TextLine, textBytes } from "../document/record/record-text.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import type { Walk } from "../inspection/fold.ts";
import type { Acknowledgement, Inspection, ShownText, Signed } from "../inspection/inspection.ts";
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

/** A text as it was shown: its very bytes. */
export interface GivenText {
  readonly language: Language;
  readonly text: Uint8Array;
}

/** A signing as it came from the phone. */
export interface GivenSignature extends GivenText {
  readonly name: string;
  readonly at: Instant;
  /** What was drawn, as SVG; null where the name was typed. */
  readonly drawing: Uint8Array | null;
}

/** Archives a text that was shown, whatever was said to it. */
export async function keepText(desk: Desk, { language, text }: GivenText): Promise<ShownText> {
  const { sha256 } = await (await desk.archive()).put(text);
  return { sha256, language };
}

/** The record as it stands, in the contract's language: what is read back at the desk. @param messages the customers' texts in it. */
export function textReadBack(walk: Walk, messages: Messages): GivenText {
  const { language } = walk.contract;
  return { language, text: textBytes(textToRead(walk, messages, language)) };
}

/** Archives text and drawing, both copies each. @returns what the walk records of them. */
export async function keepSignature(desk: Desk, { name, at, language, text, drawing }: GivenSignature): Promise<Signed> {
  const signature = drawing === null ? null : (await (await desk.archive()).put(drawing)).sha256;
  return { kind: "signed", name, at, text: await keepText(desk, { language, text }), signature };
}

/** A word on the record whose text was kept. */
export type ShownWord = Acknowledgement & { readonly text: ShownText };

const isShown = (word: Acknowledgement): word is ShownWord => "text" in word && word.text !== undefined;

/** Every word on a walk's record whose text was kept, in order, also those that an amendment took the place of. */
export const shownIn = (entries: readonly WalkEntry[]): readonly ShownWord[] =>
  entries.flatMap(({ event }) => (event.type === "acknowledged" && isShown(event.acknowledgement) ? [event.acknowledgement] : []));

/** The hash of a signature; null where there is none. */
export const signatureOf = (word: ShownWord): string | null => (word.kind === "signed" ? word.signature : null);

/** A text that was shown, and what was said to it. */
export interface ReadWord {
  readonly word: ShownWord;
  readonly text: string;
  /** Both copies of the text; the second is null while it is pending. */
  readonly path: string;
  readonly mirrorPath: string | null;
}

/** What was read of an inspection's record, in order. @throws UserError `inspection-unknown`, `archive-copy-damaged`. */
export async function showSigned(desk: Desk, id: string): Promise<readonly ReadWord[]> {
  const store = await desk.store();
  const entries = await store.read(async (repositories) => repositories.inspections.entries((await inspectionMeant(repositories, id)).id));
  const archive = await desk.archive();
  const read = async (word: ShownWord): Promise<ReadWord> => {
    const { path, mirrorPath } = await archive.locate(word.text.sha256);
    return { word, text: Buffer.from(await archive.read(word.text.sha256)).toString("utf8"), path, mirrorPath };
  };
  return Promise.all(shownIn(entries).map(read));
}

/** What the record shows of the text that was read; null without one. A signature that the archive lost is left out: the text says that there was one. @throws UserError `archive-copy-damaged` when the text is lost. */
export async function loadSigned(desk: Desk, inspection: Inspection): Promise<SignedText | null> {
  const { acknowledgement } = inspection;
  if (acknowledgement === null || !isShown(acknowledgement)) return null;
  const text = await (await desk.archive()).read(acknowledgement.text.sha256);
  const signature = signatureOf(acknowledgement);
  return { text, picture: signature === null ? null : await drawn(desk, signature) };
}

async function drawn(desk: Desk, sha256: string): Promise<Uint8Array | null> {
  const { pictureOfSignature } = await import("../media/signature.ts");
  try {
    return await pictureOfSignature(await (await desk.archive()).read(sha256));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return null;
  }
}

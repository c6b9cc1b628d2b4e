/** What a file says of itself: by the values inside it, else by its words. A claim, until the books agree. */
import { z } from "zod";
import type { Witness } from "../../invoice/witness.ts";

export interface Claim {
  readonly kind: "billing" | "creditNote" | "record" | "unknown";
  /** Documents' numbers or a record's id; from words alone everything that might be one. */
  readonly names: readonly string[];
  readonly firm: { readonly name: string; readonly businessId: string } | null;
  readonly witness: Witness | null;
  /** The whole value of a bill or credit note, as it is inside the file. */
  readonly value: unknown;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const shortText = z.string().max(200);
const whole = z.int().min(0);
const witness = z.object({
  record: z.object({ id: z.string().regex(/^R-\d{1,15}$/u), entries: whole, sha256: hash }),
  journal: z.object({ seq: whole, hash }),
});
const firm = z.object({ name: shortText, businessId: shortText });
const VALUES = {
  "billing.json": z.object({
    schemaVersion: z.literal(1),
    inspection: shortText,
    firm,
    documents: z.array(z.object({ number: shortText })).max(2),
    witness: witness.optional(),
  }),
  "credit-note.json": z.object({ schemaVersion: z.literal(1), number: shortText, firm, witness: witness.optional() }),
  "witness.json": z.object({
    schemaVersion: z.literal(1),
    kind: z.enum(["record", "document", "creditNote"]),
    id: shortText,
    firm,
    ...witness.shape,
  }),
} as const;

function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array | undefined): { readonly value: unknown; readonly read: T } | null {
  if (bytes === undefined) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const result = schema.safeParse(value);
    return result.success ? { value, read: result.data } : null;
  } catch {
    return null;
  }
}

type Attachments = readonly { readonly name: string; readonly bytes: Uint8Array }[];

/** Whether a file carries something under a name of ours, be it readable or not. */
export const carriesOurs = (attachments: Attachments): boolean => attachments.some(({ name }) => Object.hasOwn(VALUES, name));

/** Null when the file carries nothing of ours that can be read. */
export function claimInside(attachments: Attachments): Claim | null {
  const bytesOf = (name: string): Uint8Array | undefined => attachments.find((attachment) => attachment.name === name)?.bytes;
  const billing = parsed(VALUES["billing.json"], bytesOf("billing.json"));
  if (billing) {
    const { documents, inspection, firm: of, witness: carried = null } = billing.read;
    const names = documents.length > 0 ? documents.map(({ number }) => number) : [inspection];
    return { kind: "billing", names, firm: of, witness: carried, value: billing.value };
  }
  const note = parsed(VALUES["credit-note.json"], bytesOf("credit-note.json"));
  if (note) {
    const { number, firm: of, witness: carried = null } = note.read;
    return { kind: "creditNote", names: [number], firm: of, witness: carried, value: note.value };
  }
  const statement = parsed(VALUES["witness.json"], bytesOf("witness.json"))?.read;
  if (!statement) return null;
  const { kind, id, firm: of, record, journal } = statement;
  return { kind: kind === "document" ? "billing" : kind, names: [id], firm: of, witness: { record, journal }, value: null };
}

/** No letter of ours has more words that could be a number. */
const MOST_NAMES = 400;
const FOURS = "(?:[0-9a-f]{4} ){15}[0-9a-f]{4}";
const RECORD = new RegExp(`(R-\\d{1,15}), (\\d[\\d\\u00a0 ]{0,8}) \\p{L}+ (${FOURS})`, "u");
const JOURNAL = new RegExp(`(\\d{1,15})(?: \\p{L}+)? (${FOURS})`, "gu");

/** What the visible words say, in any of the languages that we write to customers. */
export function claimInWords(pages: readonly (readonly string[])[]): Claim {
  const text = pages.flat().join(" ").slice(0, 400_000);
  const words = text.match(/[\p{L}\d][\p{L}\d._/-]{2,39}/gu) ?? [];
  const names = [...new Set(words.filter((word) => /\d/u.test(word)).map((word) => word.replace(/[._/-]+$/u, "")))].slice(0, MOST_NAMES);
  return { kind: "unknown", names, firm: null, witness: witnessIn(text), value: null };
}

function witnessIn(text: string): Witness | null {
  const record = RECORD.exec(text);
  const journal = [...text.matchAll(JOURNAL)].find(({ index }) => index > (record?.index ?? 0) + (record?.[0].length ?? 0) - 1);
  if (!record || !journal) return null;
  const entries = Number((record[2] as string).replace(/\D/gu, ""));
  return {
    record: { id: record[1] as string, entries, sha256: (record[3] as string).replaceAll(" ", "") },
    journal: { seq: Number(journal[1]), hash: (journal[2] as string).replaceAll(" ", "") },
  };
}

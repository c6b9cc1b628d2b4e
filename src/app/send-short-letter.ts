/** A short letter is set and archived, and then sent by mail where there is an address and a server: what a stop leaves can be printed. */
import type { Address } from "../contract/contract.ts";
import type { WrittenLetter } from "../document/mail/standing-letter.ts";
import type { Language } from "../kernel/text.ts";
import type { Desk, StoredFile } from "./ports.ts";
import type { CasePost } from "./send-case-letter.ts";
import { todayAt } from "./settlement-account.ts";

export interface ShortPost {
  readonly letter: WrittenLetter;
  readonly language: Language;
  readonly to: { readonly name: string; readonly email: string | null; readonly address: Address | null };
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** The file's name. */
  readonly name: string;
  /** The same for every try, so that a mailbox shows one mail. */
  readonly id: string;
}

/** Each stores what has happened, in a transaction of its own. */
export interface ShortSteps {
  made(pdf: { readonly sha256: string; readonly name: string }): Promise<void>;
  left(): Promise<void>;
}

export interface SentShort {
  readonly pdf: StoredFile;
  readonly mailed: boolean;
}

export async function sendShortLetter(desk: Desk, short: ShortPost, post: CasePost, steps: ShortSteps): Promise<SentShort> {
  const { letter, language, to, facts, name } = short;
  const { renderShortLetter } = await import("../document/render-short-letter.ts");
  const { firm } = desk.settings;
  const value = { title: letter.title, paragraphs: letter.paragraphs, facts, to, firm, language, day: todayAt(desk) };
  const bytes = await renderShortLetter(value, await post.assetsFor(language));
  const archive = await desk.archive();
  const { sha256 } = await archive.put(bytes);
  await steps.made({ sha256, name });
  const mailed = post.byMail && (await mailIt(desk, short, bytes, post));
  if (mailed) await steps.left();
  return { pdf: await archive.locate(sha256), mailed };
}

async function mailIt(desk: Desk, { letter, to, name, id }: ShortPost, bytes: Uint8Array, post: CasePost): Promise<boolean> {
  const { mail, firm } = desk.settings;
  if (!mail || to.email === null) return false;
  const at = desk.clock.now();
  const outgoing = {
    from: { name: firm.name, address: mail.from },
    replyTo: { name: firm.name, address: firm.email },
    to: { name: to.name, address: to.email },
    subject: letter.subject,
    text: letter.text,
    messageId: `${id}.${Date.parse(at)}@${mail.from.split("@")[1]}`,
    at,
    attachment: { name, bytes },
  };
  for (let tried = 0; ; tried += 1) {
    const result = await post.send(outgoing);
    const seconds = mail.retryAfterSeconds[tried];
    if (result.result !== "unsent" || !result.passing || seconds === undefined) return result.result !== "unsent";
    post.beforeWait(result, seconds);
    await post.wait(seconds);
  }
}

/**
 * Brings the words of a case to the customer: by mail where there is an address and the server takes it, else as a letter to print. A
 * mail that is about to leave is on disk first, so that a stop in between shows.
 */
import type { CaseLetter } from "../document/mail/case-mail.ts";
import { UserError } from "../kernel/errors.ts";
import { type CaseLetterKind, type CaseWithSteps, caseName, type LetterWay } from "../people/case.ts";
import { enterStep } from "./case-steps.ts";
import { type CaseCustomer, customerOf, findOpenCase } from "./find-case.ts";
import type { MailResult } from "./ports/deliveries.ts";
import type { Desk, StoredFile } from "./ports.ts";
import type { AssetsFor } from "./render-billing.ts";
import type { Post } from "./send-letter.ts";
import { todayAt } from "./settlement-account.ts";

export interface SentCaseLetter {
  readonly way: LetterWay;
  readonly to: string | null;
  /** The letter to print; null where a mail left. */
  readonly file: StoredFile | null;
  /** Why no mail left though there is an address; null otherwise. */
  readonly failure: MailResult | null;
  /** False: the line broke when the whole mail was out. */
  readonly sure: boolean;
}

export interface CasePost extends Post {
  readonly assetsFor: AssetsFor;
  /** False: a letter, whatever address there is. */
  readonly byMail: boolean;
}

const DONE = { acknowledgement: "acknowledged", reply: "replied" } as const;

/** @throws UserError `case-unknown`, `case-closed`. */
export async function sendCaseLetter(
  desk: Desk,
  id: number,
  kind: CaseLetterKind,
  letter: CaseLetter,
  post: CasePost,
): Promise<SentCaseLetter> {
  const { of, customer } = await (await desk.store()).read(async (repositories) => {
    const found = await findOpenCase(repositories, caseName(id));
    return { of: found, customer: await customerOf(repositories, found) };
  });
  const mailed = post.byMail && desk.settings.mail && customer.email !== null ? await mailIt(desk, of, kind, letter, customer, post) : null;
  if (mailed !== null && mailed.result !== "unsent") {
    return { way: "mail", to: customer.email, file: null, failure: null, sure: mailed.result === "sent" };
  }
  const file = await makeLetter(desk, of, kind, letter, customer, post);
  return { way: "letter", to: null, file, failure: mailed, sure: true };
}

async function mailIt(
  desk: Desk,
  of: CaseWithSteps,
  kind: CaseLetterKind,
  letter: CaseLetter,
  { name, email }: CaseCustomer,
  post: CasePost,
): Promise<MailResult> {
  const { mail, firm } = desk.settings;
  if (!mail || email === null) throw new RangeError("no mail server or no address");
  const store = await desk.store();
  const words = { to: email, subject: letter.subject, text: letter.text };
  await store.write((repositories) => enterStep(desk, repositories, of, { event: { kind: "mailing", letter: kind }, words }));
  const at = desk.clock.now();
  const messageId = `${caseName(of.id).toLowerCase()}.${kind}.${Date.parse(at)}@${mail.from.split("@")[1]}`;
  const from = { name: firm.name, address: mail.from };
  const to = { name: name ?? "", address: email };
  const replyTo = { name: firm.name, address: firm.email };
  const outgoing = { from, replyTo, to, subject: letter.subject, text: letter.text, automatic: kind === "acknowledgement" };
  for (let tried = 0; ; tried += 1) {
    const result = await post.send({ ...outgoing, messageId, at, attachment: null });
    const seconds = mail.retryAfterSeconds[tried];
    if (result.result === "unsent" && result.passing && seconds !== undefined) {
      post.beforeWait(result, seconds);
      await post.wait(seconds);
      continue;
    }
    const event =
      result.result === "unsent"
        ? ({ kind: "unsent", letter: kind, reason: result.reason ?? "" } as const)
        : ({ kind: DONE[kind], way: "mail", sure: result.result === "sent" } as const);
    const state = event.kind === "replied" ? { due: null } : {};
    await store.write((repositories) => enterStep(desk, repositories, of, { event, state }));
    return result;
  }
}

async function makeLetter(
  desk: Desk,
  of: CaseWithSteps,
  kind: CaseLetterKind,
  letter: CaseLetter,
  customer: CaseCustomer,
  { assetsFor }: CasePost,
): Promise<StoredFile> {
  const { renderCaseLetter } = await import("../document/render-case-letter.ts");
  const value = { letter, customer, name: caseName(of.id), contract: of.about.contract, firm: desk.settings.firm, language: of.language };
  const bytes = await renderCaseLetter({ ...value, day: todayAt(desk) }, await assetsFor(of.language));
  const archive = await desk.archive();
  const { sha256 } = await archive.put(bytes);
  const file = { sha256, name: `${caseName(of.id)}_${kind}.pdf` };
  const words = { subject: letter.subject, text: letter.text };
  const state = kind === "reply" ? { due: null } : {};
  await (await desk.store()).write((repositories) =>
    enterStep(desk, repositories, of, { event: { kind: DONE[kind], way: "letter", sure: true }, words, files: [file], state }),
  );
  return archive.locate(sha256);
}

/** Refuses a draft that is still cooling off. @throws UserError `case-draft-cooling`. */
export function refuseWhileCooling(desk: Desk, id: number, sendFrom: string | null, now: boolean): void {
  if (now || sendFrom === null || desk.clock.now() >= sendFrom) return;
  const name = caseName(id);
  throw new UserError("case-draft-cooling", { id: name }, [`desk cases reply ${name} --send --now`]);
}

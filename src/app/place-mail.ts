/**
 * Which case and which contract a mail belongs to. Anybody can write any number into a mail: a case is joined only by somebody who has a
 * part in it, and what is in doubt is said to staff.
 */
import { domesticReference } from "../invoice/reference.ts";
import { addressesIn, type CaseWithSteps, caseName, caseNumber, type MailRemark } from "../people/case.ts";
import { customerOf } from "./find-case.ts";
import type { IncomingMail } from "./ports/incoming-mail.ts";
import type { Repositories } from "./ports.ts";

export interface MailPlace {
  /** The open case that it goes on; null: a new one. */
  readonly joins: CaseWithSteps | null;
  /** A contract, a return or a document that a new case is about; null where nobody can tell. */
  readonly about: string | null;
  /** Contracts that may be meant where there are several. */
  readonly choices: readonly string[];
  readonly remarks: readonly MailRemark[];
}

export async function placeMail(repositories: Repositories, mail: IncomingMail): Promise<MailPlace> {
  const claimed = await claimedCase(repositories, mail);
  if (claimed !== null && "joins" in claimed) return { ...claimed, about: null, choices: [], remarks: [] };
  const { about, choices, remarks } = await whatItIsAbout(repositories, mail);
  const nobody: readonly MailRemark[] = mail.from === null ? [{ kind: "noSender" }] : [];
  return { joins: null, about, choices, remarks: [...(claimed === null ? [] : [claimed]), ...remarks, ...nobody] };
}

/** The mails we send for a case are called `a-12.reply.1779355800000@…`. */
const OUR_MAIL = /^(a-[1-9]\d{0,8})\.(?:acknowledgement|reply)\.(\d{13})@/u;
/** The first mails of a case leave at once after they are noted. */
const AT_ONCE_MS = 60_000;

async function claimedCase(
  repositories: Repositories,
  { subject, answers, automatic, from }: IncomingMail,
): Promise<{ readonly joins: CaseWithSteps } | MailRemark | null> {
  const ours = answers.map((id) => OUR_MAIL.exec(id)).find((match) => match !== null);
  const name = /(?<![\p{L}\p{N}-])A-[1-9]\d{0,8}(?![\p{L}\p{N}-])/iu.exec(subject)?.[0] ?? ours?.[1];
  if (name === undefined) return null;
  const found = await repositories.cases.get(caseNumber(name) as number);
  const returned = automatic === "bounce" && ours ? Number(ours[2]) : null;
  if (found === null || !(await hasPart(repositories, found, from?.address ?? null, returned)))
    return { kind: "claims", case: name.toUpperCase() };
  return found.closedAt === null ? { joins: found } : { kind: "namesClosed", case: caseName(found.id) };
}

/** Its customer and whoever was written to; and a server that gives a mail back which we sent at that moment. */
async function hasPart(repositories: Repositories, of: CaseWithSteps, sender: string | null, returned: number | null): Promise<boolean> {
  if (returned !== null)
    return of.steps.some(({ at, event }) => event.kind === "mailing" && Math.abs(Date.parse(at) - returned) < AT_ONCE_MS);
  if (sender === null) return false;
  const contract = of.about.contract === null ? null : await repositories.contracts.get(of.about.contract);
  const known = [(await customerOf(repositories, of)).email, contract?.customer.email ?? null];
  return [...known.map((address) => address?.toLowerCase()), ...addressesIn(of)].includes(sender);
}

type About = Omit<MailPlace, "joins">;

const MOST_CONTRACTS = 10;

async function whatItIsAbout(repositories: Repositories, { subject, text, from }: IncomingMail): Promise<About> {
  const own = from === null ? [] : await repositories.contracts.byEmail(from.address, MOST_CONTRACTS);
  const inSubject = await namedIn(repositories, subject);
  const named = inSubject.length > 0 ? inSubject : await namedIn(repositories, text.slice(0, SEARCHED));
  // What somebody writes of their own contracts goes before what they quote of others.
  const [only, ...others] =
    own.length > 0 && named.some(({ contract }) => own.includes(contract)) ? named.filter(({ contract }) => own.includes(contract)) : named;
  if (only && others.every(({ contract }) => contract === only.contract))
    return { about: only.id, choices: [], remarks: own.includes(only.contract) ? [] : [{ kind: "otherAddress", contract: only.contract }] };
  const choices = only ? [...new Set([only, ...others].map(({ contract }) => contract))] : own;
  if (choices.length === 1) return { about: choices[0] as string, choices: [], remarks: [] };
  return { about: null, choices, remarks: choices.length === 0 ? [] : [{ kind: "several", contracts: choices }] };
}

/** Characters in which a number is looked for: it stands where somebody begins to tell. */
const SEARCHED = 20_000;
const MOST_TOKENS = 300;

interface Named {
  readonly id: string;
  readonly contract: string;
}

/** What is named by its number, the most exact first: documents and reference numbers, then contracts. */
async function namedIn({ billings, creditNotes, contracts, payments }: Repositories, text: string): Promise<readonly Named[]> {
  const tokens = [...new Set([...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}/_.-]{2,30}/gu)].map(([token]) => token.replace(/[._/-]+$/u, "")))]
    .filter((token) => /\d/u.test(token) && token.length >= 4)
    .slice(0, MOST_TOKENS);
  const references = [...text.matchAll(/(?<!\d)\d[\d ]{2,28}\d(?!\d)|RF\d{2}[\d ]{4,28}\d/giu)].flatMap(
    ([digits]) => domesticReference(digits) ?? [],
  );
  const named: Named[] = [];
  const add = async (billing: number, id: string | null): Promise<void> => {
    const issued = await billings.get(billing);
    if (issued) named.push({ id: id ?? issued.billing.inspection, contract: issued.billing.contract });
  };
  for (const token of tokens) {
    const issued = await billings.byNumber(token);
    const note = issued ? null : await creditNotes.byNumber(token);
    if (issued ?? note) await add(issued?.id ?? (note?.billing as number), token.toUpperCase());
  }
  for (const billing of (await payments.billingsByReference(references.slice(0, MOST_TOKENS))).values()) await add(billing, null);
  const known = tokens.length === 0 ? [] : await contracts.known(tokens);
  return [
    ...named,
    ...known.filter((number) => !named.some(({ contract }) => contract === number)).map((number) => ({ id: number, contract: number })),
  ];
}

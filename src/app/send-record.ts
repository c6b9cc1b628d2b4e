/** The record of a walkthrough as a letter: mailed or printed like every other, once for each version of it. */
import { recordMail } from "../document/mail/record-mail.ts";
import { dayOf } from "../kernel/dates.ts";
import type { Letter } from "./find-letter.ts";
import { replyPromise } from "./plan-return-billing.ts";
import type { Desk } from "./ports.ts";
import { recordKey } from "./record-versions.ts";
import type { AssetsFor } from "./render-billing.ts";
import { type RecordRequest, type RenderedRecord, recordMeant, renderWalkRecord } from "./render-record.ts";

/** A record before it is rendered attaches nothing yet. */
const NOT_RENDERED = { sha256: "0".repeat(64), name: "–" };

type Meant = Pick<RenderedRecord, "walk" | "version"> & { readonly pdf: NonNullable<Letter["pdf"]> };

async function letterOf(desk: Desk, { withSums, version: asked }: RecordRequest, { walk, version, pdf }: Meant): Promise<Letter> {
  const { contract, inspection, header } = walk;
  const calendar = await desk.calendar();
  const store = await desk.store();
  const reply = await store.read((repositories) => replyPromise(desk, repositories, calendar, dayOf(desk.clock.now(), desk.settings.zone)));
  const command = `inspect record ${header.id}${asked === null ? "" : ` --version ${asked}`}${withSums ? " --with-sums" : ""}`;
  return {
    key: recordKey(header.id, version),
    name: header.id,
    send: `${command} --mail`,
    print: `${command} --print`,
    contract: contract.number,
    customer: contract.customer,
    language: contract.language,
    pdf,
    reply,
    mail: (texts) => recordMail({ contract, inspection, withSums, firm: desk.settings.firm.name, reply }, texts),
  };
}

/** What would be sent; nothing is rendered or stored. @throws UserError what {@link recordMeant} throws. */
export const planRecordLetter = async (desk: Desk, request: RecordRequest): Promise<Letter> =>
  letterOf(desk, request, { ...(await recordMeant(desk, request)), pdf: NOT_RENDERED });

/** Renders the record and keeps it, to be sent or printed. @throws UserError what {@link renderWalkRecord} throws. */
export async function makeRecordLetter(
  desk: Desk,
  request: RecordRequest,
  assetsFor: AssetsFor,
): Promise<{ readonly record: RenderedRecord; readonly letter: Letter }> {
  const record = await renderWalkRecord(desk, request, assetsFor);
  const pdf = { sha256: record.sha256, name: record.name };
  return { record, letter: await letterOf(desk, request, { ...record, pdf }) };
}

/** At the end of a walk at the terminal: the record can be printed or mailed at once, or nothing is done now. */
import { canPrint } from "../../adapters/printer.ts";
import type { Walk } from "../../inspection/fold.ts";
import { Cancelled, UserError } from "../../kernel/errors.ts";
import { isMailAddress } from "../../kernel/mail-address.ts";
import { plain } from "../../kernel/text.ts";
import { deliverRecord } from "../commands/inspect/deliver-record.ts";
import { errorText, hintTexts } from "../output/tell.ts";
import type { Choice } from "../prompts/ask.ts";
import type { Session } from "../session.ts";

type Way = "print" | "mail" | "nothing";

/** What can be done here with this customer's record. Without a printer and a mail server there is nothing to ask. */
async function waysOf({ t, io, desk }: Session, { contract }: Walk): Promise<readonly Choice<Way>[]> {
  const { email } = contract.customer;
  const { mail } = (await desk()).settings;
  const ways: Choice<Way>[] = [];
  if (canPrint(io.env)) ways.push({ name: t("inspect.record.offer.print"), value: "print" });
  if (mail)
    ways.push({
      name: t(email === null ? "inspect.record.offer.mail" : "inspect.record.offer.mailTo", { to: plain(email ?? "") }),
      value: "mail",
    });
  return ways.length === 0 ? [] : [...ways, { name: t("inspect.record.offer.nothing"), value: "nothing" }];
}

/** Null for the address on the contract. */
async function addressFor(session: Session, { contract }: Walk): Promise<string | null> {
  if (contract.customer.email !== null) return null;
  const { t } = session;
  const check = (typed: string): string | null => (isMailAddress(typed.trim()) ? null : t("inspect.record.offer.addressWrong"));
  return (await (await session.ask()).text(t("inspect.record.offer.address"), { check })).trim();
}

/** The walk is finished whatever becomes of this: what does not work is told, with how to do it later. */
export async function offerRecord(session: Session, walk: Walk, withSums: boolean): Promise<void> {
  const { t } = session;
  const ways = await waysOf(session, walk);
  if (ways.length === 0) return;
  try {
    const way = await (await session.ask()).select<Way>(t("inspect.record.offer.ask"), ways, "nothing");
    if (way === "nothing") return;
    const request = { id: walk.header.id, withSums, version: null };
    const mail = way === "mail" ? { to: await addressFor(session, walk), again: false } : null;
    await deliverRecord(session, request, { out: null, printer: way === "print" ? "" : null, mail });
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (!(error instanceof UserError)) throw error;
    session.remark(session.err.warn(errorText(t, error)), ...hintTexts(t, error));
  }
}

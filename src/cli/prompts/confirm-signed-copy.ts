/** Asks what only a person can say about a signed copy: that it is this contract, who signed it and when. */
import type { Signing } from "../../app/archive-signed-copy.ts";
import type { ArchivePlan } from "../../app/plan-signed-copy.ts";
import { dayOf, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { doubtText } from "../output/scan-text.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";

/** `--signed-by` and `--signed-on`. @throws UsageError `not-a-day`. */
export function signingFrom(options: Options): Signing {
  const given = options.signedOn;
  const signedOn = typeof given === "string" ? parseDay(given) : null;
  if (typeof given === "string" && signedOn === null) throw new UsageError("not-a-day", { flag: "--signed-on", given: given.slice(0, 40) });
  return { signedBy: typeof options.signedBy === "string" ? options.signedBy : null, signedOn };
}

/**
 * Confirms every doubt, then the contract, then asks who signed and when, as far as the flags have not said it.
 * @param given What the flags said.
 * @returns null when somebody says no.
 * @throws UsageError `signature-unconfirmed` where nobody can be asked and `--yes` was not given.
 */
export async function confirmSignedCopy(session: Session, plan: ArchivePlan, given: Signing): Promise<Signing | null> {
  if (plan.already !== null || session.flags.yes) return given;
  const { t } = session;
  if (!session.interactive) throw new UsageError("signature-unconfirmed", {}, ["--yes --signed-by NAME --signed-on DAY"]);
  const ask = await session.ask();
  for (const doubt of plan.doubts) {
    if (!(await ask.confirm(t("archive.askDoubt", { doubt: doubtText(t, doubt, plan) }), false))) return null;
  }
  const { number, customer, handOver } = plan.contract;
  const names = { number: plain(number), customer: plain(customer.name) };
  if (!(await ask.confirm(t("archive.askContract", names)))) return null;
  const today = await session.today();
  // Most contracts are signed when the goods leave the house.
  const [preset] = [dayOf(handOver, plan.contract.zone), today].sort();
  const signedBy = given.signedBy ?? (await ask.text(t("archive.askSignedBy"), { preset: plain(customer.contact ?? customer.name) }));
  const check = (text: string): string | null => (parseDay(text) === null || text > today ? t("archive.notASigningDay") : null);
  const signedOn = given.signedOn ?? parseDay(await ask.text(t("archive.askSignedOn"), { preset, check }));
  return { signedBy, signedOn };
}

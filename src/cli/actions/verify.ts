/** `contracts verify` on the real parts. Ctrl-C ends it between two files and says how to go on. */
import type { Desk } from "../../app/ports.ts";
import { verifyDesk } from "../../app/verify-desk.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { premises } from "../../storage/premises.ts";
import { progressLine } from "../output/progress-line.ts";
import { printVerified } from "../output/verified.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { untilInterrupted } from "../until-interrupted.ts";

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1_000, mb: 1_000_000, gb: 1_000_000_000 };

/** `20MB`: bytes a second. @throws UsageError `verify-rate`. */
function rateFrom(given: Options[string]): number | null {
  if (typeof given !== "string") return null;
  const match = /^(\d{1,6})\s*([kMG]?B)$/iu.exec(given.trim());
  const rate = match ? Number(match[1]) * (UNITS[(match[2] as string).toLowerCase()] as number) : 0;
  if (rate > 0) return rate;
  throw new UsageError("verify-rate", { given }, ["contracts verify --rate 20MB"]);
}

/** Whoever is known to be at the desk is recorded; a timer that verifies at night needs nobody. */
async function deskFor(session: Session): Promise<Desk> {
  try {
    return await session.desk();
  } catch (error) {
    if (error instanceof UsageError && error.code === "no-actor") return session.deskWithoutActor();
    throw error;
  }
}

/** @throws UserError `verify-faults` when something is wrong and was not made good; Cancelled when it was stopped. */
export async function verify(session: Session, number: string | null, options: Options): Promise<void> {
  const { dryRun } = session.flags;
  if (number !== null && options.resume === true) throw new UsageError("verify-resume-all", {}, ["contracts verify --resume"]);
  const bytesPerSecond = rateFrom(options.rate);
  const desk = await deskFor(session);
  const verified = await untilInterrupted((stop) =>
    verifyDesk(desk, premises, {
      number,
      heal: options.heal === true && !dryRun,
      resume: options.resume === true,
      bytesPerSecond,
      dryRun,
      stop,
      progress: progressLine(session, "contracts.verify.progress"),
    }),
  );
  if (verified.complete) return printVerified(session, verified, desk.settings.zone);
  const values = { done: verified.files, total: verified.total, faults: verified.copies.length };
  throw new Cancelled(`${session.io.stderr.isTTY === true ? "\n" : ""}${session.t("contracts.verify.stopped", values)}`);
}

/** Lets damage without a baseline be charged, with a reason that the bill states. */

import type { Release } from "../inspection/inspection.ts";
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { inspectionMeant } from "./load-walk.ts";
import type { Desk } from "./ports.ts";

function reasonFrom(text: string): string {
  const reason = plain(text).trim();
  if (reason === "") throw new UserError("reason-missing", {}, ['--reason "…"']);
  if (reason.length <= LONGEST_TEXT) return reason;
  throw new UserError("reason-too-long", { length: reason.length, most: LONGEST_TEXT });
}

/**
 * Whoever calls has made sure that `by` may release (`inspection.release`).
 * @param by name of the person whose authority it rests on.
 * @param inspection its id, or its contract's number
 * @throws UserError `inspection-unknown`, `contract-unknown`, `nothing-inspected`, `not-a-return`, `walk-unfinished`, `reason-missing`, `reason-too-long`.
 */
export async function releaseDamage(desk: Desk, inspection: string, text: string, by: string): Promise<Release> {
  const reason = reasonFrom(text);
  const store = await desk.store();
  return store.write(async (repositories) => {
    const header = await inspectionMeant(repositories, inspection);
    if (header.kind === "handover") throw new UserError("nothing-to-release", { id: header.id });
    if (header.finishedAt === null) {
      throw new UserError("walk-unfinished", { id: header.id, kind: header.kind, contract: header.contract }, [
        `inspect ${header.contract}`,
      ]);
    }
    const release: Release = { inspection: header.id, reason, by, at: desk.clock.now() };
    await repositories.inspections.release(release);
    const journal = { at: release.at, staff: desk.actor, contract: header.contract, act: "damage.released", subject: header.id };
    await repositories.journal.append(journal);
    return release;
  });
}

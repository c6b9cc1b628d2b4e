/** Holds the instalments of a settlement against what is open: called wherever money comes in, is taken back, or is credited. */
import { instalmentChanges } from "../people/promise.ts";
import type { Desk, Repositories } from "./ports.ts";
import { enterPromiseStep } from "./promises.ts";
import { loadSettlement, todayAt } from "./settlement-account.ts";

/** In the transaction that is open. @param billing the settlement's key. */
export async function checkOffInstalments(desk: Desk, repositories: Repositories, billing: number): Promise<void> {
  const instalments = await repositories.promises.list({ billing, ended: true });
  if (instalments.length === 0) return;
  const issued = await repositories.billings.get(billing);
  if (!issued) throw new RangeError(`no billing ${billing}`);
  const { account } = await loadSettlement(repositories, issued, todayAt(desk));
  for (const { promise, becomes } of instalmentChanges(instalments, account.open)) {
    const ended = becomes === "kept" ? ({ outcome: "kept", at: desk.clock.now() } as const) : null;
    await enterPromiseStep(desk, repositories, promise, { event: { kind: becomes }, state: { ended } });
  }
}

/** What is left of contracts that were let go: bytes in the archive and its mirror. */
import type { Desk } from "./ports.ts";

/**
 * Removes the bytes that wait for it; nobody can name them anew meanwhile.
 * @returns how many still wait, because the mirror is away.
 */
export async function removeLeaving(desk: Desk): Promise<number> {
  const [archive, store] = [await desk.archive(), await desk.store()];
  // Pictures that were made of them go first: once nothing waits any more, nobody looks for them.
  if ((await store.read(({ retention }) => retention.leaving())).length > 0) await desk.made().empty();
  return store.write(async ({ retention, journal }) => {
    const leaving = await retention.leaving();
    const gone: string[] = [];
    for (const { sha256, named } of leaving) if (named || (await archive.remove(sha256))) gone.push(sha256);
    for (const sha256 of gone) await retention.left(sha256);
    const row = { at: desk.clock.now(), staff: desk.actor, contract: null, act: "archive.removed", subject: String(gone.length) };
    if (gone.length > 0) await journal.append(row);
    return leaving.length - gone.length;
  });
}

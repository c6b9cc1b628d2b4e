/** Whether a contract's signed copy can be relied on now: at least one stored file of it verifies. */
import type { SignedCopyState } from "../inspection/inspection.ts";
import { findContract } from "./find-contract.ts";
import type { Desk } from "./ports.ts";

/** @throws UserError `contract-unknown`. */
export async function signedCopyState(desk: Desk, number: string): Promise<SignedCopyState> {
  const store = await desk.store();
  const copies = await store.read(async (repositories) => {
    const contract = await findContract(repositories, number);
    return repositories.signedCopies.of(contract.number);
  });
  if (copies.length === 0) return "absent";
  const archive = await desk.archive();
  for (const file of copies.toReversed().flatMap((copy) => copy.files)) {
    const states = await archive.verify(file.sha256);
    if (states.archive === "verified" || states.mirror === "verified") return "verified";
  }
  return "unreadable";
}

/** What can still be said of a document whose contract was let go when it need not be kept any longer: its number, day and sum, and the journal. */
import { dayOf } from "../../kernel/dates.ts";
import type { Tombstone } from "../ports/retention.ts";
import type { Desk, Repositories } from "../ports.ts";
import { checkJournal } from "./check-books.ts";
import { type Point, point } from "./checked.ts";
import type { Claim } from "./claim.ts";

/** @param words everything in the file that might be a number: a record names its contract there alone. Null where no tombstone knows it. */
export async function checkLetGo(
  { settings }: Desk,
  repositories: Repositories,
  { kind, names, witness }: Claim,
  words: readonly string[],
): Promise<readonly Point[] | null> {
  const tombstones = await repositories.retention.tombstones();
  const goneDay = ({ at }: Tombstone): string => dayOf(at, settings.zone);
  const journal = async () => (witness === null ? [] : await checkJournal(repositories, witness.journal));
  for (const stone of tombstones) {
    const document = stone.documents.find(({ number }) => names.includes(number));
    if (!document) continue;
    const { number: name, issuedOn: day, total: cents } = document;
    return [point("identity.letGo", "open", { name, contract: stone.contract, day, cents, goneDay: goneDay(stone) }), ...(await journal())];
  }
  const stone = kind === "record" ? tombstones.find(({ contract }) => words.includes(contract)) : undefined;
  if (!stone) return null;
  const values = { name: names.join(" "), contract: stone.contract, goneDay: goneDay(stone) };
  return [point("identity.letGo.record", "open", values), ...(await journal())];
}

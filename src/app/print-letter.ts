/** Prints a letter as it is stored, and keeps in the books that it was. Only our own letters are printed, never a signed copy. */
import { UserError } from "../kernel/errors.ts";
import type { Letter } from "./find-letter.ts";
import type { Delivery, PrintDocument } from "./ports/deliveries.ts";
import type { Desk } from "./ports.ts";
import { recordEnd } from "./send-letter.ts";

/** @throws UserError `letter-not-rendered`, and what the printer refuses; then it counts as not delivered. */
export async function printLetter(desk: Desk, letter: Letter, printer: string | null, print: PrintDocument): Promise<Delivery> {
  if (letter.pdf === null) throw new UserError("letter-not-rendered", { name: letter.name }, ["desk doctor"]);
  const bytes = await (await desk.archive()).read(letter.pdf.sha256);
  const at = desk.clock.now();
  // A sheet of paper can be thrown away: what was printed is entered when it is known.
  const detail = await print(bytes, { title: letter.name, printer });
  const store = await desk.store();
  return store.write(async (repositories) => {
    const begun = {
      letter: letter.key,
      contract: letter.contract,
      channel: "print" as const,
      recipient: printer ?? "",
      pdf: letter.pdf?.sha256 as string,
      at,
      by: desk.actor,
    };
    const id = await repositories.deliveries.begin(begun);
    const delivery = { id, ...begun, end: { result: "sent" as const, detail, at: desk.clock.now() } };
    await recordEnd(repositories, desk, delivery);
    return delivery;
  });
}

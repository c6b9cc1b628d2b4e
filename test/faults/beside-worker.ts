/** Walks a contract beside others: counts the first open line, with a seat that keeps others off it, or blindly. Writes which it counted. */
import { writeSync } from "node:fs";
import { loadWalk } from "../../src/app/load-walk.ts";
import type { Desk } from "../../src/app/ports.ts";
import { recordBeside } from "../../src/app/record-beside.ts";
import { goTo, takeSeat } from "../../src/app/walk-seats.ts";
import { thisProcess } from "../../src/cli/this-process.ts";
import { allInOrder } from "../../src/inspection/last-words.ts";
import { openLines } from "../../src/inspection/open-questions.ts";
import { instant } from "../../src/kernel/dates.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { openStore } from "../../src/storage/open-store.ts";

async function run(): Promise<void> {
  const [data, contract, how] = process.argv.slice(2) as [string, string, "seated" | "blind"];
  const store = await openStore(data);
  // What recording needs of a desk.
  const desk = { store: async () => store, clock: { now: () => instant(new Date()) }, actor: "mira" } as unknown as Desk;
  const seat = await takeSeat(desk, contract, thisProcess, "join", () => "");
  const look = () => store.read((repositories) => loadWalk(repositories, "R-1"));
  writeSync(1, "ready\n");
  for (;;) {
    let walk = await look();
    const open = openLines(walk);
    if (open.length === 0) break;
    let position = open[0] as number;
    if (how === "seated") {
      const { others } = await goTo(desk, seat, null, thisProcess);
      const free = open.find((one) => !others.some((other) => other.position === one));
      if (free === undefined) continue;
      const now = await goTo(desk, seat, free, thisProcess);
      if (now.others.some((other) => other.position === free)) continue;
      // Somebody may have counted it and gone on since.
      walk = await look();
      if (!openLines(walk).includes(free)) continue;
      position = free;
    }
    try {
      await recordBeside(desk, { walk, seat, seen: null }, [{ type: "counted", position, counts: allInOrder(position) }]);
      writeSync(1, `counted ${position}\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      writeSync(1, `${error.code} ${position}\n`);
    }
  }
  await store.close();
}

void run();

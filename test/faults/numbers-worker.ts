/** Takes so many numbers, each in a transaction that also reads and writes; every fifth one fails and gives its number back. */
import { writeSync } from "node:fs";
import { instant } from "../../src/kernel/dates.ts";
import { openStore } from "../../src/storage/open-store.ts";

async function run(): Promise<void> {
  const [data, count] = process.argv.slice(2) as [string, string];
  const store = await openStore(data);
  writeSync(1, "ready\n");
  for (let attempt = 1; attempt <= Number(count); attempt += 1) {
    try {
      const number = await store.write(async ({ billings, journal, staff }) => {
        const taken = await billings.takeNumber("invoice", 2026);
        await staff.list();
        await journal.append({ at: instant(new Date(0)), staff: "mira", contract: null, act: "took", subject: taken });
        if (attempt % 5 === 0) throw new Error("given back");
        return taken;
      });
      writeSync(1, `${number}\n`);
    } catch (error) {
      if ((error as Error).message !== "given back") throw error;
    }
  }
  await store.close();
}

void run();

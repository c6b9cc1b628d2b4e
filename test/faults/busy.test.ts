/** Somebody else is writing to the books for longer than anybody waits. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { databasePath } from "../../src/storage/open-store.ts";
import { clerk, FIXTURES } from "../support/story-desk.ts";
import { traceOf } from "../support/traces.ts";

const NOW = "2026-05-18T12:00:00Z";

test("two programs at once: the second waits, then says so, and nothing of it is stored", async () => {
  const desk = await clerk();
  onTestFinished(() => desk.close());
  await desk.done(NOW, "contracts add", [join(FIXTURES, "party", "contract.yaml")]);
  const database = new Database(databasePath(desk.data));
  database.exec("begin immediate");
  try {
    const before = traceOf(desk.data, desk.mirror, desk.home);
    const ran = await desk.run(NOW, "contracts add", [join(FIXTURES, "clean", "contract.yaml"), "--json"]);
    expect(traceOf(desk.data, desk.mirror, desk.home)).toEqual(before);
    const { code, hints } = JSON.parse(ran.stderr.trimEnd().split("\n").at(-1) ?? "").error;
    expect([ran.exitCode, ran.stdout, code, hints.length]).toEqual([1, "", "database-busy", 1]);
    // Who only reads need not wait.
    await desk.done(NOW, "contracts list");
  } finally {
    database.exec("rollback");
    database.close();
  }
  await desk.done(NOW, "contracts add", [join(FIXTURES, "clean", "contract.yaml")]);
});

/** Three programs walk the same goods at once: each line is counted once, and whoever comes second is told. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { startWalk } from "../../src/app/start-walk.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { buildWorker, runWorker } from "../support/run-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const COUNT = 90;
const LINES = Array.from({ length: COUNT }, (_, index) =>
  buildLine({ product: `p-${index}`, name: `Tuote ${index}`, quantity: index + 1 }),
);
const positions = Array.from({ length: COUNT }, (_, index) => index + 1);

test.each(["seated", "blind"] as const)("%s", async (how) => {
  const desk = await deskWithContracts([{ lines: LINES }]);
  await startWalk(desk, "2026-0117", { kind: "return", cameBackAt: null, found: false });
  const worker = await buildWorker(join(import.meta.dirname, "beside-worker.ts"), join(await temporaryFolder(), "worker"));
  const workers = Array.from({ length: 3 }, () => runWorker(worker, desk.settings.data, "2026-0117", how));
  expect(await Promise.all(workers.map((one) => one.ended()))).toEqual([0, 0, 0]);
  const said = workers.flatMap((one) => one.lines).map((line) => line.split(" ") as [string, string]);
  const counted = said.filter(([what]) => what === "counted").map(([, position]) => Number(position));
  expect([...counted].sort((a, b) => a - b)).toEqual(positions);
  const refusals = new Set(said.filter(([what]) => what !== "counted").map(([what]) => what));
  expect([...refusals]).toEqual(how === "blind" ? ["answered-meanwhile"] : []);
  const stored = await (await desk.store()).read(({ inspections }) => inspections.entries("R-1"));
  const lines = stored.flatMap(({ event }) => (event.type === "counted" ? [[event.position, event.counts.ok]] : []));
  expect([...lines].sort((a, b) => (a[0] as number) - (b[0] as number))).toEqual(positions.map((position) => [position, position]));
});

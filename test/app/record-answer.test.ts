import { expect, test } from "vitest";
import { loadWalk } from "../../src/app/load-walk.ts";
import { recordAnswer, recordSeen } from "../../src/app/record-answer.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { takeBackAnswer } from "../../src/app/take-back-answer.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";

async function deskWithWalk(): Promise<TemporaryDesk> {
  const desk = await deskWithContracts();
  await startWalk(desk, "2026-0117", { kind: "return", cameBackAt: null, found: false });
  return desk;
}

const stored = async (desk: TemporaryDesk) => (await desk.store()).read((repositories) => loadWalk(repositories, "R-1"));
const acts = async (desk: TemporaryDesk) =>
  (await desk.store()).read(async ({ journal }) => (await journal.of("2026-0117")).map(({ act }) => act));
const noted = (note: string) => ({ type: "noted", position: 1, note }) as const;

test("who has seen the walk answers on, and what somebody else stored meanwhile is there too", async () => {
  const desk = await deskWithWalk();
  const first = await recordSeen(desk, "R-1", null, [noted("mine")]);
  const second = await recordSeen(desk, "R-1", first, [{ type: "spared", position: 1, withoutCharge: true }]);
  expect(second.walk).toEqual(await stored(desk));
  await recordAnswer(desk, "R-1", { type: "skipped", position: 1 });
  const third = await recordSeen(desk, "R-1", second, [noted("mine again")]);
  expect(third.walk.progress.get(1)?.skipped).toBe(true);
  expect(third.walk).toEqual(await stored(desk));
  expect(third.entries.map(({ step }) => step)).toEqual([undefined, 1, 2, 3, 4]);
});

test("what cannot be true is refused, and nothing of the answer is stored", async () => {
  const desk = await deskWithWalk();
  const seen = await recordSeen(desk, "R-1", null, [noted("kept")]);
  await expect(recordSeen(desk, "R-1", seen, [noted("lost"), { ...noted("no line"), position: 9 }])).rejects.toMatchObject({
    code: "answer-refused",
  });
  expect((await stored(desk)).inspection.lines[0]?.note).toBe("kept");
});

test("taking back is an act of its own, and leaves nothing to take back in the end", async () => {
  const desk = await deskWithWalk();
  await recordAnswer(desk, "R-1", noted("first"));
  await recordAnswer(desk, "R-1", noted("second"));
  const taken = await takeBackAnswer(desk, "R-1");
  expect(taken.events).toEqual([noted("second")]);
  expect(taken.walk).toEqual(await stored(desk));
  expect(taken.walk.inspection.lines[0]?.note).toBe("first");
  expect((await takeBackAnswer(desk, "R-1")).events).toEqual([noted("first")]);
  expect((await takeBackAnswer(desk, "R-1")).events).toBeNull();
  expect((await acts(desk)).slice(-4)).toEqual(["return.answered", "return.answered", "return.takenBack", "return.takenBack"]);
});

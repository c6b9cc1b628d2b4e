/** While somebody walks a contract, a file of answers waits for a word: join, or take over. */
import { expect, test } from "vitest";
import { goTo, lookAround, type Place, takeSeat, walkersOf } from "../../src/app/walk-seats.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { runProgram } from "../support/run-program.ts";

const PLACE: Place = { host: "counter-2", pid: 4711, isAlive: () => true };
const ANSWERS = "rest: in order\nanswer: { all: notPresent }\n";

const walked = async () => {
  const { desk, contract } = await deskWithContract({});
  const seat = await takeSeat(desk, contract.number, PLACE, "alone", () => "");
  const now = desk.clock.now();
  const inspect = (...more: readonly string[]) =>
    runProgram("inspect", [contract.number, "--answers", "-", "--json", ...more], {
      home: desk.home,
      stdin: ANSWERS,
      at: now,
      env: { RETURNDESK_STAFF: "onni" },
    });
  return { desk, seat, number: contract.number, inspect };
};

test("it is refused, naming who walks and both ways on", async () => {
  const { inspect, number } = await walked();
  for (const more of [[], ["--dry-run"]]) {
    const refused = await inspect(...more);
    expect([refused.exitCode, JSON.parse(refused.stderr).error]).toMatchObject([
      1,
      { code: "walked-elsewhere", hints: [`inspect ${number} --join`, `inspect ${number} --take-over`] },
    ]);
  }
  expect(JSON.parse((await inspect("--join", "--take-over")).stderr).error.code).toBe("join-or-take-over");
});

test("joined, the other keeps the seat; taken over, the other is told by whom", async () => {
  const { desk, seat, inspect } = await walked();
  expect((await inspect("--join")).exitCode).toBe(0);
  expect((await lookAround(desk, seat, PLACE)).takenBy).toBeNull();
  const other = await walked();
  expect((await other.inspect("--take-over")).exitCode).toBe(0);
  expect((await lookAround(other.desk, other.seat, PLACE)).takenBy).toBe("Onni Laine");
  const { rows } = await (await other.desk.store()).read(({ journal }) => journal.list({ act: "walk.takenOver", limit: 9 }));
  expect(rows).toMatchObject([{ staff: "onni", subject: "mira" }]);
});

test("a line has one clerk; a program that is gone holds nothing", async () => {
  const { desk, seat, number } = await walked();
  const second: Place = { ...PLACE, pid: 4712 };
  const beside = await takeSeat(desk, number, second, "join", () => "");
  await goTo(desk, seat, 1, PLACE);
  expect((await goTo(desk, beside, 1, second)).others.map(({ name, position }) => [name, position])).toEqual([["Mira Salo", 1]]);
  expect((await lookAround(desk, seat, PLACE)).others.map(({ position }) => position)).toEqual([null]);
  const gone: Place = { ...PLACE, isAlive: () => false };
  expect(await walkersOf(desk, number, gone)).toEqual([]);
});

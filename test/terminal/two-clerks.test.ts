/** Two clerks at one contract, each in a real pseudo-terminal: they join, take over or wait, and nothing is overwritten. */
import { expect, test } from "vitest";
import { showInspection } from "../../src/app/show-inspection.ts";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { type OpenTerminal, openTerminal } from "../support/terminal.ts";

const LINES = ["Folding chair", "Dinner plate", "Coffee cup"].map((name, index) =>
  buildLine({ product: `p-${index}`, name, quantity: 10 + index }),
);

const deskWith = (): Promise<TemporaryDesk> => deskWithContracts([{ lines: LINES }]);

async function first(desk: TemporaryDesk): Promise<OpenTerminal> {
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 3");
  return terminal;
}

const second = (desk: TemporaryDesk, more: readonly string[] = [], language = "en"): OpenTerminal =>
  openTerminal("inspect", ["2026-0117", ...more], { home: desk.home, env: { RETURNDESK_STAFF: "onni", RETURNDESK_LANGUAGE: language } });

const okOf = async (desk: TemporaryDesk) =>
  (await showInspection(desk, "R-1")).walk.inspection.lines.map(({ ok, missing }) => [ok, missing]);

test("join: each at other lines, each sees the other's, and the last answers are asked once", async () => {
  const desk = await deskWith();
  const mira = await first(desk);
  const onni = second(desk);
  expect(await onni.until("Leave it")).toContain("Mira Salo walks 2026-0117 since");
  await onni.answer("\r", "line 2 of 3");
  expect(onni.screen()).toContain("Mira Salo: line 1 (Folding chair)");
  await mira.until("Onni Laine: line 2 (Dinner plate)");
  await onni.answer("2 missing\r", "Understood");
  await onni.answer("\r", "line 3 of 3");
  await mira.answer("\r", "Somebody is at what is left");
  await onni.answer("\r", "What does the customer say?");
  onni.type("1");
  await onni.until(/Anything seen differently|read back/);
  onni.kill("SIGKILL");
  await onni.ended;
  await mira.until(/Anything seen differently|What does the customer say|read back/);
  expect(await okOf(desk)).toEqual([
    [10, 0],
    [9, 2],
    [12, 0],
  ]);
  mira.kill("SIGKILL");
  await mira.ended;
});

test("take over: the other screen says so and ends, with everything kept", async () => {
  const desk = await deskWith();
  const mira = await first(desk);
  await mira.answer("\r", "line 2 of 3");
  const onni = second(desk, ["--take-over"]);
  await onni.until("line 2 of 3");
  await mira.until("Onni Laine took over R-1. Everything you answered is kept.");
  expect((await mira.ended).code).toBe(130);
  await onni.answer("\r", "line 3 of 3");
  expect((await okOf(desk)).slice(0, 2)).toEqual([
    [10, 0],
    [11, 0],
  ]);
  onni.kill("SIGKILL");
  await onni.ended;
});

test("wait, in Finnish: it begins by itself once the first clerk is gone", async () => {
  const desk = await deskWith();
  const mira = await first(desk);
  const onni = second(desk, [], "fi");
  expect(await onni.until("Jätä sikseen")).toContain("Mira Salo katselmoi sopimusta 2026-0117");
  onni.type("\u001B[B\u001B[B\r");
  await onni.until("Odotetaan, että 2026-0117 vapautuu.");
  mira.kill("SIGKILL");
  await mira.ended;
  await onni.until("rivi 1/3");
  onni.kill("SIGKILL");
  await onni.ended;
});

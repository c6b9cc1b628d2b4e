/** What is one key away during a walk: the playbook for hard moments, and the clauses that bear on what is at hand. */
import { expect, test } from "vitest";
import { buildLine } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { openTerminal } from "../support/terminal.ts";

const CHAIRS = buildLine({ product: "chair", name: "Folding chair", quantity: 10 });

test("a temp meets a hard moment: what to say in the customer's language, whom to call, and when to write", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS], language: "sv" }]);
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home, env: { RETURNDESK_STAFF: "onni" } });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 1");
  const list = await terminal.answer("p", "What does the customer do?");
  expect(list).toContain("7  is in a hurry");
  const haggles = await terminal.answer("2", "asks for a lower price");
  expect(haggles).toContain("Priserna står i avtalet som vi båda har");
  expect(haggles).toContain("The prices are in the contract we both have");
  expect(haggles.replace(/\s+/gu, " ")).toContain(
    "Call: a lead decides about discounts, nobody else. Better asked than guessed. (Mira Salo, +358 40 765 4321)",
  );
  expect(haggles).toContain("By letter:");
  await terminal.answer("6", "“It was like that before”");
  await terminal.answer("b", "What does the customer do?");
  await terminal.answer("b", "All in order?");

  expect(await terminal.answer("%", "A lead decides")).toContain("About: Folding chair");
  await terminal.answer("the chairs\r", "Noted: something off was asked for.");
  await terminal.answer("!", "What was not as agreed?");
  await terminal.answer("1", "How many?");
  await terminal.answer("4 without feet\r", "Noted as ours");
  await terminal.answer("p", "What does the customer do?");
  const well = (await terminal.answer("5", "By letter:")).replace(/\s+/gu, " ");
  expect(well).toContain(
    "Vi antecknade också: återlämningen skedde senare än avtalat. Brevet berättar vad avtalet säger om det. Allt är inte genomgånget ännu.",
  );
  await terminal.answer("b", "What does the customer do?");
  await terminal.answer("b", "All in order?");

  const all = await terminal.answer("h", "what the contract says");
  expect(all).toContain("5.2 Punkt 5.2");
  await terminal.answer("\r", /5\.1 Punkt|All in order\?/);
  terminal.kill("SIGKILL");
  await terminal.ended;
});

test("the clause that bears on a finding, and none where none does", async () => {
  const desk = await deskWithContracts([{ lines: [CHAIRS], language: "en" }]);
  const terminal = openTerminal("inspect", ["2026-0117"], { home: desk.home });
  await terminal.until("Enter: later");
  await terminal.answer("\r", "line 1 of 1");
  await terminal.answer("2 cracked, 1 missing\r", "Understood");
  await terminal.answer("\r", "marks each");
  const clauses = await terminal.answer("h", "what the contract says");
  expect(clauses).toContain("5.2 Clause 5.2\n The text of clause 5.2.");
  expect(clauses).not.toContain("5.3");
  await terminal.answer("\r", "marks each");
  await terminal.answer("\r", "What does the customer say?");
  expect(await terminal.answer("h", "what the contract says")).toContain("5.3 Clause 5.3");
  terminal.kill("SIGKILL");
  await terminal.ended;
});

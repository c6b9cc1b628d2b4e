/** What is known of how we stand with a customer, also once it has been forgotten. */
import { expect, test } from "vitest";
import { instant } from "../../src/kernel/dates.ts";
import {
  answersOfStanding,
  contractOfStanding,
  customerOfStanding,
  reasonOfStanding,
  type StandingStep,
  type StandingWords,
} from "../../src/people/standing.ts";

const step = (id: number, words: StandingWords): StandingStep => ({
  id,
  at: instant("2026-05-20T09:00:00Z"),
  by: "mira",
  event: { kind: "answered" },
  words,
  letter: null,
});
const AINO = { name: "Aino Mäkelä", kind: "consumer", email: null, businessId: null } as const;

test("the latest word stands; the customer's answers all do", () => {
  const steps = [
    step(1, { customer: AINO, contract: "2026-0117", reason: "Three late returns" }),
    step(2, { reason: "Four late returns", said: "I was ill." }),
    step(3, { said: "I am well again." }),
  ];
  expect([customerOfStanding({ steps }), contractOfStanding({ steps }), reasonOfStanding({ steps })]).toEqual([
    AINO,
    "2026-0117",
    "Four late returns",
  ]);
  expect(answersOfStanding({ steps })).toEqual(["I was ill.", "I am well again."]);
});

test("of what was forgotten nothing is known", () => {
  const steps = [step(1, {})];
  expect([customerOfStanding({ steps }), contractOfStanding({ steps }), reasonOfStanding({ steps }), answersOfStanding({ steps })]).toEqual(
    [null, null, null, []],
  );
});

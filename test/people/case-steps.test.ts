/** What the steps of a case tell: whom it waits for, which draft stands, how its customer is reached, and which bill it is about. */
import { expect, test } from "vitest";
import { instant } from "../../src/kernel/dates.ts";
import {
  addressesIn,
  type CaseEvent,
  type CaseStep,
  type CaseWords,
  concerns,
  isFromElsewhere,
  saidOf,
  standingDraft,
  waitsFor,
  wasAcknowledged,
} from "../../src/people/case.ts";

const steps = (...events: readonly (readonly [CaseEvent, CaseWords?])[]): { readonly steps: readonly CaseStep[] } => ({
  steps: events.map(([event, words = {}], index) => ({
    id: index + 1,
    at: instant("2026-05-20T09:00:00Z"),
    by: "mira",
    event,
    words,
    files: [],
  })),
});
const OPENED: CaseEvent = { kind: "opened" };
const DRAFTED: CaseEvent = { kind: "drafted", sendFrom: null };
const REPLIED: CaseEvent = { kind: "replied", way: "mail", sure: true };

test("a case waits for whom it was handed over to, until they have taken it", () => {
  const asked: CaseEvent = { kind: "handOver", to: "onni" };
  const taken: CaseEvent = { kind: "accepted", from: "mira" };
  expect(waitsFor(steps([OPENED]))).toBeNull();
  expect(waitsFor(steps([OPENED], [asked]))).toBe("onni");
  expect(waitsFor(steps([OPENED], [asked], [taken]))).toBeNull();
  expect(waitsFor(steps([OPENED], [asked], [taken], [{ kind: "handOver", to: "kaisa" }]))).toBe("kaisa");
});

test("a draft stands until it was sent", () => {
  expect(standingDraft(steps([OPENED]))).toBeNull();
  expect(standingDraft(steps([OPENED], [DRAFTED]))?.id).toBe(2);
  expect(standingDraft(steps([OPENED], [DRAFTED], [REPLIED]))).toBeNull();
  expect(standingDraft(steps([OPENED], [REPLIED], [DRAFTED]))?.id).toBe(3);
});

test("the customer is reached as they said when it was opened; forgotten words tell nothing", () => {
  const words = { name: "Aino", email: "Aino@example.fi", phone: "040 123", said: "Hei." };
  expect(saidOf(steps([OPENED, words]))).toEqual({ name: "Aino", email: "Aino@example.fi", phone: "040 123" });
  expect([saidOf(steps([OPENED])), saidOf(steps())]).toEqual([{}, {}]);
  expect(addressesIn(steps([OPENED, words], [REPLIED, { to: "Toinen@example.fi" }]))).toEqual(["aino@example.fi", "toinen@example.fi"]);
  expect([wasAcknowledged(steps([OPENED])), wasAcknowledged(steps([OPENED], [{ kind: "acknowledged", way: "mail", sure: true }]))]).toEqual(
    [false, true],
  );
});

test("a mail that names another customer's contract is from elsewhere", () => {
  const mail = (kind: "otherAddress" | "shortened"): CaseEvent => ({
    kind: "opened",
    mail: { automatic: null, remarks: [kind === "otherAddress" ? { kind, contract: "2026-0117" } : { kind }] },
  });
  expect([
    isFromElsewhere(steps([OPENED])),
    isFromElsewhere(steps([mail("shortened")])),
    isFromElsewhere(steps([mail("otherAddress")])),
  ]).toEqual([false, false, true]);
});

test("a case is about all of a contract, one return, one bill, or one line", () => {
  const bill = { contract: "2026-0117", inspection: "R-2", documents: ["L-2026-0001"], lines: [1, 3] };
  const about = { contract: "2026-0117", inspection: null, document: null, line: null };
  expect([
    concerns(about, bill),
    concerns({ ...about, contract: "2026-0142" }, bill),
    concerns({ ...about, inspection: "R-2" }, bill),
    concerns({ ...about, inspection: "R-3" }, bill),
    concerns({ ...about, document: "L-2026-0001" }, bill),
    concerns({ ...about, document: "L-2026-0002" }, bill),
    concerns({ ...about, line: 3 }, bill),
    concerns({ ...about, line: 2 }, bill),
  ]).toEqual([true, false, true, false, true, false, true, false]);
});

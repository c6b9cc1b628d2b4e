import fc from "fast-check";
import { expect, test } from "vitest";
import { missingBefore, outBefore } from "../../src/inspection/out-before.ts";
import { buildContract, buildLine } from "../support/build-contract.ts";
import { buildInspection, buildLineFacts } from "../support/build-inspection.ts";

const contract = buildContract({ lines: [buildLine(), buildLine({ product: "cup", quantity: 120 })] });
const load = (number: number, ...lines: ReturnType<typeof buildLineFacts>[]) => buildInspection({ id: `R-${number}`, load: number, lines });

test("before anything came back, everything of the contract is out and nothing is missing", () => {
  expect([...outBefore(contract, [])]).toEqual([
    [1, 60],
    [2, 120],
  ]);
  expect([...missingBefore(contract, [])]).toEqual([
    [1, 0],
    [2, 0],
  ]);
});

test("what could not be handed over was never out, and is not missing", () => {
  const handover = buildInspection({ kind: "handover", load: 0, lines: [buildLineFacts({ missing: 2, damaged: 5 })] });
  expect([...outBefore(contract, [handover])]).toEqual([
    [1, 58],
    [2, 120],
  ]);
  expect([...missingBefore(contract, [handover])]).toEqual([
    [1, 0],
    [2, 0],
  ]);
});

test("after a load, what it left out is out; missing ones are not; lines it did not touch stay out", () => {
  const loads = [load(1, buildLineFacts({ missing: 3, stillOut: 10 })), load(2, buildLineFacts({ out: 10, missing: 1, stillOut: 4 }))];
  expect([...outBefore(contract, loads)]).toEqual([
    [1, 4],
    [2, 120],
  ]);
  expect([...missingBefore(contract, loads)]).toEqual([
    [1, 4],
    [2, 0],
  ]);
});

test("a missing one that turned up is neither out nor missing any more", () => {
  const loads = [load(1, buildLineFacts({ missing: 3 })), load(2, buildLineFacts({ out: 0, found: 2 }))];
  expect([...outBefore(contract, loads)]).toEqual([
    [1, 0],
    [2, 120],
  ]);
  expect([...missingBefore(contract, loads)]).toEqual([
    [1, 1],
    [2, 0],
  ]);
});

test("over any loads, what came back, is missing and is out adds up to what went out", () => {
  const shares = fc.array(fc.record({ ok: fc.nat(20), damaged: fc.nat(20), missing: fc.nat(20), found: fc.nat(20) }), { maxLength: 5 });
  fc.assert(
    fc.property(shares, (wishes) => {
      const loads: ReturnType<typeof load>[] = [];
      let back = 0;
      for (const wish of wishes) {
        const out = outBefore(contract, loads).get(1) ?? 0;
        const found = Math.min(wish.found, missingBefore(contract, loads).get(1) ?? 0);
        const ok = Math.min(wish.ok, out + found);
        const damaged = Math.min(wish.damaged, out + found - ok);
        const missing = Math.min(wish.missing, out + found - ok - damaged);
        back += ok + damaged;
        loads.push(load(loads.length + 1, buildLineFacts({ ok, damaged, missing, found, stillOut: out + found - ok - damaged - missing })));
      }
      const [out, missing] = [outBefore(contract, loads).get(1), missingBefore(contract, loads).get(1)];
      expect((out ?? 0) + (missing ?? 0) + back).toBe(60);
    }),
  );
});

/** What an error carries to the place where it becomes words and an exit code. */
import { expect, it } from "vitest";
import { Cancelled, sayingOf, UsageError, UserError } from "../../src/kernel/errors.ts";
import { inFile, ok } from "../../src/kernel/result.ts";

it("a wrong command line is an error of the user's, told apart by its class", () => {
  const error = new UsageError("hold-one-way", { id: "H-1" }, ["invoice holds H-1 --taken"]);
  expect(error).toBeInstanceOf(UserError);
  expect([error.name, error.code, error.values, error.hints, error.problems]).toEqual([
    "UsageError",
    "hold-one-way",
    { id: "H-1" },
    ["invoice holds H-1 --taken"],
    [],
  ]);
  expect(sayingOf(error)).toEqual({ key: "error.hold-one-way", values: { id: "H-1" } });
});

it("what says no more than its code has no values, no hints and no problems", () => {
  const { values, hints, problems, errors } = new UsageError("hold-ids-missing");
  expect({ values, hints, problems, errors }).toEqual({ values: {}, hints: [], problems: [], errors: [] });
});

it("a stop by the user says what was kept, or nothing", () => {
  expect([new Cancelled("Nothing was issued."), new Cancelled()].map(({ name, message }) => [name, message])).toEqual([
    ["Cancelled", "Nothing was issued."],
    ["Cancelled", ""],
  ]);
});

it("a problem in one of several files names the file", () => {
  const problem = { code: "empty", values: {}, path: "number", line: 1, column: 9 };
  expect(ok(inFile("contract.yaml", [problem]))).toEqual({ ok: true, value: [{ ...problem, file: "contract.yaml" }] });
});

import { describe, expect, it } from "vitest";
import { addContracts, type ContractSource, planContracts } from "../../src/app/add-contract.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { CONTRACT, edited, shown, FAIR_TERMS as TERMS } from "../support/contract-texts.ts";
import { type TemporaryDesk, temporaryDesk } from "../support/temporary-desk.ts";

const source = (text: string, terms: string | null = TERMS, file = "contract.yaml"): ContractSource => ({
  file,
  text,
  readText: async (path) => {
    if (terms === null) throw new UserError("file-missing", { path });
    return { file: path, text: terms };
  },
});

/** What was done with each file, and what was said. */
async function add(desk: TemporaryDesk, ...sources: readonly ContractSource[]) {
  const plan = await planContracts(desk, sources);
  const problems = plan.problems.map((problem) => `${problem.file}:${shown([problem])[0]}`);
  const warnings = plan.warnings.map((warning) => `${warning.file}:${shown([warning])[0]}`);
  const added = problems.length > 0 ? [] : await addContracts(desk, plan);
  return { added: added.map(({ contract, existed }) => [contract.number, existed]), problems, warnings };
}

const journalOf = async (desk: TemporaryDesk, number: string) =>
  (await desk.store()).read(async ({ journal }) => (await journal.of(number)).map(({ act, subject, staff }) => ({ act, subject, staff })));
const numbers = async (desk: TemporaryDesk) => (await desk.store()).read(({ contracts }) => contracts.numbers());

describe("adding a contract", () => {
  it("stores it with its terms as written, pinned, and a row in the journal", async () => {
    const desk = await temporaryDesk();
    expect(await add(desk, source(CONTRACT))).toEqual({ added: [["T-1", false]], problems: [], warnings: [] });
    const stored = await (await desk.store()).read(async ({ contracts, terms }) => {
      const contract = await contracts.get("T-1");
      return { desk: contract?.desk, pin: contract?.terms, terms: await terms.byName("terms", "1") };
    });
    expect([stored.desk, stored.terms?.pin, stored.terms?.terms.damaged[0]?.price]).toEqual([
      "Tampere",
      stored.pin,
      { kind: "currentValue" },
    ]);
    expect(await journalOf(desk, "T-1")).toEqual([{ act: "contract.added", subject: "T-1", staff: "mira" }]);
  });

  it("again changes nothing; a different one under the number is refused at its place", async () => {
    const desk = await temporaryDesk();
    await add(desk, source(CONTRACT));
    expect(await add(desk, source(`# the same\n${CONTRACT}`))).toEqual({ added: [["T-1", true]], problems: [], warnings: [] });
    expect(await journalOf(desk, "T-1")).toHaveLength(1);
    expect((await add(desk, source(edited(CONTRACT, ["quantity: 10", "quantity: 11"])))).problems).toEqual([
      "contract.yaml:1:9 number number-taken: T-1 is registered already, for Aino Mäkelä, and says something else: give this contract a number of its own",
    ]);
  });

  it("says all that is wrong in all files, terms once, and stores none of them", async () => {
    const desk = await temporaryDesk();
    const terms = edited(TERMS, ['late:\n  - clause: "1"', 'late:\n  - clause: "2"']);
    const said = await add(
      desk,
      source(CONTRACT, terms, "a.yaml"),
      source(CONTRACT, terms, "b.yaml"),
      source(edited(CONTRACT, ["quantity: 10", "quantity: ten"]), TERMS, "c.yaml"),
    );
    expect(said.problems).toEqual([
      'terms.yaml:23:13 late[0].clause no-such-clause-near: there is no clause 2: did you mean "1"?',
      'c.yaml:15:15 lines[0].quantity not-a-number: "ten" is not a number: write it in digits, 1 or more',
    ]);
    expect(await numbers(desk)).toEqual([]);
  });

  it("two under one number in one go is refused whole", async () => {
    const desk = await temporaryDesk();
    const plan = await planContracts(desk, [source(CONTRACT), source(edited(CONTRACT, ["quantity: 10", "quantity: 11"]))]);
    await expect(addContracts(desk, plan)).rejects.toMatchObject({ code: "contract-exists" });
    expect(await numbers(desk)).toEqual([]);
  });

  it("refuses terms that cannot be read, and lines that do not fit them", async () => {
    const desk = await temporaryDesk();
    expect((await add(desk, source(CONTRACT, null))).problems).toEqual([
      "contract.yaml:4:8 terms terms-unreadable: Cannot read terms.yaml: there is no such file.",
    ]);
    expect((await add(desk, source(edited(CONTRACT, ["    category: chairs\n", ""])))).problems).toEqual([
      "contract.yaml:12:5 lines[0] no-life: line 1, Tuoli, has no expected life, and it has no category either: add life, like 8 years",
    ]);
    await expect(planContracts(desk, [{ ...source(CONTRACT), readText: () => Promise.reject(new TypeError("ours")) }])).rejects.toThrow(
      "ours",
    );
  });
});

describe("terms added before", () => {
  const byName = (reference: string): string =>
    edited(CONTRACT, ["number: T-1", "number: T-2"], ["terms: terms.yaml", `terms: ${reference}`]);

  it("are named by name and version, and by their hash if one likes", async () => {
    const desk = await temporaryDesk();
    await add(desk, source(CONTRACT));
    const hash = (await (await desk.store()).read(({ terms }) => terms.byName("terms", "1")))?.pin.sha256;
    expect(await add(desk, source(byName(`{ name: terms, version: 1, sha256: ${hash} }`)))).toEqual({
      added: [["T-2", false]],
      problems: [],
      warnings: [],
    });
    expect((await add(desk, source(byName("{ name: terms, version: 2 }")))).problems).toEqual([
      "contract.yaml:4:8 terms unknown-terms: no terms terms 2 have been added: name their file instead",
    ]);
    expect((await add(desk, source(byName(`{ name: terms, version: 1, sha256: ${"0".repeat(64)} }`)))).problems).toEqual([
      `contract.yaml:4:43 terms.sha256 other-terms: terms 1 as stored has the SHA-256 ${hash}: these are other words`,
    ]);
  });

  it("keep what was signed when their file is edited, which is remarked on", async () => {
    const desk = await temporaryDesk();
    await add(desk, source(CONTRACT));
    const later = await add(desk, source(edited(CONTRACT, ["number: T-1", "number: T-2"]), edited(TERMS, ["0.60", "0.70"])));
    expect(later).toEqual({
      added: [["T-2", false]],
      problems: [],
      warnings: [
        "terms.yaml:1:1 version terms-edited: terms 1 was stored with other words before: contracts signed then keep those; better give these a version of their own",
      ],
    });
    const fees = await (await desk.store()).read(async ({ contracts, terms }) => {
      const pins = [(await contracts.get("T-1"))?.terms.sha256, (await contracts.get("T-2"))?.terms.sha256];
      return Promise.all(pins.map(async (sha256) => (await terms.get(sha256 ?? ""))?.dirty[0]?.fee));
    });
    expect(fees).toEqual([
      { per: "unit", amount: 60 },
      { per: "unit", amount: 70 },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { findContract, listContracts, searchContracts } from "../../src/app/find-contract.ts";
import { showClause, showContract } from "../../src/app/show-contract.ts";
import { day } from "../../src/kernel/dates.ts";
import { at, buildCustomer } from "../support/build-contract.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";

const due = (number: string, time: string) => ({ number, handOver: at("2026-05-01 10:00"), due: at(time) });
/** The desk's clock stands at Wed 2026-05-20 14:30. */
const manyDue = () =>
  deskWithContracts([
    due("2026-0101", "2026-05-22 12:00"),
    due("2026-0102", "2026-05-20 16:00"),
    due("2026-0103", "2026-05-11 12:00"),
    due("2026-0104", "2026-05-20 09:00"),
    due("2026-0105", "2026-05-18 12:00"),
    due("2026-0106", "2026-05-21 12:00"),
  ]);
const numbers = (listed: readonly { readonly number: string }[]) => listed.map(({ number }) => number);

describe("a contract's number", () => {
  it("finds it, however it is spaced", async () => {
    const desk = await deskWithContracts();
    const store = await desk.store();
    expect((await store.read((repositories) => findContract(repositories, " 2026-0117 "))).number).toBe("2026-0117");
  });

  it.each([
    ["2026-0171", "2026-0117", []],
    ["20260117", "2026-0117", []],
    ["0117", "2026-0117", []],
    ["2026-011", "2026-0117, 2026-0118", []],
    ["lasku", "", ["contracts find TEXT", "contracts add FILE"]],
    ["", "", ["contracts find TEXT", "contracts add FILE"]],
  ])("that is unknown (%s) gets a suggestion, never a guess", async (typed, near, hints) => {
    const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
    const store = await desk.store();
    await expect(store.read((repositories) => findContract(repositories, typed))).rejects.toMatchObject({
      code: "contract-unknown",
      values: { near },
      hints,
    });
  });

  it("of 10,000 characters with escapes in it is shortened and stripped in the message", async () => {
    const store = await (await deskWithContracts()).store();
    const typed = `\u001b[2J${"9".repeat(10_000)}`;
    await expect(store.read((repositories) => findContract(repositories, typed))).rejects.toMatchObject({
      values: { number: `[2J${"9".repeat(56)}…` },
    });
  });
});

describe("a search", () => {
  it("without words lists what is due today, then what is late, the latest first, then what is to come", async () => {
    expect(numbers(await searchContracts(await manyDue(), " ", 10))).toEqual([
      "2026-0104",
      "2026-0102",
      "2026-0105",
      "2026-0103",
      "2026-0106",
      "2026-0101",
    ]);
    expect(numbers(await searchContracts(await manyDue(), "", 2))).toEqual(["2026-0104", "2026-0102"]);
  });

  it("finds by number, customer, phone and product", async () => {
    const desk = await deskWithContracts([
      {},
      { number: "2026-0118", customer: buildCustomer({ name: "Oy Åström Ab", phone: "+358 50 999 8877" }) },
    ]);
    expect(numbers(await searchContracts(desk, "0118", 10))[0]).toBe("2026-0118");
    expect(numbers(await searchContracts(desk, "astrom", 10))).toEqual(["2026-0118"]);
    expect(numbers(await searchContracts(desk, "makela", 10))).toEqual(["2026-0117"]);
    expect(numbers(await searchContracts(desk, "taittotuoli", 10)).sort()).toEqual(["2026-0117", "2026-0118"]);
  });
});

it("lists all contracts, or what is due on a day or before", async () => {
  const desk = await manyDue();
  expect(numbers(await listContracts(desk, null)).sort()).toEqual([1, 2, 3, 4, 5, 6].map((i) => `2026-010${i}`));
  expect(numbers(await listContracts(desk, day("2026-05-20"))).sort()).toEqual(["2026-0102", "2026-0103", "2026-0104", "2026-0105"]);
});

describe("showing a contract", () => {
  it("gives what was agreed and says that there is no signed copy", async () => {
    const shown = await showContract(await deskWithContracts(), "2026-0117");
    expect({ number: shown.contract.number, copies: shown.signedCopies, inspections: shown.inspections, waiver: shown.waiverName }).toEqual(
      {
        number: "2026-0117",
        copies: [],
        inspections: [],
        waiver: null,
      },
    );
  });

  it("has a clause's words at hand, and the numbers of all where there is no such clause", async () => {
    const desk = await deskWithContracts();
    const first = await showClause(desk, "2026-0117", "nope").catch((error) => error);
    expect(first).toMatchObject({ code: "clause-unknown" });
    const number = String(first.values.known).split(", ")[0] as string;
    const shown = await showClause(desk, "2026-0117", ` ${number}. `);
    expect(shown.clause.number).toBe(number);
  });
});

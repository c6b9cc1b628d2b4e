import { describe, expect, it } from "vitest";
import { parseContract } from "../../src/contract/parse-contract.ts";
import { instant } from "../../src/kernel/dates.ts";
import { CONTRACT, edited, problemsOf } from "../support/contract-texts.ts";

const DESK = { zone: "Europe/Helsinki", desk: "Tampere" };
const parse = (text: string) => parseContract(text, DESK);
const problems = (...edits: Parameters<typeof edited>[1][]): readonly string[] => problemsOf(parse(edited(CONTRACT, ...edits)));

const LINE = "    inService: 2024-03-10\n";
const SECOND = `${LINE}  - { product: chair, name: Tuoli, quantity: 1, dailyRent: 1, replacementPrice: 1 }\n`;

describe("a contract", () => {
  it("is read whole, with what was left out as null or empty", () => {
    const parsed = parse(CONTRACT);
    expect(parsed.ok && { contract: parsed.value.contract, terms: parsed.value.terms }).toEqual({
      terms: { file: "terms.yaml" },
      contract: {
        number: "T-1",
        language: "fi",
        prices: "gross",
        desk: "Tampere",
        zone: "Europe/Helsinki",
        customer: {
          kind: "consumer",
          name: "Aino Mäkelä",
          contact: null,
          address: { street: "Kuja 1", postalCode: "33100", city: "Tampere", country: "FI" },
          phone: null,
          email: null,
          businessId: null,
          vatId: null,
          iban: null,
          eInvoice: null,
        },
        handOver: "2026-05-15T07:00:00.000Z",
        due: "2026-05-18T09:00:00.000Z",
        extensions: [],
        deposit: null,
        waiver: null,
        lines: [
          {
            position: 1,
            product: "chair",
            category: "chairs",
            name: "Tuoli",
            quantity: 10,
            countLimit: null,
            dailyRent: 400,
            replacementPrice: 8900,
            purchasePrice: null,
            inService: "2024-03-10",
            lifeMonths: null,
            parts: [],
            serials: [],
          },
        ],
      },
    });
  });

  it("says everything it can say", () => {
    const text = edited(
      CONTRACT,
      ["number: T-1", "number: A/17.b_2-x\ndesk: Turku\nwaiver: share\ndeposit: { kind: card hold, amount: '1 500,5' }"],
      ["terms: terms.yaml", `terms: { name: t, version: 2, sha256: ${"ab".repeat(32)} }`],
      [
        "  kind: consumer",
        "  kind: business\n  contact: Lena\n  businessId: 0112038-9\n  vatId: fi 0112038 9\n  phone: 040 123\n  email: a@b.fi\n  iban: fi2112345600000785",
      ],
      [
        "due: 2026-05-18 12:00",
        "due: 2026-05-18T12:00:30\nextensions:\n  - { to: 2026-05-20 12:00, agreedOn: 2026-05-18, note: null }\n  - { to: 2026-05-21 12:00, agreedOn: 2026-05-19, note: 'a\n\n      b' }",
      ],
      [
        LINE,
        `${LINE}    countLimit: 0\n    purchasePrice: 70\n    life: 7.5 years\n    parts: [{ name: lid, price: 1.5 }, { name: leg }]\n    serials: [S1, S2]\n`,
      ],
    );
    const parsed = parse(text);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        terms: { name: "t", version: "2", sha256: "ab".repeat(32) },
        contract: {
          number: "A/17.b_2-x",
          desk: "Turku",
          waiver: "share",
          deposit: { kind: "cardHold", amount: 150_050 },
          customer: {
            kind: "business",
            contact: "Lena",
            businessId: "0112038-9",
            vatId: "FI01120389",
            phone: "040 123",
            email: "a@b.fi",
            iban: "FI2112345600000785",
          },
          due: instant("2026-05-18T09:00:30Z"),
          extensions: [
            { to: instant("2026-05-20T09:00:00Z"), agreedOn: "2026-05-18", note: null },
            { to: instant("2026-05-21T09:00:00Z"), agreedOn: "2026-05-19", note: "a\nb" },
          ],
          lines: [
            {
              countLimit: 0,
              purchasePrice: 7_000,
              lifeMonths: 90,
              parts: [
                { name: "lid", price: 150 },
                { name: "leg", price: null },
              ],
              serials: ["S1", "S2"],
            },
          ],
        },
      },
    });
  });

  it("reads the same from JSON, whatever its indentation, numbers and all", () => {
    const json = {
      number: "T-1",
      language: "fi",
      prices: "gross",
      terms: "terms.yaml",
      customer: {
        kind: "consumer",
        name: "Aino Mäkelä",
        contact: null,
        address: { street: "Kuja 1", postalCode: "33100", city: "Tampere" },
      },
      handOver: "2026-05-15 10:00",
      due: "2026-05-18 12:00",
      lines: [
        {
          product: "chair",
          category: "chairs",
          name: "Tuoli",
          quantity: 10,
          dailyRent: 4,
          replacementPrice: 89.0,
          inService: "2024-03-10",
        },
      ],
    };
    const yaml = parse(CONTRACT);
    for (const indent of [undefined, 2, "\t"]) {
      const parsed = parse(JSON.stringify(json, null, indent));
      expect(parsed.ok && parsed.value.contract).toEqual(yaml.ok && yaml.value.contract);
    }
  });

  it("reports every problem at once, each at its place, in the order of the file", () => {
    expect(
      problems(
        ["language: fi", "langauge: fi"],
        ["kind: consumer", "kind: consumr"],
        ["due: 2026-05-18 12:00", "due: 2026-05-14 12:00"],
        ["quantity: 10", "quantity: 2.5"],
        ["inService: 2024-03-10", "inService: 2026-02-30"],
      ),
    ).toEqual([
      '1:1 language missing: is missing: add "language"',
      '2:1 langauge unknown-key-near: "langauge" is not known here: did you mean "language"?',
      '6:9 customer.kind unknown-word-near: "consumr" is not one of consumer, business: did you mean "consumer"?',
      "10:6 due due-too-early: 2026-05-14 12:00 is not after the hand-over, 2026-05-15 10:00",
      '15:15 lines[0].quantity count-with-decimals: "2.5" is not a whole number: write 1 or more, without decimals',
      '18:16 lines[0].inService no-such-day: there is no "2026-02-30" in the calendar',
    ]);
  });
});

describe("times that run backwards", () => {
  const extension = (to: string, agreedOn: string): [string, string] => [
    "lines:",
    `extensions: [{ to: ${to}, agreedOn: ${agreedOn} }]\nlines:`,
  ];
  it.each([
    [
      "due at the hand-over",
      [["18 12:00", "15 10:00"]],
      "10:6 due due-too-early: 2026-05-15 10:00 is not after the hand-over, 2026-05-15 10:00",
    ],
    [
      "an extension before due",
      [extension("2026-05-18 12:00", "2026-05-17")],
      "11:20 extensions[0].to extension-too-early: 2026-05-18 12:00 is not after the due time, 2026-05-18 12:00",
    ],
    [
      "an extension agreed after its own end",
      [extension("2026-05-19 12:00", "2026-05-20")],
      "11:48 extensions[0].agreedOn agreed-too-late: 2026-05-20 is after the time it agrees, 2026-05-19 12:00",
    ],
    [
      "in service after the hand-over",
      [["2024-03-10", "2026-05-16"]],
      "18:16 lines[0].inService in-service-late: 2026-05-16 is after the hand-over, 2026-05-15",
    ],
  ] as const)("%s", (_, edits, expected) => {
    expect(problems(...(edits as unknown as [string, string][]))).toEqual([expected]);
  });

  it("compares an extension with the one before it, and passes over one that cannot be read", () => {
    const extensions = `extensions:
  - { to: 2026-05-20 12:00, agreedOn: 2026-05-17 }
  - { to: someday, agreedOn: 2026-05-17 }
  - { to: 2026-05-19 12:00, agreedOn: x }
lines:`;
    expect(problems(["lines:", extensions])).toEqual([
      '13:11 extensions[1].to not-a-time: "someday" is not a time: write day and time like 2026-05-18 12:00',
      "14:11 extensions[2].to extension-too-early: 2026-05-19 12:00 is not after the extension before it, 2026-05-20 12:00",
      '14:39 extensions[2].agreedOn not-a-day: "x" is not a day: write it like 2026-05-18',
    ]);
  });

  it("stays silent about an extension when the due time cannot be read", () => {
    expect(problems(["18 12:00", "18"], ["lines:", "extensions: [{ to: 2026-05-01 12:00, agreedOn: 2026-05-01 }]\nlines:"])).toEqual([
      '10:6 due not-a-time: "2026-05-18" is not a time: write day and time like 2026-05-18 12:00',
    ]);
  });
});

describe("a customer", () => {
  it.each([
    [
      "a business without ids",
      [["consumer", "business"]],
      "6:3 customer missing-business-id: a business needs its businessId, or a foreign one its vatId: add it",
    ],
    [
      "a consumer with a business id",
      [["kind: consumer", "kind: consumer\n  businessId: 0112038-9"]],
      "7:15 customer.businessId not-for-consumer: a consumer has none: remove it, or write kind: business",
    ],
    [
      "ids of two firms",
      [["kind: consumer", "kind: business\n  businessId: 2345671-3\n  vatId: FI01120389"]],
      "8:10 customer.vatId ids-differ: FI01120389 does not belong to the business id 2345671-3: one of them is another firm’s",
    ],
    [
      "a Finnish postal code of four digits",
      [['"33100"', '"3310"']],
      "8:42 customer.address.postalCode bad-finnish-postal-code: a Finnish postal code has five digits, like 33100",
    ],
    [
      "no postal code at all",
      [['"33100"', '"!"']],
      '8:42 customer.address.postalCode bad-postal-code: "!" is no postal code: write it like 33100',
    ],
  ] as const)("%s", (_, edits, expected) => {
    expect(problems(...(edits as unknown as [string, string][]))).toEqual([expected]);
  });

  it("abroad has postal codes and VAT ids of its own", () => {
    const text = edited(
      CONTRACT,
      ["kind: consumer", "kind: business\n  vatId: SE556677889901"],
      ['postalCode: "33100"', "postalCode: 113 56, country: se"],
    );
    expect(parse(text)).toMatchObject({
      ok: true,
      value: { contract: { customer: { vatId: "SE556677889901", address: { postalCode: "113 56", country: "SE" } } } },
    });
  });
});

describe("lines", () => {
  it.each([
    ["none", [[CONTRACT.slice(CONTRACT.indexOf("lines:")), "lines: []\n"]], "11:8 lines empty-list: is empty: write at least one"],
    [
      "more than can be counted in money",
      [
        ["quantity: 10", "quantity: 100000"],
        ["89.00", "999999999.99"],
      ],
      "17:23 lines[0].replacementPrice worth-too-large: times 100000 comes to more than the largest sum, 999999999.99: is it right?",
    ],
    [
      "two that nobody can tell apart",
      [[LINE, SECOND]],
      '19:5 lines[1] duplicate-line: "chair" stands on line 1 under the same name: add the quantities, or tell the lines apart by name or serials',
    ],
    [
      "more serial numbers than units",
      [
        ["quantity: 10", "quantity: 1"],
        [LINE, `${LINE}    serials: [a, b]\n`],
      ],
      "19:14 lines[0].serials too-many-serials: 2 serial numbers for 1 units: leave out what was not handed over",
    ],
    [
      "a serial number twice",
      [[LINE, `${LINE}    serials: [a, a]\n`]],
      '19:18 lines[0].serials[1] duplicate-serial: "a" stands here twice: first on line 1',
    ],
    [
      "a part twice",
      [[LINE, `${LINE}    parts: [{ name: lid }, { name: Lid }]\n`]],
      '19:36 lines[0].parts[1].name duplicate-part: "Lid" is a part of this line already',
    ],
    [
      "a part without a name beside one with a name",
      [[LINE, `${LINE}    parts: [{ price: 2 }, { name: lid }]\n`]],
      '19:13 lines[0].parts[0].name missing: is missing: add "name"',
    ],
  ] as const)("%s", (_, edits, expected) => {
    expect(problems(...(edits as unknown as [string, string][]))).toEqual([expected]);
  });

  it("of an address name the country by its two letters", () => {
    expect(problems(["city: Tampere }", "city: Tampere, country: Suomi }"])).toEqual([
      expect.stringContaining("customer.address.country bad-country"),
    ]);
  });

  it("of one product are fine when names or serial numbers tell them apart", () => {
    expect(problems([LINE, SECOND.replace("name: Tuoli", "name: Tuoli 2023")])).toEqual([]);
    expect(problems([LINE, SECOND.replace("name: Tuoli", "name: Tuoli, serials: [a]")])).toEqual([]);
  });

  it("say what is missing or has the wrong shape", () => {
    expect(problems(["    quantity: 10\n", ""], ["    name: Tuoli\n", "    name: [Tuoli]\n    parts: lid\n    serials: [null]\n"])).toEqual(
      [
        '12:5 lines[0].quantity missing: is missing: add "quantity"',
        "14:11 lines[0].name not-a-single-value: is a list or has keys below it: write a single value",
        "15:12 lines[0].parts not-a-list: is not a list: put a hyphen before each entry",
        "16:15 lines[0].serials[0] empty: is empty",
      ],
    );
    expect(problems(["customer:\n", "customer: Aino\nx:\n"])).toContain(
      "5:11 customer no-keys: has no keys below it: write them indented, one to a line",
    );
  });

  it("are at most a thousand", () => {
    const line = '  - { product: chair, name: "Tuoli N", quantity: 1, dailyRent: 1, replacementPrice: 1 }\n';
    const lines = Array.from({ length: 1_001 }, (_, index) => line.replace("N", String(index))).join("");
    expect(problems([CONTRACT.slice(CONTRACT.indexOf("  - product")), lines])).toEqual([
      "12:3 lines too-many-entries: has too many entries: at most 1000",
    ]);
  });
});

describe("which terms", () => {
  it.each([
    ["[a]", "4:8 terms unknown-shape: has a shape that is not known here"],
    ["{ nam: t, version: 1 }", '4:10 terms.nam unknown-key-near: "nam" is not known here: did you mean "name"?'],
    ["{ name: t }", '4:8 terms.version missing: is missing: add "version"'],
    ["{ name: t, version: 1, sha256: abc }", "4:39 terms.sha256 bad-hash: is no SHA-256: 64 digits and letters a to f"],
    ["x".repeat(501), "4:8 terms long-file-name: is too long for the name of a file"],
  ])("%s is refused", (written, expected) => {
    expect(problems(["terms: terms.yaml", `terms: ${written}`])).toEqual([expected]);
  });
});

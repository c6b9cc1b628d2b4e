import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readElectronicAddress, readOperatorId } from "../../src/contract/reading/electronic-address.ts";
import {
  readBusinessId,
  readContractNumber,
  readEmail,
  readIban,
  readPhone,
  readPostalCode,
  readVatId,
} from "../../src/contract/reading/identifiers.ts";
import { readAmount, readCount, readDay, readLocalTime, readMonths, readRate } from "../../src/contract/reading/quantities.ts";
import { type Reading, readKey, readText } from "../../src/contract/reading/scalar.ts";
import { shortened, shortenedPath } from "../../src/contract/reading/shortened.ts";
import { nearest } from "../../src/contract/reading/suggest.ts";
import { inEnglish } from "../support/say-in-english.ts";

/** The value, or `code: what is wrong`. */
const told = (reading: Reading<unknown>): unknown => ("value" in reading ? reading.value : `${reading.code}: ${inEnglish(reading)}`);

describe("sums", () => {
  it.each([
    ["89", 8_900],
    ["89,5", 8_950],
    ["1 234.50", 123_450],
    ["8.165", 'sum-decimals: "8.165" is not a sum: write at most two decimals, and thousands without a mark'],
    ["-1", 'negative-sum: "-1" is negative: write a sum of at least 0.00'],
    ["−1", 'negative-sum: "−1" is negative: write a sum of at least 0.00'],
    ["5 €", 'sum-with-currency: "5 €" is not a sum: leave the currency out, all sums are euros'],
    ["1e3", 'not-a-sum: "1e3" is not a sum: write euros and cents like 89.00'],
    ["1,234.50", 'not-a-sum: "1,234.50" is not a sum: write euros and cents like 89.00'],
    ["99999999999999", 'sum-too-large: "99999999999999" is above the largest sum, 999999999.99'],
  ])("%s", (text, expected) => expect(told(readAmount(text))).toBe(expected));
});

describe("rates", () => {
  it.each([
    ["25.5 %", 2_550],
    ["25", 'rate-without-sign: "25" has no per cent sign: write 25 %'],
    ["-5 %", 'negative-rate: "-5 %" is negative: write a share like 25 %'],
    ["0.255 %", 'rate-decimals: "0.255 %" is not a share we can use: at most two decimals and 1000 %'],
    ["half", 'not-a-rate: "half" is not a share: write it like 25 %'],
  ])("%s", (text, expected) => expect(told(readRate(text))).toBe(expected));
});

describe("counts", () => {
  it.each([
    ["007", 7],
    ["0", 'count-too-small: "0" is too few: write 1 or more'],
    ["101", 'count-too-large: "101" is too many: at most 100'],
    ["99999999999999999999", 'count-too-large: "99999999999999999999" is too many: at most 100'],
    ["-3", 'negative-count: "-3" is negative: write 1 or more'],
    ["2,5", 'count-with-decimals: "2,5" is not a whole number: write 1 or more, without decimals'],
    ["ten", 'not-a-number: "ten" is not a number: write it in digits, 1 or more'],
    ["0x10", 'not-a-number: "0x10" is not a number: write it in digits, 1 or more'],
  ])("%s", (text, expected) => expect(told(readCount(text, 1, 100))).toBe(expected));
});

describe("days and times", () => {
  it.each([
    ["2024-02-29", "2024-02-29"],
    ["2025-02-29", 'no-such-day: there is no "2025-02-29" in the calendar'],
    ["18.5.2026", 'not-a-day: "18.5.2026" is not a day: write it like 2026-05-18'],
  ])("day %s", (text, expected) => expect(told(readDay(text))).toBe(expected));

  it.each([
    ["2026-05-18T12:00:30", "2026-05-18T09:00:30.000Z"],
    ["2026-05-18", 'not-a-time: "2026-05-18" is not a time: write day and time like 2026-05-18 12:00'],
    ["2026-06-31 12:00", 'no-such-day: there is no "2026-06-31" in the calendar'],
    ["2026-05-18 24:00", 'no-such-time: "2026-05-18 24:00" is not a time of day: hours go to 23, minutes and seconds to 59'],
    ["2026-05-18 23:60", 'no-such-time: "2026-05-18 23:60" is not a time of day: hours go to 23, minutes and seconds to 59'],
    ["2026-05-18 23:00:60", 'no-such-time: "2026-05-18 23:00:60" is not a time of day: hours go to 23, minutes and seconds to 59'],
    ["2026-03-29 03:30", 'skipped-time: "2026-03-29 03:30" does not exist: the clocks are put forward over it that night'],
  ])("time %s", (text, expected) => expect(told(readLocalTime(text, "Europe/Helsinki"))).toBe(expected));

  it.each([
    ["8 years", 96],
    ["1 Y", 12],
    ["7,5 years", 90],
    ["1.3 months", 'measure-not-whole: "1.3 months" does not come to a whole number: write it in a smaller unit'],
    ["101 years", 'measure-too-large: "101 years" is too long: is the unit right?'],
    ["8", 'not-a-measure: "8" cannot be read: write a number and its unit, like 8 years or 18 months'],
    ["8 constructor", 'not-a-measure: "8 constructor" cannot be read: write a number and its unit, like 8 years or 18 months'],
  ])("life %s", (text, expected) => expect(told(readMonths(text))).toBe(expected));
});

describe("identifiers", () => {
  it.each([
    [readIban, "fi21 1234 5600 0007 85", "FI2112345600000785"],
    [readIban, "FI2112345600000786", 'bad-iban: "FI2112345600000786" is not a valid IBAN: check it digit by digit against the account'],
    [readIban, "!".repeat(60), `bad-iban: "${"!".repeat(39)}…" is not a valid IBAN: check it digit by digit against the account`],
    [readBusinessId, "0112038-9", "0112038-9"],
    [
      readBusinessId,
      "0112038-8",
      'bad-business-id-digit: "0112038-8" is not a valid business id: its check digit does not match, so one of the digits is wrong',
    ],
    [
      readBusinessId,
      "01120389",
      'bad-business-id: "01120389" is not a valid business id: write seven digits, a hyphen and the check digit',
    ],
    [readVatId, "fi 01120389", "FI01120389"],
    [readVatId, "DE 123456789", "DE123456789"],
    [
      readVatId,
      "FI01120388",
      'bad-vat-id: "FI01120388" is not a valid VAT id: in Finland it is FI and the business id without its hyphen, like FI01120389',
    ],
    [
      readVatId,
      "US123456789",
      'bad-vat-id: "US123456789" is not a valid VAT id: in Finland it is FI and the business id without its hyphen, like FI01120389',
    ],
    [readEmail, "a.b@example.fi", "a.b@example.fi"],
    [readEmail, "a b@example.fi", 'bad-email: "a b@example.fi" is not an e-mail address: write it like name@example.fi'],
    [readEmail, "a@b", 'bad-email: "a@b" is not an e-mail address: write it like name@example.fi'],
    [readPhone, "+358 (0)40-123 4567", "+358 (0)40-123 4567"],
    [readPhone, "call me", 'bad-phone: "call me" is not a telephone number: write digits, like +358 40 123 4567'],
    [readPhone, "- - - -", 'bad-phone: "- - - -" is not a telephone number: write digits, like +358 40 123 4567'],
    [readPostalCode, "SW1A 1AA", "SW1A 1AA"],
    [readContractNumber, "Ä-17/2", "Ä-17/2"],
    [
      readContractNumber,
      "a b",
      'bad-contract-number: "a b" cannot be a contract number: write letters, digits, hyphens, dots, slashes and underscores, without spaces',
    ],
    [
      readContractNumber,
      "L-2026-0001",
      'reserved-number: "L-2026-0001" looks like the number of a return or a document: put your own letters in front of it',
    ],
    [readContractNumber, "1".repeat(41), "too-long: has 41 characters; at most 40 are accepted: shorten it"],
    [readKey, "chair-folding", "chair-folding"],
    [readKey, "k".repeat(61), "too-long: has 61 characters; at most 60 are accepted: shorten it"],
    [
      readKey,
      "two words",
      'bad-name: "two words" cannot be used as a name here: write letters, digits, hyphens, dots and underscores, without spaces',
    ],
    [
      readKey,
      "constructor",
      'bad-name: "constructor" cannot be used as a name here: write letters, digits, hyphens, dots and underscores, without spaces',
    ],
  ] as const)("%o reads %s", (read, text, expected) => expect(told(read(text))).toBe(expected));
});

describe("texts", () => {
  it("keeps what was meant, composed", () => expect(told(readText("Ma\u0308kela\u0308", 10, false))).toBe("Mäkelä"));
  it("keeps line ends where lines are meant, as one kind", () => expect(told(readText("a\r\nb\rc", 10, true))).toBe("a\nb\nc"));
  it.each([
    ["a bell", "a\u0007b", false, "control-character: holds the invisible character U+0007: delete it"],
    ["a turn of the reading direction", "a\u202eb", true, "control-character: holds the invisible character U+202E: delete it"],
    ["half a character", "a\ud800b", false, "control-character: holds the invisible character U+D800: delete it"],
    ["two lines in a name", "a\nb", false, "line-break: goes over several lines: write it on one"],
    ["ten thousand characters", "x".repeat(10_000), false, "too-long: has 10000 characters; at most 200 are accepted: shorten it"],
  ])("refuses %s", (_, text, lines, expected) => expect(told(readText(text, 200, lines))).toBe(expected));

  it("quotes what it refuses without what could steer a terminal, cut to a line", () => {
    expect(shortened("\u001b[31mred")).toBe("[31mred");
    expect(shortened("x".repeat(41))).toBe(`${"x".repeat(39)}…`);
    expect([shortenedPath("/desk/".repeat(60)), shortenedPath("x".repeat(401))]).toEqual(["/desk/".repeat(60), `${"x".repeat(399)}…`]);
  });
});

describe("suggestions", () => {
  const KNOWN = ["quantity", "dailyRent", "name"];
  it.each([
    ["quantitty", "quantity"],
    ["daily rent", "dailyRent"],
    ["NAME", "name"],
    ["zebra", null],
    ["q".repeat(100), null],
  ])("for %s", (word, expected) => expect(nearest(word, KNOWN)).toBe(expected));
  it("there is none where nothing is known", () => expect(nearest("name", [])).toBeNull());
});

describe("whatever is written", () => {
  it("a reader gives a value or says what is wrong, and an accepted sum prints back to itself", () => {
    const readers = [
      readAmount,
      readRate,
      readDay,
      readMonths,
      readIban,
      readBusinessId,
      readVatId,
      readEmail,
      readPhone,
      readContractNumber,
      readKey,
    ];
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...readers), (text, read) => {
        const reading = (read as (text: string) => Reading<unknown>)(text);
        expect("value" in reading || inEnglish(reading) !== "").toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        expect(readAmount(text)).toEqual({ value: cents });
      }),
    );
  });
});

describe("addresses of e-invoices", () => {
  const refused = (text: string) => expect.stringContaining(`bad-electronic-address: "${text}"`);
  it.each([
    ["0037 0112 0389", { scheme: "0216", id: "003701120389" }],
    ["003701120389ABC12", { scheme: "0216", id: "003701120389ABC12" }],
    ["0216:003701120389", { scheme: "0216", id: "003701120389" }],
    ["0212:0112038-9", { scheme: "0212", id: "0112038-9" }],
    ["0213:FI01120389", { scheme: "0213", id: "FI01120389" }],
    ["0088:7300010000001", { scheme: "0088", id: "7300010000001" }],
    ["FI21 1234 5600 0007 85", { scheme: null, id: "FI2112345600000785" }],
    ["003701120388", refused("003701120388")],
    ["0216:003701120388", refused("0216:003701120388")],
    ["0212:0112038-8", refused("0212:0112038-8")],
    ["0213:SE556677889901", refused("0213:SE556677889901")],
    ["0088:73&1", refused("0088:73&1")],
    ["FI2112345600000786", refused("FI2112345600000786")],
  ])("%s", (text, expected) => expect(told(readElectronicAddress(text))).toEqual(expected));
});

describe("operators of e-invoices", () => {
  it.each([
    ["ndea fihh", "NDEAFIHH"],
    ["0037-2129", expect.stringContaining('bad-operator-id: "0037-2129"')],
  ])("%s", (text, expected) => expect(told(readOperatorId(text))).toEqual(expected));
});

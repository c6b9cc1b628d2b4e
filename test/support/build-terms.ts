/** Terms with good defaults: each test says only what differs. Every rule has a clause, and every clause its three languages. */
import type {
  CapRule,
  Clause,
  DamagedRule,
  DirtyRule,
  ExtraRule,
  LateRule,
  LossOfUseRule,
  Match,
  MissingRule,
  Terms,
  ValueRule,
  Waiver,
  WearRule,
} from "../../src/contract/terms.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";

/** Speaks of everything unless the test narrows it. */
export const buildMatch = (over: Partial<Match> = {}): Match => ({
  types: [],
  severities: [],
  categories: [],
  products: [],
  parts: [],
  sizeMm: null,
  ...over,
});

const buildClause = (number: string, over: Partial<Clause> = {}): Clause => ({
  number,
  title: { fi: `Kohta ${number}`, sv: `Punkt ${number}`, en: `Clause ${number}` },
  text: { fi: `Kohdan ${number} teksti.`, sv: `Texten i punkt ${number}.`, en: `The text of clause ${number}.` },
  ...over,
});

/** Marks up to 25 mm, up to four a unit; beyond that only the marks above four count. */
export const buildWear = (over: Partial<WearRule> = {}): WearRule => ({
  id: "wear.1",
  clause: "4.1",
  match: buildMatch({ types: ["scratched"] }),
  upToSizeMm: 25,
  upToMarks: 4,
  beyond: "excess",
  ...over,
});

/** Straight line from the replacement price; chairs live 8 years, tables 10, tableware 4. No floor; claims as the prices are, gross. */
export const buildValue = (over: Partial<ValueRule> = {}): ValueRule => ({
  id: "value",
  clause: "5.1",
  base: "replacementPrice",
  lives: { chairs: 96, tables: 120, tableware: 48 },
  depreciation: { kind: "straightLine" },
  floor: basisPoints(0),
  claims: "gross",
  ...over,
});

/** Any finding costs the unit's current value. */
export const buildDamaged = (over: Partial<DamagedRule> = {}): DamagedRule => ({
  id: "damaged.1",
  clause: "5.2",
  match: buildMatch(),
  price: { kind: "currentValue" },
  per: "unit",
  neverAboveValue: true,
  ...over,
});

/** Current value; what is brought within seven days costs nothing. */
export const buildMissing = (over: Partial<MissingRule> = {}): MissingRule => ({
  id: "missing.1",
  clause: "5.3",
  match: buildMatch(),
  price: { kind: "currentValue" },
  waitingDays: 7,
  neverAboveValue: true,
  ...over,
});

/** 0.60 a unit, at least 5.00 a return. */
export const buildDirty = (over: Partial<DirtyRule> = {}): DirtyRule => ({
  id: "dirty.1",
  clause: "6.1",
  match: buildMatch(),
  fee: { per: "unit", amount: cents(60) },
  minimum: cents(500),
  ...over,
});

/** 150 % of the daily rent for each started day, two hours of grace that are not taken off, never above the current value. */
export const buildLate = (over: Partial<LateRule> = {}): LateRule => ({
  id: "late.1",
  clause: "7.1",
  match: buildMatch(),
  period: "day",
  price: { kind: "rent", rate: basisPoints(15_000) },
  graceMinutes: 120,
  graceDeducted: false,
  closedDays: "counted",
  cap: { kind: "currentValue" },
  ...over,
});

/** 65 % of the rent, at most thirty days. */
export const buildLossOfUse = (over: Partial<LossOfUseRule> = {}): LossOfUseRule => ({
  id: "lossOfUse.1",
  clause: "7.2",
  match: buildMatch(),
  utilisation: basisPoints(6_500),
  capDays: 30,
  ...over,
});

/** Delivery of 35.00 for a return with damage, outside waiver and cap. */
export const buildExtra = (over: Partial<ExtraRule> = {}): ExtraRule => ({
  id: "extras.1",
  clause: "7.3",
  kind: "delivery",
  match: buildMatch(),
  when: ["damaged"],
  amount: cents(3_500),
  per: "return",
  inside: [],
  ...over,
});

/** The customer pays 30 % of damage. */
export const buildWaiver = (over: Partial<Waiver> = {}): Waiver => ({
  id: "share",
  clause: "8.1",
  name: { fi: "Vahinkoturva", sv: "Skadeskydd", en: "Damage waiver" },
  per: "item",
  pays: { kind: "share", rate: basisPoints(3_000) },
  covers: ["damage"],
  never: { families: [], types: [], products: [], categories: [] },
  ...over,
});

/** 1,000.00 a contract for damage, missing and loss of use. */
export const buildCap = (over: Partial<CapRule> = {}): CapRule => ({
  id: "caps.1",
  clause: "8.2",
  per: "contract",
  amount: cents(100_000),
  families: ["damage", "missing", "lossOfUse"],
  ...over,
});

const CLAUSES = ["4.1", "5.1", "5.2", "5.3", "6.1", "7.1", "7.2", "7.3", "8.1", "8.2", "9.1", "9.2", "9.3"];

/** Value, damaged, missing, dirty, late, notice and payment; no wear, no loss of use, no extras, waivers, caps or smallest sum. */
export const buildTerms = (over: Partial<Terms> = {}): Terms => ({
  name: "test-terms",
  version: "1",
  title: { fi: "Vuokrausehdot", sv: "Hyresvillkor", en: "Rental terms" },
  currency: "EUR",
  languages: ["fi", "sv", "en"],
  clauses: CLAUSES.map((number) => buildClause(number)),
  severities: [
    { type: null, severity: "minor", text: { fi: "Näkyy läheltä.", sv: "Syns på nära håll.", en: "Seen from close by." } },
    { type: null, severity: "moderate", text: { fi: "Näkyy kauempaa.", sv: "Syns på avstånd.", en: "Seen from a distance." } },
    { type: null, severity: "severe", text: { fi: "Estää käytön.", sv: "Hindrar användning.", en: "Keeps it from being used." } },
  ],
  wear: [],
  value: buildValue(),
  damaged: [buildDamaged()],
  missing: [buildMissing()],
  dirty: [buildDirty()],
  late: [buildLate()],
  lossOfUse: [],
  extras: [],
  waivers: [],
  caps: [],
  smallestSum: null,
  notify: { id: "notify", clause: "9.1", days: 3, businessDays: true, consumers: false },
  payment: { id: "payment", clause: "9.2", daysNet: 14, interest: { kind: "law" }, depositOrder: ["damagesStatement", "invoice"] },
  vat: {},
  ...over,
});

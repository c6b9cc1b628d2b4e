/** Billings with good defaults, made by the real planner from charges given by hand: each test says only what differs. */
import { createHash } from "node:crypto";
import type { Charge, InOrder, NotCharged, Source, TraceStep } from "../../src/assessment/assessment.ts";
import { customerTexts } from "../../src/cli/customer-texts.ts";
import type { Contract } from "../../src/contract/contract.ts";
import type { Terms } from "../../src/contract/terms.ts";
import { lineWords } from "../../src/document/e-invoice/line-words.ts";
import type { Inspection } from "../../src/inspection/inspection.ts";
import type { Billing, DocumentKind, ReplyPromise } from "../../src/invoice/billing.ts";
import { type BillingFacts, numberBilling, planBilling } from "../../src/invoice/plan-billing.ts";
import type { Witness } from "../../src/invoice/witness.ts";
import { day } from "../../src/kernel/dates.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import type { Language } from "../../src/kernel/text.ts";
import { buildContract, buildCustomer, buildLine } from "./build-contract.ts";
import { buildFirm } from "./build-firm.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "./build-inspection.ts";
import { buildTerms } from "./build-terms.ts";

export const buildReply = (over: Partial<ReplyPromise> = {}): ReplyPromise => ({
  name: "Mira Lehtonen",
  phone: "+358 40 765 4321",
  email: "tiski@juhlakalusto.example",
  by: day("2026-05-22"),
  ...over,
});

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

/** An invented record of 23 entries, and a journal of 41 rows. */
export const buildWitness = (over: Partial<Witness> = {}): Witness => ({
  record: { id: "R-1", entries: 23, sha256: sha256Of("record") },
  journal: { seq: 41, hash: sha256Of("journal") },
  ...over,
});

export const buildSource = (over: Partial<Source> = {}): Source => ({
  position: 1,
  subject: "group",
  group: "G1",
  findings: ["F1"],
  first: 0,
  count: 3,
  ...over,
});

const valueSteps: readonly TraceStep[] = [
  {
    step: 2,
    level: "unit",
    rule: "value",
    clause: "5.1",
    sentence: "value.straightLine",
    values: { base: { cents: cents(8900) }, age: { months: 26 }, life: { months: 96 }, left: { count: 70 } },
    out: cents(6490),
  },
  {
    step: 3,
    level: "unit",
    rule: "damaged.1",
    clause: "5.2",
    sentence: "price.currentValue",
    values: { value: { cents: cents(6490) } },
    out: cents(6490),
  },
  {
    step: 6,
    level: "line",
    rule: null,
    clause: null,
    sentence: "times",
    values: { count: { count: 3 }, one: { cents: cents(6490) } },
    out: cents(19_470),
  },
];

/** Three cracked chairs at 64.90: V3. */
export const buildCharge = (over: Partial<Charge> = {}): Charge => ({
  id: "C1",
  kind: "diminution",
  source: buildSource(),
  rule: "damaged.1",
  clause: "5.2",
  unitAmount: cents(6490),
  amount: cents(19_470),
  mode: "net",
  vat: "O",
  disputed: false,
  trace: valueSteps,
  ...over,
});

/** 23 dirty cups at 0.60: C1. */
export const buildCleaning = (over: Partial<Charge> = {}): Charge => ({
  id: "C2",
  kind: "cleaning",
  source: buildSource({ position: 2, subject: "dirty", group: null, findings: [], count: 23 }),
  rule: "dirty.1",
  clause: "6.1",
  unitAmount: cents(60),
  amount: cents(1380),
  mode: "net",
  vat: "S",
  disputed: false,
  trace: [
    {
      step: 3,
      level: "unit",
      rule: "dirty.1",
      clause: "6.1",
      sentence: "dirty.unit",
      values: { amount: { cents: cents(60) } },
      out: cents(60),
    },
    {
      step: 6,
      level: "line",
      rule: null,
      clause: null,
      sentence: "times",
      values: { count: { count: 23 }, one: { cents: cents(60) } },
      out: cents(1380),
    },
  ],
  ...over,
});

/** What a bill with a party's chairs and cups rests on: net prices, returned on 2026-05-20, billed the day after. */
export function buildBillingFacts(over: Partial<BillingFacts> & { readonly charges?: readonly Charge[] } = {}): BillingFacts {
  const { charges = [buildCharge(), buildCleaning()], ...rest } = over;
  const contract = rest.contract ?? buildPartyContract();
  const { language } = contract;
  const terms = rest.terms ?? buildTerms();
  const describing = { contract, terms, inspection: buildInspection({}), messages: customerTexts(language), language };
  return {
    contract,
    terms,
    assessment: {
      inspection: "R-1",
      inOrder: [
        { position: 1, count: 57, whole: false },
        { position: 2, count: 97, whole: false },
      ],
      charges,
      notCharged: [],
      problems: [],
      used: { waiver: {}, caps: {}, minimums: {}, deposit: cents(0) },
    },
    firm: buildFirm(),
    today: day("2026-05-21"),
    returnedOn: day("2026-05-20"),
    calendar: { holidays: new Set() },
    depositUsedBefore: cents(0),
    open: [],
    reply: buildReply(),
    release: null,
    say: (charge) => lineWords(charge, describing),
    ...rest,
  };
}

/** Sixty chairs and 120 cups at net prices. */
export const buildPartyContract = (over: Partial<Contract> = {}): Contract =>
  buildContract({
    prices: "net",
    lines: [
      buildLine(),
      buildLine({
        product: "cup-white",
        category: "tableware",
        name: "Kahvikuppi, valkoinen",
        quantity: 120,
        replacementPrice: cents(450),
        dailyRent: cents(25),
      }),
    ],
    ...over,
  });

const NUMBERS: Record<DocumentKind, string> = { invoice: "L-2026-0001", damagesStatement: "K-2026-0001" };

/** A numbered billing with its documents' numbers and a reference from serial 1. */
export const buildBilling = (over: Parameters<typeof buildBillingFacts>[0] = {}): Billing =>
  numberBilling(planBilling(buildBillingFacts(over)), NUMBERS, 1);

/** A billing together with what its letter also reads. */
export interface BillingStory {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly billing: Billing;
  /** The walkthrough that the charges' findings are from. */
  readonly inspection: Inspection;
}

export type StoryName =
  | "ordinary"
  | "oneLine"
  | "sixtyLines"
  | "refund"
  | "nothingToPay"
  | "onlyClaim"
  | "onlyInvoice"
  | "held"
  | "cardHold"
  | "business";
export const STORY_NAMES: readonly StoryName[] = [
  "ordinary",
  "oneLine",
  "sixtyLines",
  "refund",
  "nothingToPay",
  "onlyClaim",
  "onlyInvoice",
  "held",
  "cardHold",
  "business",
];

/** A story's billing in a language of the customer's. */
export function buildStory(name: StoryName, language: Language = "fi"): BillingStory {
  const facts = buildBillingFacts(storyFacts(name, language));
  const billing = numberBilling(planBilling(facts), NUMBERS, 1);
  return { contract: facts.contract, terms: facts.terms, billing, inspection: buildWalkOf(billing, facts.contract) };
}

/** A walkthrough in which every finding of a billing was made. */
function buildWalkOf(billing: Billing, contract: Contract): Inspection {
  const sources = [...billing.charges, ...billing.notCharged].map((entry) => entry.source);
  const lines = contract.lines.map(({ position, quantity }) => {
    const own = sources.filter((source) => source.position === position);
    const groups = own.filter((source) => source.subject === "group").map(groupOf);
    const countOf = (subject: Source["subject"]) =>
      own.filter((source) => source.subject === subject).reduce((sum, { count }) => sum + count, 0);
    return buildLineFacts({ position, out: quantity, groups, missing: countOf("missing"), dirty: countOf("dirty") });
  });
  return buildInspection({ lines, by: [billing.reply.name] });
}

const groupOf = ({ group, count, findings }: Source) =>
  buildGroup({
    id: group ?? "G1",
    count,
    findings: findings.map((id) =>
      id === "F2" ? buildFinding({ id, type: "scratched", sizeMm: 20 }) : buildFinding({ id, severity: "severe" }),
    ),
  });

function storyFacts(name: StoryName, language: Language): NonNullable<Parameters<typeof buildBillingFacts>[0]> {
  const contract = buildPartyContract({ language });
  const withDeposit = (kind: "cash" | "cardHold", amount: number): Contract => ({ ...contract, deposit: { kind, amount: cents(amount) } });
  const base = buildBillingFacts({ contract });
  const assessmentWith = (inOrder: readonly InOrder[], charges: readonly Charge[], notCharged: readonly NotCharged[] = []) => ({
    ...base.assessment,
    inOrder,
    charges,
    notCharged,
  });
  switch (name) {
    case "ordinary":
      return {
        contract: withDeposit("cash", 15_000),
        assessment: assessmentWith(base.assessment.inOrder, base.assessment.charges, [buildWear()]),
      };
    case "oneLine":
      return { contract, charges: [buildCharge({ disputed: true })] };
    case "sixtyLines":
      return sixtyLines(contract);
    case "refund":
      return { contract: withDeposit("cash", 30_000) };
    case "nothingToPay":
      return { contract: withDeposit("cash", 10_000), assessment: assessmentWith(allInOrder, [], [buildWear()]) };
    case "onlyClaim":
      return { contract, charges: [buildCharge()], release: { reason: "Luovutuskuvat ovat asiakkaan omat.", by: "Mira Lehtonen" } };
    case "onlyInvoice":
      return { contract: { ...contract, prices: "gross" }, charges: [buildCleaning({ mode: "gross" })] };
    case "held":
      return {
        contract: withDeposit("cash", 30_000),
        open: ["disputed", "waiting", "out"],
        assessment: assessmentWith(base.assessment.inOrder, [buildCleaning()], [notYet("disputed", 1), notYet("waiting", 2)]),
      };
    case "cardHold":
      return { contract: withDeposit("cardHold", 30_000) };
    case "business":
      return { contract: { ...contract, customer: business } };
  }
}

const allInOrder: readonly InOrder[] = [
  { position: 1, count: 60, whole: true },
  { position: 2, count: 120, whole: true },
];

const business = buildCustomer({
  name: "Näsijärven Tapahtumat Oy",
  kind: "business",
  contact: "Elias Niemi",
  businessId: "0112038-9",
  vatId: "FI01120389",
  email: "laskut@nasijarventapahtumat.example",
});

/** A scratch within the wear rule: D6. */
const buildWear = (): NotCharged => ({
  source: buildSource({ group: "G2", findings: ["F2"], count: 1 }),
  reason: "wear",
  rule: "wear.1",
  clause: "4.1",
  sentence: "notCharged.wear.size",
  values: { size: { millimetres: 20 }, upTo: { millimetres: 25 } },
  trace: [],
});

const notYet = (reason: "disputed" | "waiting", position: number): NotCharged => ({
  source: buildSource({
    position,
    subject: reason === "waiting" ? "missing" : "group",
    group: reason === "waiting" ? null : "G1",
    count: 2,
  }),
  reason,
  rule: null,
  clause: "5.3",
  sentence: `notCharged.${reason}`,
  values: reason === "waiting" ? { days: { days: 7 }, last: { day: day("2026-05-27") } } : {},
  trace: [],
});

/** Sixty products, each with damage or cleaning, for page breaks. */
function sixtyLines(contract: Contract) {
  const positions = Array.from({ length: 60 }, (_, index) => index + 1);
  const charges = positions.map((position) => {
    const source = { position, findings: [`F${position}`], count: (position % 4) + 1 };
    const amount = (unit: number) => ({ unitAmount: cents(unit), amount: cents(unit * source.count) });
    return position % 3 === 0
      ? buildCleaning({
          id: `C${position}`,
          source: buildSource({ ...source, subject: "dirty", group: null, findings: [] }),
          ...amount(60 + position),
        })
      : buildCharge({ id: `C${position}`, source: buildSource(source), ...amount(1000 + 37 * position) });
  });
  const lines = positions.map((position) =>
    buildLine({
      position,
      product: `product-${position}`,
      name: `${position % 2 ? "Taittotuoli" : "Kahvikuppi"}, malli ${position}`,
      quantity: 20,
    }),
  );
  const terms = buildTerms({ payment: { ...buildTerms().payment, interest: { kind: "rate", rate: basisPoints(1_050) } } });
  return {
    contract: { ...contract, lines },
    terms,
    assessment: {
      ...buildBillingFacts({ contract }).assessment,
      inOrder: positions.map((position) => ({ position, count: 16, whole: false })),
      charges,
    },
  };
}

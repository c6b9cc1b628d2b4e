/** A return by the contract's terms and by others, side by side. */
import type { SimulatedSide, Simulation } from "../../app/simulate-billing.ts";
import type { AssessmentProblem } from "../../assessment/assessment.ts";
import type { ComparedCharge, ComparedSide } from "../../assessment/compare-charges.ts";
import { type Describing, factOf, productOf } from "../../document/describe-source.ts";
import type { Cents } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { chargeJson, notChargedJson } from "./billing-json.ts";
import { wrap } from "./columns.ts";
import { jsonMoney } from "./json.ts";
import { plainMoney } from "./plain-money.ts";
import type { Say } from "./sayings.ts";
import { aligned, tabSeparated } from "./table.ts";

const COLUMNS = ["what", "signed", "otherwise", "difference"] as const;
const WIDEST = 48;

export async function simulationText(session: Session, simulation: Simulation): Promise<readonly string[]> {
  const { t, io, language, out } = session;
  const { contract, inspection, signed, otherwise } = simulation;
  const terminal = io.stdout.isTTY === true;
  const money = (amount: Cents): string => (terminal ? formatMoney(amount, language) : plainMoney(amount));
  const describing: Describing = { contract, inspection, language, messages: await session.customerTexts(language) };
  const side = ({ amount, notCharged }: ComparedSide): string => (notCharged === null || !terminal ? money(amount) : "–");
  const rows = simulation.charges.map((charge) => [
    whatOf(charge, describing),
    side(charge.signed),
    side(charge.otherwise),
    money(charge.difference),
  ]);
  const total = [t("simulate.total"), money(signed.total), money(otherwise.total), money(simulation.difference)];
  const head = COLUMNS.map((column) => t(`simulate.column.${column}`));
  if (!terminal) return [tabSeparated([head, ...rows, total])];
  const title = t("simulate.title", { id: inspection.id, contract: plain(contract.number), customer: plain(contract.customer.name) });
  return [
    ...wrap(title, 0).map((line) => out.bold(line)),
    ...wrap(t("simulate.sides", { signed: termsOf(signed), otherwise: termsOf(otherwise) }), 0).map((line) => out.dim(line)),
    "",
    ...aligned(head, [...rows, total], WIDEST),
    ...problemLines(session, "signed", signed),
    ...problemLines(session, "otherwise", otherwise),
    "",
    out.dim(t("simulate.nothingStored")),
  ];
}

const termsOf = ({ terms }: SimulatedSide): string => plain(`${terms.name} ${terms.version}`);

const whatOf = ({ source, kind }: ComparedCharge, describing: Describing): string =>
  plain(`${productOf(source, describing)}: ${factOf(source, describing, kind)}`);

/** Findings that a side cannot price are in neither sum: said, so that nobody takes the difference for the whole. */
function problemLines({ t, out }: Session, side: "signed" | "otherwise", { assessment }: SimulatedSide): string[] {
  if (assessment.problems.length === 0) return [];
  return ["", out.warn(t(`simulate.problems.${side}`, { count: assessment.problems.length })), ...assessment.problems.map(problemLine)];
}

const problemLine = ({ code, source, values }: AssessmentProblem): string => {
  const said = Object.values(values).flatMap((value) => ("text" in value ? [value.text] : []));
  return plain(`  ${code} ${[source.position ?? "", ...said].join(" ")}`);
};

const sideJson = (side: ComparedSide) => ({ ...side, amount: jsonMoney(side.amount) });

const wholeJson = ({ terms, waiver, assessment, documents, total }: SimulatedSide, say: Say) => ({
  terms: { name: terms.name, version: terms.version },
  waiver,
  total: jsonMoney(total),
  documents: documents.map((document) => ({
    kind: document.kind,
    net: jsonMoney(document.net),
    tax: jsonMoney(document.tax),
    total: jsonMoney(document.total),
  })),
  charges: assessment.charges.map((charge) => chargeJson(charge, say)),
  notCharged: assessment.notCharged.map((entry) => notChargedJson(entry, say)),
  problems: assessment.problems.map(({ code, source }) => ({ code, source })),
});

export const simulationJson = (simulation: Simulation, say: Say): Readonly<Record<string, unknown>> => ({
  inspection: simulation.inspection.id,
  contract: simulation.contract.number,
  customer: simulation.contract.customer.name,
  signed: wholeJson(simulation.signed, say),
  otherwise: wholeJson(simulation.otherwise, say),
  charges: simulation.charges.map((charge) => ({
    source: charge.source,
    kind: charge.kind,
    signed: sideJson(charge.signed),
    otherwise: sideJson(charge.otherwise),
    difference: jsonMoney(charge.difference),
  })),
  difference: jsonMoney(simulation.difference),
});

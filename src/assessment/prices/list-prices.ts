/** The prices of a contract before anything has happened: each a hypothetical finding on one piece, assessed by the terms as signed. */
import { type Contract, type ContractLine, effectiveDue } from "../../contract/contract.ts";
import type { ExtraRule, Terms } from "../../contract/terms.ts";
import type { Assessment } from "../assessment.ts";
import { matchesLine } from "../claim-by-match.ts";
import { type AskWhatIf, unitAmountOf } from "./ask-what-if.ts";
import { damagePrices } from "./damage-prices.ts";
import { delayPrices, dirtPrices, missingPrices } from "./other-prices.ts";
import type { ExtraPrice, LinePrices, PriceList, PriceRow } from "./price-list.ts";
import { assessWhatIf, contractOfOnePiece, type Happening, termsOfOnePiece } from "./what-if.ts";

interface Heard {
  readonly extras: Map<string, ExtraPrice>;
}

/** Extras are called for by what is asked about; each is listed once, with its price on its own. */
function hearExtras(heard: Heard, rules: readonly ExtraRule[], { charges }: Assessment): void {
  for (const charge of charges) {
    const rule = rules.find(({ id }) => id === charge.rule);
    if (!rule || charge.source.subject !== "extra") continue;
    const amount = unitAmountOf(charge);
    const { kind, when, per, id, clause } = rule;
    heard.extras.set(`${id}/${amount}`, { kind, when, per, amount, rule: id, clause });
  }
}

function asking(contract: Contract, terms: Terms, line: ContractLine, heard: Heard): AskWhatIf {
  const ask = (happened: Happening, over: Terms = terms): Assessment => {
    const assessment = assessWhatIf(contract, over, line.position, happened);
    hearExtras(heard, terms.extras, assessment);
    return assessment;
  };
  return Object.assign(ask, { terms });
}

const rowsOf = (ask: AskWhatIf, line: ContractLine): PriceRow[] => [
  ...damagePrices(ask, line),
  ...missingPrices(ask, line),
  ...dirtPrices(ask, line),
  ...delayPrices(ask, line),
];

/** Lines of which every price is the same stand together, in the contract's order. */
function together(lines: readonly LinePrices[]): LinePrices[] {
  const byRows = new Map<string, LinePrices>();
  for (const { positions, rows } of lines) {
    const key = JSON.stringify(rows);
    byRows.set(key, { positions: [...(byRows.get(key)?.positions ?? []), ...positions], rows });
  }
  return [...byRows.values()];
}

const distinct = <T>(items: readonly T[]): T[] => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];

/** Rules that speak of at least one of the contract's lines. */
const inUse = <R extends { readonly match: Parameters<typeof matchesLine>[0] }>(rules: readonly R[], { lines }: Contract): R[] =>
  rules.filter(({ match }) => lines.some((line) => matchesLine(match, line)));

/**
 * What a crack, a loss, a dirty piece or a late day would cost on each line on its due day. Pure; no price is reckoned here, all come
 * from `assess`. What a rule cannot tell beforehand (no rule, no life) is left out, as the assessment would stop there too.
 */
export function listPrices(contract: Contract, terms: Terms): PriceList {
  const [one, simple] = [contractOfOnePiece(contract, terms), termsOfOnePiece(terms)];
  const heard: Heard = { extras: new Map() };
  const lines = contract.lines.map((line) => ({ positions: [line.position], rows: rowsOf(asking(one, simple, line, heard), line) }));
  const waiver = terms.waivers.find(({ id }) => id === contract.waiver);
  return {
    contract: contract.number,
    due: effectiveDue(contract),
    zone: contract.zone,
    mode: contract.prices,
    lines: together(lines),
    extras: [...heard.extras.values()],
    waiver: waiver ? { id: waiver.id, clause: waiver.clause, name: waiver.name, per: waiver.per } : null,
    caps: terms.caps.filter(({ per }) => per !== "unit"),
    smallestSum: terms.smallestSum,
    wear: distinct(inUse(terms.wear, contract).map(({ clause }) => clause)),
    waiting: distinct(
      inUse(terms.missing, contract)
        .filter(({ waitingDays }) => waitingDays > 0)
        .map(({ waitingDays, clause }) => ({ days: waitingDays, clause })),
    ),
    minimums: distinct(
      inUse(terms.dirty, contract)
        .filter(({ minimum }) => minimum > 0)
        .map(({ minimum, clause }) => ({ amount: minimum, clause })),
    ),
    grace: distinct(
      inUse(terms.late, contract)
        .filter(({ graceMinutes }) => graceMinutes > 0)
        .map(({ graceMinutes, graceDeducted, clause }) => ({ minutes: graceMinutes, deducted: graceDeducted, clause })),
    ),
  };
}

/** What each kind of damage that the terms price would cost on a line, and a day of its repair. */
import type { ContractLine } from "../../contract/contract.ts";
import { type DamagedRule, FINDING_TYPES, type FindingType, type LossOfUseRule, type Severity } from "../../contract/terms.ts";
import { type Cents, multiply } from "../../kernel/money.ts";
import { matchesLine } from "../claim-by-match.ts";
import { type AskWhatIf, type Cost, costOf } from "./ask-what-if.ts";
import type { DamageKind, PriceRow } from "./price-list.ts";

/** What one finding would cost by which rule. */
interface Answer {
  readonly rule: DamagedRule;
  readonly type: FindingType;
  readonly severity: Severity | null;
  readonly part: string | null;
  /** Null where nothing limits what the repair may cost. */
  readonly cost: Cost | null;
}

/** Dearer than anything on a contract, so that a repair never is the cheaper. */
const dearRepair = (line: ContractLine, times: number): Cents => multiply(line.replacementPrice, 100 * times);

const orNone = <T>(all: readonly T[]): readonly (T | null)[] => (all.length === 0 ? [null] : all);

/** A size that the rule speaks of; just above its lower end, where the limit of normal wear may lie. */
function sizeOf({ match: { sizeMm } }: DamagedRule): number | null {
  if (sizeMm === null) return null;
  if (sizeMm.from === null) return Math.max(1, sizeMm.below - 1);
  const { from, below } = sizeMm;
  return below !== null && from + 1 >= below ? Math.max(1, from) : from + 1;
}

function askOne(ask: AskWhatIf, line: ContractLine, rule: DamagedRule, of: Pick<Answer, "type" | "severity" | "part">): Answer[] {
  const finding = { type: of.type, severity: of.severity, part: of.part, sizeMm: sizeOf(rule) };
  const costWith = (times: number): Cost | null =>
    costOf(ask({ finding: { ...finding, repair: { cost: dearRepair(line, times), days: 0 } } }), "group", rule.id);
  const cost = costWith(1);
  if (cost === null) return [];
  // The same with a dearer estimate tells whether anything but the estimate decides.
  const open = rule.price.kind === "repair" && costWith(2)?.amount !== cost.amount;
  return [{ rule, ...of, cost: open ? null : cost }];
}

function answersFor(ask: AskWhatIf, line: ContractLine, rule: DamagedRule): Answer[] {
  const types = rule.match.types.length === 0 ? FINDING_TYPES : rule.match.types;
  const named = rule.match.parts.filter((part) => line.parts.some(({ name }) => name === part));
  const parts = rule.match.parts.length === 0 ? [null] : named;
  return parts.flatMap((part) =>
    types.flatMap((type) => orNone(rule.match.severities).flatMap((severity) => askOne(ask, line, rule, { type, severity, part }))),
  );
}

const rowOf = ({ rule, type, part, cost }: Answer): PriceRow => ({
  what: "damaged",
  damage: [{ types: [type], severities: rule.match.severities, sizeMm: rule.match.sizeMm }],
  part,
  per: rule.per,
  amount: cost?.amount ?? null,
  repair: rule.price.kind === "repair" || rule.price.kind === "repairOrValue",
  most: null,
  mostPeriods: null,
  capped: cost?.capped ?? false,
  clause: rule.clause,
});

/** The same severities and sizes are named once for all their types. */
function joinedKinds(kinds: readonly DamageKind[]): DamageKind[] {
  const byRest = new Map<string, DamageKind>();
  for (const kind of kinds) {
    const key = JSON.stringify({ ...kind, types: null });
    byRest.set(key, { ...kind, types: [...new Set([...(byRest.get(key)?.types ?? []), ...kind.types])] });
  }
  return [...byRest.values()];
}

/** Damage that costs the same by the same clause becomes one row. */
function joined(rows: readonly PriceRow[]): PriceRow[] {
  const byRest = new Map<string, PriceRow>();
  for (const row of rows) {
    const key = JSON.stringify({ ...row, damage: null });
    byRest.set(key, { ...row, damage: joinedKinds([...(byRest.get(key)?.damage ?? []), ...row.damage]) });
  }
  return [...byRest.values()];
}

/** A day of repair, by the first finding that a rule for loss of use speaks of. */
function lossOfUse(ask: AskWhatIf, line: ContractLine, rules: readonly LossOfUseRule[], answers: readonly Answer[]): PriceRow[] {
  for (const { id, clause } of rules) {
    for (const { rule, type, severity, part } of answers) {
      const repair = { cost: dearRepair(line, 1), days: 1 };
      const cost = costOf(ask({ finding: { type, severity, part, sizeMm: sizeOf(rule), repair } }), "group", id);
      if (cost)
        return [
          {
            ...rowOf({ rule, type, severity, part: null, cost }),
            what: "lossOfUse",
            damage: [],
            per: "day",
            repair: false,
            clause,
          },
        ];
    }
  }
  return [];
}

/** Rules that the terms have for this line, in their order. */
export function damagePrices(ask: AskWhatIf, line: ContractLine): PriceRow[] {
  const rules = ask.terms.damaged.filter(({ match }) => matchesLine(match, line));
  const answers = rules.flatMap((rule) => answersFor(ask, line, rule));
  const idle = ask.terms.lossOfUse.filter(({ match }) => matchesLine(match, line));
  return [...joined(answers.map(rowOf)), ...lossOfUse(ask, line, idle, answers)];
}

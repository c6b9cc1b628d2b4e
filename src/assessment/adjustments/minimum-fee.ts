/** Step 7: the least that a dirty rule charges for the return, over all its lines and loads. */
import type { DirtyRule } from "../../contract/terms.ts";
import { add, allocate, type Cents, larger, smaller, subtract, ZERO } from "../../kernel/money.ts";
import type { Context } from "../context.ts";
import { adjusted, type Draft } from "../draft.ts";
import { traced } from "../trace.ts";
import { total } from "./share-out.ts";

export interface Adjusted {
  readonly drafts: readonly Draft[];
  /** What this adds to the rule's entry in {@link EarlierUse.minimums}. */
  readonly used: Readonly<Record<string, Cents>>;
}

/** What the rule's sum becomes, and the change in what minimums have charged beyond the counted sum so far. */
function raised(rule: DirtyRule, counted: Cents, earlier: Cents | null): { readonly amount: Cents; readonly beyond: Cents } {
  if (earlier === null) {
    const amount = larger(counted, rule.minimum);
    return { amount, beyond: subtract(amount, counted) };
  }
  // An earlier load paid more than it counted: what comes now is paid by that first.
  const paid = smaller(counted, earlier);
  return { amount: subtract(counted, paid), beyond: subtract(ZERO, paid) };
}

function applyRule(
  rule: DirtyRule,
  drafts: readonly Draft[],
  earlier: Cents | null,
): { readonly drafts: Map<Draft, Draft>; readonly beyond: Cents } {
  const counted = total(drafts);
  const { amount, beyond } = raised(rule, counted, earlier);
  if (amount === counted) return { drafts: new Map(), beyond };
  const shares = allocate(
    amount,
    drafts.map((draft) => draft.amount),
  );
  const sentence = earlier === null ? (drafts.length === 1 ? "minimum.raised" : "minimum.raisedShared") : "minimum.paidBefore";
  const values = {
    counted: { cents: counted },
    minimum: { cents: rule.minimum },
    paid: { cents: earlier ?? ZERO },
    amount: { cents: amount },
  };
  const after = drafts.map((draft, index): [Draft, Draft] => {
    const own = shares[index] as Cents;
    const step = traced(7, rule, sentence, { ...values, own: { cents: draft.amount } }, own);
    return [draft, adjusted(draft, own, [step], own === 0 ? "nothingOwed" : draft.gone)];
  });
  return { drafts: new Map(after), beyond };
}

export function minimumFee(context: Context, drafts: readonly Draft[]): Adjusted {
  const raisedTo = new Map<Draft, Draft>();
  const used: Record<string, Cents> = {};
  const before = new Map(Object.entries(context.facts.earlier.minimums));
  for (const rule of context.terms.dirty) {
    const own = drafts.filter(({ basis }) => basis.rule === rule.id && basis.kind === "cleaning");
    // A rule whose fee is nothing (0.00 a unit) does not charge at all.
    if (total(own) === 0) continue;
    const earlier = before.get(rule.id) ?? null;
    const applied = applyRule(rule, own, earlier);
    for (const [counted, after] of applied.drafts) raisedTo.set(counted, after);
    used[rule.id] = add(used[rule.id] ?? ZERO, applied.beyond);
  }
  return { drafts: drafts.map((draft) => raisedTo.get(draft) ?? draft), used };
}

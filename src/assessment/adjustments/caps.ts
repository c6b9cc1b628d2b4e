/** Steps 8 and 10: the caps by line and by contract. What earlier loads were charged under a cap counts. */
import type { CapRule } from "../../contract/terms.ts";
import { type Cents, notNegative, subtract, sum, ZERO } from "../../kernel/money.ts";
import type { Context } from "../context.ts";
import { adjusted, type Draft } from "../draft.ts";
import { traced } from "../trace.ts";
import { chargeAsClaim } from "../vat-treatment.ts";
import { isCapped } from "./capped.ts";
import type { Adjusted } from "./minimum-fee.ts";
import { limitTo } from "./share-out.ts";

const charged = (context: Context, drafts: readonly Draft[]): Cents =>
  sum(drafts.map((draft) => chargeAsClaim(context, draft.amount, draft.basis.vat)));

interface Held {
  readonly drafts: readonly Draft[];
  readonly used: Cents;
}

function hold(context: Context, cap: CapRule, drafts: readonly Draft[], key: string): Held {
  const earlier = context.facts.earlier.caps[key] ?? ZERO;
  const left = notNegative(subtract(cap.amount, earlier));
  const limited = limitTo(
    context,
    drafts.map(({ amount, basis }) => ({ amount, vat: basis.vat })),
    left,
    { step: cap.per === "line" ? 8 : 10, rule: cap },
  );
  if (limited === null) return { drafts, used: charged(context, drafts) };
  const sentence = `cap.${cap.per}${earlier > 0 ? ".earlier" : ""}${drafts.length === 1 ? "" : ".shared"}`;
  // Every charge of one scope is held to the same limit.
  const { limit } = limited;
  const shared = {
    before: { cents: limited.before },
    cap: { cents: earlier > 0 ? cap.amount : limit },
    earlier: { cents: earlier },
    left: { cents: limit },
  };
  const held = limited.charges.map(({ amount, own, out, before, after }, index) => {
    const draft = drafts[index] as Draft;
    const figures = { before: shared.before, cap: shared.cap, earlier: shared.earlier, left: shared.left, own: { cents: own } };
    const step = traced(cap.per === "line" ? 8 : 10, cap, sentence, figures, out);
    const gone = amount === 0 && draft.amount > 0 ? "capped" : draft.gone;
    return adjusted(draft, amount, [...before, step, ...after], gone);
  });
  return { drafts: held, used: charged(context, held) };
}

function holdAll(context: Context, cap: CapRule, before: Adjusted, scopeOf: (draft: Draft) => string | null): Adjusted {
  const scopes = new Map<string, Draft[]>();
  for (const draft of before.drafts) {
    const key = isCapped(cap, draft.basis) ? scopeOf(draft) : null;
    if (key === null) continue;
    const scope = scopes.get(key);
    if (scope) scope.push(draft);
    else scopes.set(key, [draft]);
  }
  const after = new Map<Draft, Draft>();
  const used: Record<string, Cents> = { ...before.used };
  for (const [key, drafts] of scopes) {
    const held = hold(context, cap, drafts, key);
    for (const [index, draft] of drafts.entries()) after.set(draft, held.drafts[index] as Draft);
    used[key] = held.used;
  }
  return { drafts: before.drafts.map((draft) => after.get(draft) ?? draft), used };
}

/** Step 8. Charges of the whole return belong to no line. */
export const lineCaps = (context: Context, drafts: readonly Draft[]): Adjusted =>
  context.terms.caps
    .filter((cap) => cap.per === "line")
    .reduce<Adjusted>((before, cap) => holdAll(context, cap, before, ({ line }) => (line === null ? null : `${cap.id}/${line.position}`)), {
      drafts,
      used: {},
    });

/** Step 10. */
export const contractCaps = (context: Context, drafts: readonly Draft[]): Adjusted =>
  context.terms.caps
    .filter((cap) => cap.per === "contract")
    .reduce<Adjusted>((before, cap) => holdAll(context, cap, before, () => cap.id), { drafts, used: {} });

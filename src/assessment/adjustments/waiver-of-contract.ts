/** Step 9: a waiver per incident or per contract. What earlier loads came to and paid under it counts. */
import type { Waiver } from "../../contract/terms.ts";
import { add, allocate, type Cents, notNegative, smaller, subtract, ZERO } from "../../kernel/money.ts";
import type { EarlierUse } from "../assessment.ts";
import type { Context } from "../context.ts";
import { adjusted, type Draft } from "../draft.ts";
import { traced } from "../trace.ts";
import { total } from "./share-out.ts";
import { payOf } from "./waiver-share.ts";

export interface Waived {
  readonly drafts: readonly Draft[];
  readonly used: EarlierUse["waiver"];
}

/** A finding without a named event is an event of its own. */
function scopeOf(waiver: Waiver, inspection: string, { basis, source }: Draft): string {
  if (waiver.per === "contract") return "contract";
  if (basis.incident !== null) return `incident/${basis.incident}`;
  return ["own", inspection, source.position ?? "", source.subject, source.group ?? ""].join("/");
}

interface Shared {
  readonly drafts: readonly Draft[];
  readonly before: Cents;
  readonly paid: Cents;
}

function share(waiver: Waiver, drafts: readonly Draft[], earlier: { readonly before: Cents; readonly paid: Cents }): Shared {
  const before = total(drafts);
  const pay = payOf(waiver.pays, add(earlier.before, before));
  const paid = smaller(before, notNegative(subtract(pay.amount, earlier.paid)));
  if (paid === before) return { drafts, before, paid };
  const shares = allocate(
    paid,
    drafts.map((draft) => draft.amount),
  );
  const sentence = `waiver.${waiver.per}.${pay.how}${earlier.before > 0 ? ".earlier" : ""}${drafts.length === 1 ? "" : ".shared"}`;
  const money = { before, earlier: earlier.before, paidBefore: earlier.paid, all: add(earlier.before, before), pays: pay.amount, paid };
  const figures = { ...pay.values, ...Object.fromEntries(Object.entries(money).map(([name, cents]) => [name, { cents }])) };
  const waived = drafts.map((draft, index) => {
    const amount = shares[index] as Cents;
    const step = traced(9, waiver, sentence, { ...figures, own: { cents: draft.amount } }, amount);
    return adjusted(draft, amount, [step], amount === 0 ? "waived" : draft.gone);
  });
  return { drafts: waived, before, paid };
}

export function waiverOfContract(context: Context, drafts: readonly Draft[]): Waived {
  const { waiver, facts } = context;
  if (waiver === null || waiver.per === "item") return { drafts, used: {} };
  const scopes = new Map<string, Draft[]>();
  for (const draft of drafts.filter(({ basis, amount }) => basis.covered && amount > 0)) {
    const key = scopeOf(waiver, facts.inspection.id, draft);
    const scope = scopes.get(key);
    if (scope) scope.push(draft);
    else scopes.set(key, [draft]);
  }
  const after = new Map<Draft, Draft>();
  const used: Record<string, { before: Cents; paid: Cents }> = {};
  for (const [key, own] of scopes) {
    const shared = share(waiver, own, facts.earlier.waiver[key] ?? { before: ZERO, paid: ZERO });
    for (const [index, draft] of own.entries()) after.set(draft, shared.drafts[index] as Draft);
    used[key] = { before: shared.before, paid: shared.paid };
  }
  return { drafts: drafts.map((draft) => after.get(draft) ?? draft), used };
}

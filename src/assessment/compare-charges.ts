/** Two assessments of the same findings side by side: what each thing costs in one and in the other. */
import { add, type Cents, subtract, ZERO } from "../kernel/money.ts";
import { type Assessment, type Charge, type NotCharged, type Source, sourceKey } from "./assessment.ts";
import { bySource } from "./order.ts";

/** One thing that was found; nothing is charged for it on a side whose `amount` is 0. */
export interface ComparedCharge {
  /** What it is, with all its units. */
  readonly source: Source;
  readonly kind: Charge["kind"] | null;
  readonly signed: ComparedSide;
  readonly otherwise: ComparedSide;
  /** What it costs more (or, negative, less) otherwise. */
  readonly difference: Cents;
}

export interface ComparedSide {
  readonly amount: Cents;
  readonly clause: string | null;
  /** Why nothing is charged; null where something is. */
  readonly notCharged: NotCharged["reason"] | null;
}

const thingOf = ({ position, subject, group }: Source): string => [position ?? "", subject, group ?? ""].join("/");

/** Several charges may speak of the same units; each unit counts once. */
function allUnits(sources: readonly Source[]): Source {
  const [first] = sources as [Source, ...Source[]];
  const ranges = new Map(sources.map((source) => [sourceKey(source), source]));
  const units = new Set([...ranges.values()].flatMap((source) => Array.from({ length: source.count }, (_, index) => source.first + index)));
  return { ...first, findings: [...new Set(sources.flatMap(({ findings }) => findings))], first: Math.min(...units), count: units.size };
}

function sideOf(
  { charges, notCharged }: Assessment,
  thing: string,
): ComparedSide & { readonly sources: readonly Source[]; readonly kind: Charge["kind"] | null } {
  const own = charges.filter(({ source }) => thingOf(source) === thing);
  const spared = notCharged.filter(({ source }) => thingOf(source) === thing);
  return {
    amount: own.reduce((sum, { amount }) => add(sum, amount), ZERO),
    clause: own[0]?.clause ?? spared[0]?.clause ?? null,
    notCharged: own.length > 0 ? null : (spared[0]?.reason ?? "nothingOwed"),
    sources: own.map(({ source }) => source),
    kind: own[0]?.kind ?? null,
  };
}

/** Everything that costs something on at least one side, in the order of a bill. */
export function compareCharges(signed: Assessment, otherwise: Assessment): ComparedCharge[] {
  const things = [...new Set([...signed.charges, ...otherwise.charges].map(({ source }) => thingOf(source)))];
  return things
    .map((thing) => {
      const [a, b] = [sideOf(signed, thing), sideOf(otherwise, thing)];
      const plain = ({ amount, clause, notCharged }: ComparedSide): ComparedSide => ({ amount, clause, notCharged });
      return {
        source: allUnits([...a.sources, ...b.sources]),
        kind: a.kind ?? b.kind,
        signed: plain(a),
        otherwise: plain(b),
        difference: subtract(b.amount, a.amount),
      };
    })
    .sort((a, b) => bySource(a.source, b.source));
}

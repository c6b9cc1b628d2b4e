/** How much each role may give away: on one line, and on one contract altogether. Several small gifts count as the one they add up to. */
import { type Cents, cents, ZERO } from "../kernel/money.ts";
import type { Act, Role } from "./staff.ts";

export interface ConcessionLimit {
  /** Everything given on one line together. */
  readonly perLine: Cents;
  /** Everything given on one contract together. */
  readonly perContract: Cents;
}

/** An owner has no limit and a temp may give nothing: neither can be set otherwise. */
export type LimitedRole = "clerk" | "lead";
export const LIMITED_ROLES: readonly LimitedRole[] = ["clerk", "lead"];
export type ConcessionLimits = Readonly<Record<LimitedRole, ConcessionLimit>>;

export const USUAL_LIMITS: ConcessionLimits = {
  clerk: { perLine: cents(20_00), perContract: cents(50_00) },
  lead: { perLine: cents(200_00), perContract: cents(500_00) },
};

/** What is given when something further is. */
export interface GivenSoFar {
  readonly line: Cents;
  readonly contract: Cents;
}

const ACT_OF = { clerk: "concession.clerk", lead: "concession.lead", owner: "concession.owner" } as const satisfies Partial<
  Record<Role, Act>
>;

/** The act that the least role may do whose limits cover it all. @param given with what is to be given now. */
export function actFor(limits: ConcessionLimits, given: GivenSoFar): Act {
  const within = LIMITED_ROLES.find((role) => given.line <= limits[role].perLine && given.contract <= limits[role].perContract);
  return ACT_OF[within ?? "owner"];
}

export const limitOf = (limits: ConcessionLimits, role: Role): ConcessionLimit | null =>
  role === "owner" ? null : role === "temp" ? { perLine: ZERO, perContract: ZERO } : limits[role];

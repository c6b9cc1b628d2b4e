/** Who is at the desk, and what each may do alone. */
import type { Day } from "../kernel/dates.ts";

/** In ascending authority. */
export const ROLES = ["temp", "clerk", "lead", "owner"] as const;
export type Role = (typeof ROLES)[number];

export interface StaffMember {
  /** Short name typed at the desk, unique: `mira`. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly phone: string | null;
  /** Last day at the desk; null while open-ended. */
  readonly endsOn: Day | null;
  readonly hasPin: boolean;
}

/** What needs somebody's authority, and the least role that has it. */
export const AUTHORITY = {
  "staff.manage": "owner",
  "inspection.release": "lead",
  "dispute.drop": "lead",
  "credit.issue": "lead",
  "contract.expire": "lead",
  // What was ours: within a clerk's limit the terms decide by themselves when it is recorded; everything else is a lead's word.
  "fault.byTerms": "lead",
  "fault.bySum": "lead",
  "standing.decide": "lead",
  "contact.sums": "lead",
  "customer.forget": "lead",
  // Which of these a concession takes, the limits say.
  "concession.clerk": "clerk",
  "concession.lead": "lead",
  "concession.owner": "owner",
} as const satisfies Record<string, Role>;
export type Act = keyof typeof AUTHORITY;

export const atLeast = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
export const isActive = (member: StaffMember, today: Day): boolean => member.endsOn === null || member.endsOn >= today;

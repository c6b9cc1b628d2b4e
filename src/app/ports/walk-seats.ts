/** Who walks a contract's goods through right now: presence, and no part of the books. */
import type { Instant } from "../../kernel/dates.ts";

export interface WalkSeat {
  readonly id: number;
  readonly contract: string;
  /** Staff id. */
  readonly staff: string;
  /** The machine and the process that hold it. */
  readonly host: string;
  readonly pid: number;
  readonly since: Instant;
  readonly seenAt: Instant;
  /** The line somebody is on; 0 for the customer's answer and the end; null: none. */
  readonly position: number | null;
  /** Staff id of who took over; then the seat is lost. */
  readonly takenBy: string | null;
}

export interface WalkSeatRepository {
  of(contract: string): Promise<readonly WalkSeat[]>;
  get(id: number): Promise<WalkSeat | null>;
  /** @returns its id. */
  sit(seat: Omit<WalkSeat, "id" | "position" | "takenBy" | "seenAt">): Promise<number>;
  /** A sign of life, and the line somebody is on. */
  seen(id: number, at: Instant, position: number | null): Promise<void>;
  takenBy(id: number, staff: string): Promise<void>;
  leave(id: number): Promise<void>;
}

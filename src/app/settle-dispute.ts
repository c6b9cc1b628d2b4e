/** What became of what the customer saw differently: some of it, or all, is agreed by now or let go. The next bill bills or drops just that. */
import { assess } from "../assessment/assess.ts";
import { type NotCharged, type Source, sourceKey } from "../assessment/assessment.ts";
import type { Walk } from "../inspection/fold.ts";
import type { SettledDispute } from "../inspection/inspection.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { findReturn } from "./find-return.ts";
import { loadReturn } from "./load-return.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

/** Which of what is disputed is meant. */
export interface DisputeChoice {
  /** A line of the contract; null: everything, with what is charged for the whole return. */
  readonly position: number | null;
  /** A group of the line (`G1`), or `missing`, `dirty`, `late`; null: all of the line. */
  readonly part: string | null;
  /** How many units, where only some are meant; null: all. */
  readonly count: number | null;
}

export type Outcome = SettledDispute["outcome"];

export interface OpenDisputes {
  readonly header: InspectionHeader;
  readonly walk: Walk;
  readonly all: readonly Source[];
  /** Those that were chosen. */
  readonly chosen: readonly Source[];
}

/**
 * What of a return is disputed, and what of it is chosen. What is billed can still be let go, and is credited then (`invoice correct`);
 * there is nothing left to agree about.
 * @param id of the return, or its contract's number.
 * @throws UserError `walk-unfinished`, `nothing-disputed`, `count-too-large`, and those of {@link findReturn}.
 */
export async function openDisputes(desk: Desk, id: string, choice: DisputeChoice, outcome: Outcome): Promise<OpenDisputes> {
  const store = await desk.store();
  const calendar = await desk.calendar();
  return store.read((repositories) => disputesOf(desk, repositories, calendar, { id, choice, outcome }));
}

type Calendar = Awaited<ReturnType<Desk["calendar"]>>;

async function disputesOf(
  desk: Desk,
  repositories: Repositories,
  calendar: Calendar,
  { id, choice, outcome }: { readonly id: string; readonly choice: DisputeChoice; readonly outcome: Outcome },
): Promise<OpenDisputes> {
  const header = await findReturn(repositories, id);
  if (header.finishedAt === null) {
    throw new UserError("walk-unfinished", { id: header.id, kind: header.kind, contract: header.contract }, [`inspect ${header.contract}`]);
  }
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const { facts } = await loadReturn(repositories, header, { calendar, today });
  const all = uniqueSources(
    assess({ ...facts, include: "agreed", billed: outcome === "dropped" ? [] : facts.billed }).notCharged.filter(
      ({ reason }) => reason === "disputed",
    ),
  );
  const meant = all.filter((source) => isMeant(source, choice));
  if (meant.length === 0) throw nothingDisputed(header, all);
  const chosen = choice.count === null ? meant : someOf(header, meant, choice.count);
  return { header, walk: await loadWalk(repositories, header.id), all, chosen };
}

const uniqueSources = (entries: readonly NotCharged[]): Source[] => [
  ...new Map(entries.map(({ source }) => [sourceKey(source), source])).values(),
];

function isMeant(source: Source, { position, part }: DisputeChoice): boolean {
  if (position === null) return true;
  if (source.position !== position) return false;
  return part === null || part.toLowerCase() === (source.group ?? source.subject).toLowerCase() || part.toLowerCase() === source.subject;
}

/** Agreed units come before disputed ones: from the front, so that what stays disputed keeps its numbers. */
function someOf(header: InspectionHeader, meant: readonly Source[], count: number): Source[] {
  const [only, ...others] = meant;
  if (!only || others.length > 0) throw new UserError("count-of-several", { id: header.id, count: meant.length }, ["--of G1"]);
  if (count > only.count) throw new UserError("count-too-large", { count, disputed: only.count }, [`--count ${only.count}`]);
  return [{ ...only, count }];
}

const nothingDisputed = ({ id }: InspectionHeader, all: readonly Source[]): UserError =>
  all.length === 0
    ? new UserError("nothing-disputed", { id }, [`invoice ${id}`])
    : new UserError("not-disputed", { id }, [
        ...new Set(
          all.map(({ position, group, subject }) =>
            position === null ? `inspect settle ${id}` : `inspect settle ${id} ${position} --of ${group ?? subject}`,
          ),
        ),
      ]);

function reasonFrom(text: string): string {
  const reason = plain(text).trim();
  if (reason === "") throw new UserError("settle-reason-missing", {}, ['--reason "…"']);
  if (reason.length > LONGEST_TEXT) throw new UserError("settle-reason-too-long", { length: reason.length, most: LONGEST_TEXT });
  return reason;
}

export interface Settling {
  readonly outcome: Outcome;
  readonly reason: string;
  /** Name of the person whose decision it is; whoever calls has made sure that they may (`dispute.drop` for dropping). */
  readonly decidedBy: string;
}

/**
 * Stores what became of the chosen disputes, as an entry of the walk and a row of the journal.
 * @throws UserError as {@link openDisputes}; `settle-reason-missing`, `settle-reason-too-long`.
 */
export async function settleDispute(desk: Desk, id: string, choice: DisputeChoice, settling: Settling): Promise<OpenDisputes> {
  const reason = reasonFrom(settling.reason);
  const { outcome, decidedBy } = settling;
  const calendar = await desk.calendar();
  const store = await desk.store();
  return store.write(async (repositories) => {
    const open = await disputesOf(desk, repositories, calendar, { id, choice, outcome });
    const sources = open.chosen.map(sourceKey);
    const walk = await appendEvents(repositories, desk, open.walk, [{ type: "settled", outcome, sources, reason, decidedBy }]);
    const row = {
      at: desk.clock.now(),
      staff: desk.actor,
      contract: open.header.contract,
      act: `dispute.${outcome}`,
      subject: open.header.id,
    };
    await repositories.journal.append({ ...row, detail: { sources } });
    return { ...open, walk };
  });
}

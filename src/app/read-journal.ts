/** Who did what when, with the names that people know: of staff, and of what it was about. */
import { atWallClock, type Day } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import { CLOSED } from "./closed-months.ts";
import { findContract } from "./find-contract.ts";
import type { JournalRow } from "./ports/journal.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface JournalQuestion {
  readonly contract: string | null;
  readonly staff: string | null;
  readonly act: string | null;
  readonly since: Day | null;
  /** Null: all of them. */
  readonly limit: number | null;
}

export interface ReadRow extends JournalRow {
  /** Null for what the program did by itself, and for a person who is not in the list any more. */
  readonly name: string | null;
  /** What it was about, as people call it; null where the act says it all. */
  readonly about: string | null;
}

/** Acts whose subject is the key of a billing. */
const OF_BILLING = /^(?:billing\.(?:issued|rendered)|refund\.|card-hold\.)/u;

/** The numbers of a billing's documents; what cannot be read is named by its key. */
async function numbersOf({ billings }: Repositories, key: string): Promise<string> {
  try {
    const issued = await billings.get(Number(key));
    const numbers = issued?.billing.documents.flatMap(({ number }) => number ?? []) ?? [];
    return numbers.length > 0 ? numbers.join(", ") : (issued?.billing.inspection ?? key);
  } catch (error) {
    if (error instanceof UserError) return key;
    throw error;
  }
}

async function aboutOf(repositories: Repositories, { act, subject, contract }: JournalRow): Promise<string | null> {
  if (OF_BILLING.test(act)) return numbersOf(repositories, subject);
  if (act.startsWith("letter.") && subject.startsWith("bill/")) return numbersOf(repositories, subject.slice("bill/".length));
  if (act.startsWith("letter.") && subject.startsWith("record/")) return subject.slice("record/".length, subject.lastIndexOf("."));
  if (act.startsWith("letter.")) return subject.slice(subject.indexOf("/") + 1);
  if (act === CLOSED) return subject.slice(0, subject.indexOf("/"));
  if (act.startsWith("copy.") || act === "terms.added") return subject.slice(0, 12);
  if (subject === contract || act.startsWith("credit-note.") || act.startsWith("reminder.")) return null;
  return subject;
}

/** @returns rows in their order, and how many there are in all. @throws UserError `contract-unknown`. */
export async function readJournal(
  desk: Desk,
  question: JournalQuestion,
): Promise<{ readonly rows: readonly ReadRow[]; readonly count: number }> {
  return (await desk.store()).read(async (repositories) => {
    const { contract, staff, act, since, limit } = question;
    const { rows, count } = await repositories.journal.list({
      ...(contract === null ? {} : { contract: (await findContract(repositories, contract)).number }),
      ...(staff === null ? {} : { staff }),
      ...(act === null ? {} : { act }),
      ...(since === null ? {} : { since: atWallClock(since, "00:00:00", desk.settings.zone) }),
      ...(limit === null ? {} : { limit }),
    });
    const names = new Map((await repositories.staff.list()).map((member) => [member.id, plain(member.name)]));
    const known = new Map<string, string | null>();
    const read: ReadRow[] = [];
    for (const row of rows) {
      const key = `${row.act} ${row.subject} ${row.contract}`;
      if (!known.has(key)) known.set(key, names.get(row.act.startsWith("staff.") ? row.subject : "") ?? (await aboutOf(repositories, row)));
      read.push({ ...row, name: names.get(row.staff) ?? null, about: known.get(key) ?? null });
    }
    return { rows: read, count };
  });
}

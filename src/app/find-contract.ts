/** Which contract somebody means: by its number, with a suggestion when there is none, or by what is typed in a search. */
import { distance } from "fastest-levenshtein";
import type { Contract } from "../contract/contract.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import type { ContractSummary, Desk, Repositories } from "./ports.ts";

/** Numbers that differ by so many characters at most are suggested. */
const NEAR = 2;
const MOST_SUGGESTIONS = 3;
const LONGEST_SEARCHED = 60;

/** @throws UserError `contract-unknown`, whose values name the numbers nearest to it; `contract-let-go`. */
export async function findContract(repositories: Pick<Repositories, "contracts" | "retention">, number: string): Promise<Contract> {
  const contract = await repositories.contracts.get(number.trim());
  if (contract !== null) return contract;
  const tombstone = await repositories.retention.tombstone(number.trim());
  if (tombstone !== null) throw new UserError("contract-let-go", { contract: tombstone.contract, day: tombstone.at.slice(0, 10) });
  const near = nearNumbers(number.trim(), await numbersToCompare(repositories, number.trim()));
  throw new UserError(
    "contract-unknown",
    { number: shorten(plain(number)), near: near.join(", "), count: near.length },
    near.length > 0 ? [] : ["contracts find TEXT", "contracts add FILE"],
  );
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
/** How numbers are compared for a suggestion: capitals, spaces and dashes are what people get wrong first. */
const bare = (number: string): string => number.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Of more contracts than can be compared in no time, those that a search finds, which forgives a slip and a beginning that was left out. */
const MOST_COMPARED = 5_000;
const MOST_SEARCHED = 50;

async function numbersToCompare({ contracts }: Pick<Repositories, "contracts">, number: string): Promise<readonly string[]> {
  const numbers = await contracts.numbers(MOST_COMPARED + 1);
  if (numbers.length <= MOST_COMPARED) return numbers;
  return (await contracts.find(number.slice(0, LONGEST_SEARCHED), MOST_SEARCHED)).map((found) => found.number);
}

function nearNumbers(wanted: string, numbers: readonly string[]): readonly string[] {
  const typed = bare(wanted).slice(0, 100);
  const reach = Math.min(NEAR, Math.max(1, Math.floor(typed.length / 3)));
  const measured = numbers.map((number) => ({ number, apart: apart(typed, bare(number)) }));
  const nearest = measured.reduce((least, one) => Math.min(least, one.apart), reach);
  return measured
    .filter((one) => one.apart === nearest)
    .map(({ number }) => plain(number))
    .sort()
    .slice(0, MOST_SUGGESTIONS);
}

/** Nothing where the beginning was left out, such as the year; one mistake where figures changed places; else as many as there are. */
function apart(typed: string, number: string): number {
  if (typed.length >= 3 && number.endsWith(typed)) return 0;
  const mistakes = distance(typed, number);
  return mistakes === 2 && sorted(typed) === sorted(number) ? 1 : mistakes;
}

const sorted = (text: string): string => [...text].sort().join("");

const isOpen = ({ state }: ContractSummary): boolean => state !== "back";

/**
 * Contracts that a search finds, best first; the empty search lists what is due, today's first.
 * @param open only those of which something is still out.
 */
export async function searchContracts(desk: Desk, text: string, limit: number, open = false): Promise<readonly ContractSummary[]> {
  const store = await desk.store();
  if (text.trim() !== "") {
    const found = await store.read(({ contracts }) => contracts.find(text.trim(), open ? MOST_OPEN : limit));
    return open ? found.filter(isOpen).slice(0, limit) : found;
  }
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const listed = await store.read(({ contracts }) => contracts.list({ limit: Math.max(limit, MOST_OPEN) }));
  return [...listed.filter(isOpen)].sort(byDue(today, desk.settings.zone)).slice(0, limit);
}

/** How many contracts are looked through for what is due. */
const MOST_OPEN = 500;

/** Due today first, then what is overdue, the latest first, then what is still to come. */
function byDue(today: Day, zone: string): (a: ContractSummary, b: ContractSummary) => number {
  const rank = (contract: ContractSummary): number => {
    const due = dayOf(contract.due, zone);
    return due === today ? 0 : due < today ? 1 : 2;
  };
  return (a, b) => rank(a) - rank(b) || (rank(a) === 1 ? (a.due > b.due ? -1 : 1) : a.due < b.due ? -1 : 1);
}

/**
 * Contracts for a list, by due time.
 * @param due Only what is not wholly back and due on that day or before; null: all.
 */
export async function listContracts(desk: Desk, due: Day | null): Promise<readonly ContractSummary[]> {
  const store = await desk.store();
  const listed = await store.read(({ contracts }) => contracts.list(due === null ? {} : { dueBy: due }));
  return due === null ? listed : listed.filter(isOpen);
}

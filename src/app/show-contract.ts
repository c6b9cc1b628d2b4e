/** A contract as the counter needs it: what was agreed, where the signed copies are, and the words of a clause. */
import type { Contract } from "../contract/contract.ts";
import type { Clause, Terms } from "../contract/terms.ts";
import { UserError } from "../kernel/errors.ts";
import { type LocalText, plain } from "../kernel/text.ts";
import { findContract } from "./find-contract.ts";
import type { LoadHistory } from "./load-history.ts";
import type { Desk, InspectionHeader, Repositories, SignedCopy, SignedCopyFile } from "./ports.ts";

export interface ShownFile extends SignedCopyFile {
  /** Absolute path of the first copy. */
  readonly path: string;
  /** Absolute path of the second copy; null while it is pending. */
  readonly mirrorPath: string | null;
}

export interface ShownCopy extends Omit<SignedCopy, "files" | "contract"> {
  readonly files: readonly ShownFile[];
}

export interface ShownContract {
  readonly contract: Contract;
  /** What the terms call the chosen waiver; null: none was chosen. */
  readonly waiverName: LocalText | null;
  readonly signedCopies: readonly ShownCopy[];
  readonly inspections: readonly InspectionHeader[];
  /** What came when, line by line; null where nothing has come back. */
  readonly history: LoadHistory | null;
}

/** @throws UserError `contract-unknown`. */
export async function showContract(desk: Desk, number: string): Promise<ShownContract> {
  const store = await desk.store();
  const { contract, terms, copies, inspections, history } = await store.read(async (repositories) => {
    const found = await findContract(repositories, number);
    const walks = await repositories.inspections.of(found.number);
    return {
      contract: found,
      terms: found.waiver === null ? null : await repositories.terms.get(found.terms.sha256),
      copies: await repositories.signedCopies.of(found.number),
      inspections: walks,
      history: await historyOf(repositories, found, walks),
    };
  });
  const signedCopies: ShownCopy[] = [];
  for (const { contract: _, files, ...copy } of copies) signedCopies.push({ ...copy, files: await located(desk, files) });
  const waiverName = terms?.waivers.find((waiver) => waiver.id === contract.waiver)?.name ?? null;
  return { contract, waiverName, signedCopies, inspections, history };
}

/** Read only where there is something to tell: a contract that has just been signed is shown in a blink. */
async function historyOf(repositories: Repositories, contract: Contract, walks: readonly InspectionHeader[]): Promise<LoadHistory | null> {
  if (!walks.some(({ kind, finishedAt }) => kind === "return" && finishedAt !== null)) return null;
  const { loadHistory } = await import("./load-history.ts");
  return loadHistory(repositories, contract);
}

async function located(desk: Desk, files: readonly SignedCopyFile[]): Promise<readonly ShownFile[]> {
  const archive = await desk.archive();
  const shown: ShownFile[] = [];
  for (const file of files) {
    const { path, mirrorPath } = await archive.locate(file.sha256);
    shown.push({ ...file, path, mirrorPath });
  }
  return shown;
}

/** @throws UserError `clause-unknown`, whose values list the numbers there are. */
export function findClause(contract: Contract, terms: Terms | null, wanted: string): Clause {
  const clauses = terms?.clauses ?? [];
  const clause = clauses.find((candidate) => candidate.number === wanted.trim().replace(/^§\s*|\.$/gu, ""));
  if (clause) return clause;
  throw new UserError("clause-unknown", {
    number: contract.number,
    clause: plain(wanted).slice(0, 40),
    known: clauses.map((candidate) => candidate.number).join(", "),
  });
}

export interface ShownClause {
  readonly contract: Contract;
  readonly clause: Clause;
  /** Where it stands in the signed copy, from 1; null where that has not been looked for, or is not known. */
  readonly page: number | null;
  readonly pages: number | null;
}

/** @throws UserError `contract-unknown`, `clause-unknown`. */
export async function showClause(desk: Desk, number: string, wanted: string): Promise<ShownClause> {
  const store = await desk.store();
  const { contract, terms } = await store.read(async (repositories) => {
    const found = await findContract(repositories, number);
    return { contract: found, terms: await repositories.terms.get(found.terms.sha256) };
  });
  const clause = findClause(contract, terms, wanted);
  const { knownPages } = await import("./load-signed-pages.ts");
  const known = terms && (await knownPages(desk, { contract, terms }));
  const at = known?.clauses[clause.number];
  return { contract, clause, page: at === undefined ? null : at + 1, pages: known?.pages ?? null };
}

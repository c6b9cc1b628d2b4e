/** Which case somebody means, and who its customer is. */
import type { Customer } from "../contract/contract.ts";
import { UserError } from "../kernel/errors.ts";
import { idKind } from "../kernel/ids.ts";
import { plain } from "../kernel/text.ts";
import { type CaseAbout, type CaseWithSteps, caseName, caseNumber, saidOf } from "../people/case.ts";
import { findContract } from "./find-contract.ts";
import { billingOfDocument } from "./find-return.ts";
import type { Repositories } from "./ports.ts";

/** @throws UserError `case-unknown`. */
export async function findCase({ cases }: Pick<Repositories, "cases">, id: string): Promise<CaseWithSteps> {
  const number = caseNumber(id);
  const found = number === null ? null : await cases.get(number);
  if (!found) throw new UserError("case-unknown", { id: plain(id).slice(0, 40) }, ["desk cases list"]);
  return found;
}

/** @throws UserError `case-unknown`, `case-closed`. */
export async function findOpenCase(repositories: Pick<Repositories, "cases">, id: string): Promise<CaseWithSteps> {
  const found = await findCase(repositories, id);
  if (found.closedAt === null) return found;
  throw new UserError("case-closed", { id: caseName(found.id) }, [`desk cases show ${caseName(found.id)}`]);
}

/**
 * What an id is about: a return, a document, or a contract.
 * @throws UserError `case-line-unknown`, `return-unknown`, `contract-unknown`.
 */
export async function aboutOf(repositories: Repositories, id: string | null, line: number | null): Promise<CaseAbout> {
  if (id === null) {
    if (line !== null) throw new UserError("case-line-of-what", { line }, ["desk cases open L-2026-0001 --line 2"]);
    return { contract: null, inspection: null, document: null, line: null };
  }
  const issued = await billingOfDocument(repositories, id);
  const header = idKind(id) === "return" ? await repositories.inspections.header(id.trim().toUpperCase()) : null;
  if (idKind(id) === "return" && header === null) throw new UserError("return-unknown", { id: plain(id).slice(0, 40) }, ["inspect list"]);
  const number = issued?.billing.contract ?? header?.contract ?? id;
  const contract = await findContract(repositories, number);
  if (line !== null && !contract.lines.some(({ position }) => position === line))
    throw new UserError("case-line-unknown", { line, contract: contract.number }, [`contracts show ${contract.number}`]);
  return {
    contract: contract.number,
    inspection: issued?.billing.inspection ?? header?.id ?? null,
    document: issued === null ? null : id.trim().toUpperCase(),
    line,
  };
}

/** Whom a case is with; what was said when it was opened goes before the contract. */
export interface CaseCustomer {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Customer["address"] | null;
}

export async function customerOf({ contracts }: Pick<Repositories, "contracts">, of: CaseWithSteps): Promise<CaseCustomer> {
  const said = saidOf(of);
  const contract = of.about.contract === null ? null : await contracts.get(of.about.contract);
  const known = contract?.customer ?? null;
  return {
    name: said.name ?? known?.name ?? null,
    email: said.email ?? known?.email ?? null,
    phone: said.phone ?? known?.phone ?? null,
    address: known?.address ?? null,
  };
}

/** Whether a bill asks for something of what a case is about. */
export async function isBilled({ inspections, billings }: Repositories, { contract, inspection, document }: CaseAbout): Promise<boolean> {
  if (document !== null) return true;
  const returns = inspection !== null ? [inspection] : contract === null ? [] : (await inspections.of(contract)).map(({ id }) => id);
  for (const id of returns) if ((await billings.ofInspection(id)).length > 0) return true;
  return false;
}

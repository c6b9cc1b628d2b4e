/**
 * Registers contracts with the terms they were signed under. First a plan that says everything that is wrong in every file, then one
 * transaction for all of them: a contract is never half there, and neither is a pile of them.
 */
import { checkContractAgainstTerms } from "../contract/check-contract.ts";
import type { Contract } from "../contract/contract.ts";
import { type ParsedContract, parseContract, type TermsReference } from "../contract/parse-contract.ts";
import { problemAt } from "../contract/reading/issues.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { sayingOf, UserError } from "../kernel/errors.ts";
import { type FileProblem, inFile, type Problem } from "../kernel/result.ts";
import type { StaffMember } from "../people/staff.ts";
import type { Desk, Repositories } from "./ports.ts";
import { type ReadTerms, readTerms } from "./read-terms.ts";
import { refuseDeclined } from "./standing.ts";

/** A contract's file as it was read. */
export interface ContractSource {
  /** As the user named it, for problems. */
  readonly file: string;
  readonly text: string;
  /** Reads a file that this one names, seen from its own folder. @throws UserError `file-…`. */
  readText(path: string): Promise<{ readonly file: string; readonly text: string }>;
}

export interface PlannedContract {
  readonly file: string;
  readonly contract: Contract;
  /** Null for terms that are stored already. */
  readonly newTerms: ReadTerms | null;
  /** The very same contract is registered: adding it changes nothing. */
  readonly existed: boolean;
}

export interface AddPlan {
  readonly contracts: readonly PlannedContract[];
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}

/** What reading one file came to. */
interface Reading {
  readonly planned: PlannedContract | null;
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}

/** Reads and checks every file; writes nothing. */
export async function planContracts(desk: Desk, sources: readonly ContractSource[]): Promise<AddPlan> {
  const store = await desk.store();
  const readings = await store.read(async (repositories) => {
    const made: Reading[] = [];
    for (const source of sources) made.push(await readOne(desk, repositories, source));
    return made;
  });
  return {
    contracts: readings.flatMap(({ planned }) => planned ?? []),
    problems: distinct(readings.flatMap(({ problems }) => problems)),
    warnings: distinct(readings.flatMap(({ warnings }) => warnings)),
  };
}

/** Several contracts may name the same terms, whose problems are said once. */
const distinct = (problems: readonly FileProblem[]): readonly FileProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

async function readOne(desk: Desk, repositories: Repositories, source: ContractSource): Promise<Reading> {
  const { zone, desk: name } = desk.settings;
  const parsed = parseContract(source.text, { zone, desk: name });
  if (!parsed.ok) return { planned: null, problems: inFile(source.file, parsed.problems), warnings: [] };
  const terms = await resolveTerms(repositories, source, parsed.value);
  if (terms.read === null) return { planned: null, problems: terms.problems, warnings: terms.warnings };
  const checked = checkContractAgainstTerms(parsed.value.contract, terms.read.terms, parsed.value.places);
  const contract: Contract = { ...parsed.value.contract, terms: terms.read.pin };
  const stored = await repositories.contracts.get(contract.number);
  const existed = stored !== null && canonicalJson(stored) === canonicalJson(contract);
  const taken = stored !== null && !existed ? [numberTaken(parsed.value, stored)] : [];
  return {
    planned: { file: source.file, contract, newTerms: terms.stored ? null : terms.read, existed },
    problems: inFile(source.file, [...taken, ...checked.errors]),
    warnings: [...terms.warnings, ...inFile(source.file, checked.warnings)],
  };
}

function numberTaken({ places }: ParsedContract, stored: Contract): Problem {
  return problemAt(places, ["number"], "number-taken", { number: stored.number, customer: stored.customer.name });
}

interface ResolvedTerms {
  readonly read: ReadTerms | null;
  readonly stored: boolean;
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}

const refused = (source: ContractSource, problem: Problem): ResolvedTerms => ({
  read: null,
  stored: false,
  problems: inFile(source.file, [problem]),
  warnings: [],
});

const resolveTerms = (repositories: Repositories, source: ContractSource, parsed: ParsedContract): Promise<ResolvedTerms> =>
  "file" in parsed.terms
    ? fromFile(repositories, source, parsed, parsed.terms.file)
    : fromStore(repositories, source, parsed, parsed.terms);

async function fromFile(
  repositories: Repositories,
  source: ContractSource,
  { places }: ParsedContract,
  path: string,
): Promise<ResolvedTerms> {
  let named: Awaited<ReturnType<ContractSource["readText"]>>;
  try {
    named = await source.readText(path);
  } catch (error) {
    if (error instanceof UserError) return refused(source, problemAt(places, ["terms"], "terms-unreadable", { reason: sayingOf(error) }));
    throw error;
  }
  const { read, problems, warnings } = readTerms(named.file, named.text);
  if (read === null) return { read, stored: false, problems, warnings };
  const stored = (await repositories.terms.get(read.pin.sha256)) !== null;
  const before = await repositories.terms.byName(read.pin.name, read.pin.version);
  const edited = before !== null && !stored ? [editedTerms(read)] : [];
  return { read, stored, problems, warnings: [...warnings, ...inFile(named.file, edited)] };
}

/** What was signed under the earlier words stays; but two people who cite the version would mean different things. */
const editedTerms = ({ pin }: ReadTerms): Problem => ({
  code: "terms-edited",
  values: { name: pin.name, version: pin.version },
  path: "version",
  line: 1,
  column: 1,
});

async function fromStore(
  repositories: Repositories,
  source: ContractSource,
  { places }: ParsedContract,
  reference: Exclude<TermsReference, { file: string }>,
): Promise<ResolvedTerms> {
  const { name, version, sha256 } = reference;
  const found = await repositories.terms.byName(name, version);
  if (found === null) {
    return refused(source, problemAt(places, ["terms"], "unknown-terms", { name, version }));
  }
  if (sha256 !== null && sha256 !== found.pin.sha256) {
    const values = { name, version, sha256: found.pin.sha256 };
    return refused(source, problemAt(places, ["terms", "sha256"], "other-terms", values));
  }
  return { read: { ...found, source: "" }, stored: true, problems: [], warnings: [] };
}

/**
 * Stores what a plan without problems says, all of it or nothing, with a row in the journal for each.
 * @param letThrough who lets it through all the same that a customer was told "no, thank you"; has proved who they are. Null: nobody.
 * @throws UserError `customer-declined`; `contract-exists` when somebody took a number meanwhile, or two of the files have the same.
 */
export async function addContracts(desk: Desk, plan: AddPlan, letThrough: StaffMember | null = null): Promise<readonly PlannedContract[]> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const added: PlannedContract[] = [];
    for (const planned of plan.contracts) added.push({ ...planned, existed: !(await addOne(desk, repositories, planned, letThrough)) });
    return added;
  });
}

/** False when the same contract is there already. */
async function addOne(
  desk: Desk,
  repositories: Repositories,
  { contract, newTerms }: PlannedContract,
  letThrough: StaffMember | null,
): Promise<boolean> {
  const { contracts, terms, journal } = repositories;
  const row = { at: desk.clock.now(), staff: desk.actor };
  const { pin } = newTerms ?? { pin: contract.terms };
  if (newTerms !== null && (await terms.get(pin.sha256)) === null) {
    await terms.add(newTerms.terms, pin, newTerms.source);
    await journal.append({ ...row, contract: null, act: "terms.added", subject: pin.sha256, detail: pin });
  }
  const existed = (await contracts.get(contract.number)) !== null;
  if (!existed) await refuseDeclined(desk, repositories, contract, letThrough);
  await contracts.add(contract);
  if (existed) return false;
  await journal.append({ ...row, contract: contract.number, act: "contract.added", subject: contract.number, detail: { terms: pin } });
  return true;
}

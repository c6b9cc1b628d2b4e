/** What `contracts add` does: read, check everything, say all that is wrong or store all of it. */
import { dirname, isAbsolute, join } from "node:path";
import { type AddPlan, addContracts, type ContractSource, type PlannedContract, planContracts } from "../../app/add-contract.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { problemJson, problemLine } from "../output/tell.ts";
import type { Session } from "../session.ts";
import { readFileText, shownName } from "./read-file-text.ts";

/** @throws UserError `contract-has-errors` with every problem in every file; nothing is stored then. */
export async function addContractFiles(session: Session, paths: readonly string[], letThrough = false): Promise<void> {
  if (paths.filter((path) => path === "-").length > 1) throw new UsageError("stdin-twice");
  const desk = await session.desk();
  const sources: ContractSource[] = [];
  for (const path of paths) sources.push(await sourceOf(session, path));
  const plan = await planContracts(desk, sources);
  session.remark(
    ...plan.warnings.map((warning) => session.err.warn(session.t("contractFiles.warning", { problem: problemLine(session.t, warning) }))),
  );
  if (plan.problems.length > 0) throw refusal(plan);
  const lets = letThrough && !session.flags.dryRun ? await session.authority("standing.decide") : null;
  const added = session.flags.dryRun ? plan.contracts : await addContracts(desk, plan, lets);
  if (session.flags.json)
    session.json({
      contracts: added.map(addedJson),
      warnings: plan.warnings.map((warning) => problemJson(session.t, warning)),
      dryRun: session.flags.dryRun,
    });
  else session.print(...added.map((each) => addedText(session, each)));
  if (session.flags.dryRun) session.remark(session.t("common.dryRun"));
}

async function sourceOf(session: Session, path: string): Promise<ContractSource> {
  return {
    file: shownName(path),
    text: await readFileText(session, path),
    readText: async (named) => {
      const file = isAbsolute(named) || path === "-" ? named : join(dirname(path), named);
      return { file, text: await readFileText(session, file) };
    },
  };
}

const refusal = ({ problems }: AddPlan): UserError =>
  new UserError("contract-has-errors", { count: problems.length }, ["contracts schema", "contracts add FILE --dry-run"], { problems });

const addedJson = ({ contract, existed, file }: PlannedContract) => ({
  file,
  number: contract.number,
  customer: contract.customer.name,
  lines: contract.lines.length,
  terms: contract.terms,
  existed,
});

function addedText({ t }: Session, { contract, existed }: PlannedContract): string {
  const { name, version } = contract.terms;
  const values = { number: contract.number, customer: plain(contract.customer.name), lines: contract.lines.length, terms: name, version };
  return t(existed ? "contractFiles.existed" : "contractFiles.added", values);
}

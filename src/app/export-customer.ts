/** Everything the desk holds of a customer, to be handed to them: readable, as the originals, and as JSON (GDPR articles 15 and 20). */
import { createHash } from "node:crypto";
import { type Contract, type Customer, effectiveDue } from "../contract/contract.ts";
import { dayOf } from "../kernel/dates.ts";
import { type Language, plain } from "../kernel/text.ts";
import { formatDay } from "../language/format.ts";
import type { Messages } from "../language/messages.ts";
import { contentsOf, type ExportFile, SUMS, safeName } from "./export-contents.ts";
import { exportFolderName, fill, type KeptFolder, put } from "./export-contract.ts";
import { contractsOf, findCustomer } from "./find-customer.ts";
import type { WhoseData } from "./ports/personal-data.ts";
import type { Desk, Repositories } from "./ports.ts";
import { standingsOf } from "./standing.ts";

export interface ExportedCustomer {
  readonly folder: string;
  readonly customer: string;
  readonly contracts: readonly string[];
  readonly written: number;
  /** Files that were there and right. */
  readonly kept: number;
  /** Paths of what the archive could not read in either copy. */
  readonly damaged: readonly string[];
}

/** The customer that a text means, with their contracts. */
export interface KnownCustomer {
  readonly customer: Customer;
  readonly contracts: readonly Contract[];
  readonly whose: WhoseData;
}

/** @throws UserError as `findCustomer`. */
export async function knownCustomer(repositories: Repositories, text: string): Promise<KnownCustomer> {
  const customer = await findCustomer(repositories, text);
  const contracts = await contractsOf(repositories, customer);
  const standings = (await standingsOf(repositories, customer)).map(({ id }) => id);
  return { customer, contracts, whose: { contracts: contracts.map(({ number }) => number), email: customer.email, standings } };
}

type Rows = Awaited<ReturnType<Repositories["personalData"]["rowsOf"]>>;

/** Files that no contract's own folder has: letters that were sent, mails and papers of cases, scans that came in by themselves. */
async function otherFiles(desk: Desk, { contracts }: WhoseData, rows: Rows, shown: ReadonlySet<string>): Promise<readonly ExportFile[]> {
  const [archive, store] = [await desk.archive(), await desk.store()];
  const named = await store.read(async ({ archived }) => (await Promise.all(contracts.map((number) => archived.list(number)))).flat());
  const files = new Map<string, ExportFile>();
  // Papers of cases and letters about how we stand go by the rows: some are about no contract, and what somebody else wrote about one is not theirs.
  const by = (kind: "caseFile" | "letter", table: string) =>
    (rows[table] ?? []).map(({ sha256, name }) => ({ kind, sha256: String(sha256), name: String(name) }));
  const theirs = [...named.filter(({ kind }) => kind !== "caseFile"), ...by("caseFile", "case_files"), ...by("letter", "standing_letters")];
  for (const { kind, sha256, name } of theirs) {
    if (shown.has(sha256)) continue;
    files.set(sha256, { path: `${kind}-${sha256.slice(0, 12)}-${safeName(name)}`, sha256, bytes: () => archive.read(sha256) });
  }
  return [...files.values()];
}

function readMe(desk: Desk, { customer, contracts }: KnownCustomer, t: Messages, language: Language): Buffer {
  const { firm, zone } = desk.settings;
  const lines = contracts.map((contract) => {
    const [from, to] = [contract.handOver, effectiveDue(contract)].map((at) => formatDay(dayOf(at, zone), language));
    return `  ${plain(contract.number)}   ${from} – ${to}   ${exportFolderName(contract.number)}`;
  });
  const words = t("exportCustomer.readMe", {
    customer: plain(customer.name),
    firm: plain(firm.name),
    email: plain(firm.email),
    contracts: lines.join("\n"),
    sums: SUMS,
  });
  return Buffer.from(`${words}\n`);
}

/**
 * Writes everything into a folder: a page that says what is what, each contract as `contracts export` writes it, all rows of the books as
 * JSON, and what else the archive keeps. A second run goes on where one was stopped.
 * @param text any contract of theirs, their name, e-mail address or business id.
 * @throws UserError as `findCustomer`, and what the disk refuses.
 */
export async function exportCustomer(
  desk: Desk,
  text: string,
  textsFor: (language: Language) => Promise<Messages>,
  folder: KeptFolder,
): Promise<ExportedCustomer> {
  const store = await desk.store();
  const known = await store.read((repositories) => knownCustomer(repositories, text));
  const language = known.contracts.at(-1)?.language ?? desk.settings.language;
  const rows = await store.read(({ personalData }) => personalData.rowsOf(known.whose));
  const contents = new Map<string, readonly ExportFile[]>();
  for (const { number } of known.contracts) contents.set(exportFolderName(number), (await contentsOf(desk, number, textsFor)).files);
  const shown = new Set([...contents.values()].flat().map(({ sha256 }) => sha256));
  const data = { schemaVersion: 1, customer: known.customer, tables: rows };
  const others = await otherFiles(desk, known.whose, rows, shown);
  if (others.length > 0) contents.set("other", others);
  let [written, kept] = [0, 0];
  const [sums, damaged]: [string[], string[]] = [[], []];
  for (const [path, bytes] of Object.entries({
    "README.txt": readMe(desk, known, await textsFor(language), language),
    "data.json": Buffer.from(`${JSON.stringify(data, null, 2)}\n`),
  })) {
    if (await put(folder, path, bytes)) written += 1;
    else kept += 1;
    sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${path}\n`);
  }
  for (const [name, files] of contents) {
    const done = await fill(folder, name, files);
    written += done.written;
    kept += done.kept;
    sums.push(done.sums);
    damaged.push(...done.damaged);
  }
  await put(folder, SUMS, Buffer.from(sums.join("")));
  await noted(desk, known);
  const { contracts } = known.whose;
  return { folder: folder.path, customer: known.customer.name, contracts, written, kept, damaged };
}

/** The journal says that it was handed out, contract by contract and without a name. */
async function noted(desk: Desk, { contracts }: KnownCustomer): Promise<void> {
  await (await desk.store()).write(async ({ journal }) => {
    for (const { number } of contracts) {
      const row = { at: desk.clock.now(), staff: desk.actor, contract: number, subject: number };
      await journal.append({ ...row, act: "customer.exported" });
    }
  });
}

/**
 * The database: one SQLite file in the data folder. Every write is on disk when it resolves (WAL, `synchronous=FULL`); a write that
 * fails leaves nothing behind.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { chmodSync, closeSync, constants, openSync, statSync } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { Kysely } from "kysely";
import type { Repositories, Store } from "../app/ports.ts";
import { UserError } from "../kernel/errors.ts";
import { archivedRepository } from "./archived-files.ts";
import { billingRepository } from "./billing-repository.ts";
import { cardHoldRepository } from "./card-hold-repository.ts";
import { caseRepository } from "./case-repository.ts";
import { concessionRepository } from "./concession-repository.ts";
import { contractRepository } from "./contract-repository.ts";
import { copyTextRepository } from "./copy-text-repository.ts";
import { creditNoteRepository } from "./credit-note-repository.ts";
import { explainDatabaseError } from "./database-errors.ts";
import { deliveryRepository } from "./delivery-repository.ts";
import { explainDiskError, makeFolder, syncFolder } from "./durable-file.ts";
import { eInvoiceRepository } from "./e-invoice-repository.ts";
import { feedbackRepository } from "./feedback-repository.ts";
import { ImmediateSqliteDialect } from "./immediate-sqlite-dialect.ts";
import { inspectionRepository } from "./inspection-repository.ts";
import { issuedFiles } from "./issued-files.ts";
import { type JournalWriting, journalRepository } from "./journal-repository.ts";
import { noticeRepository } from "./notice-repository.ts";
import { openSqlite } from "./open-sqlite.ts";
import { ourFaultRepository } from "./our-fault-repository.ts";
import { pastFindingsRepository } from "./past-findings-repository.ts";
import { paymentRepository } from "./payment-repository.ts";
import { payoutRepository } from "./payout-repository.ts";
import { personalDataRepository } from "./personal-data-repository.ts";
import { promiseRepository } from "./promise-repository.ts";
import { reminderRepository } from "./reminder-repository.ts";
import { retentionRepository } from "./retention-repository.ts";
import { rowSeals } from "./row-seals.ts";
import type { Schema, Trx } from "./schema.ts";
import { isUpToDate } from "./schema-version.ts";
import { signedCopyRepository } from "./signed-copy-repository.ts";
import { staffRepository } from "./staff-repository.ts";
import { standingRepository } from "./standing-repository.ts";
import { termsRepository } from "./terms-repository.ts";
import { trayRepository } from "./tray-repository.ts";
import { verificationRepository } from "./verification-repository.ts";
import { waitingRepository } from "./waiting-repository.ts";
import { walkSeatRepository } from "./walk-seat-repository.ts";

/** Outside of transactions: while another program makes, changes or closes the database. */
const BUSY_TIMEOUT_MS = 20_000;

/** The database's file in a data folder. */
export const databasePath = (dataFolder: string): string => join(dataFolder, "returndesk.sqlite");

const missing = (file: string): UserError => new UserError("database-missing", { path: file }, ["desk doctor"]);

/** Readable by this user alone from its first byte; SQLite gives its side files the same mode. */
async function makePrivate(file: string, folder: string, when: "create" | "existing"): Promise<void> {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined && when === "existing") throw missing(file);
  if (mode === undefined) {
    await makeFolder(folder);
    try {
      closeSync(openSync(file, "wx", 0o600));
      await syncFolder(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  } else if ((mode & 0o077) !== 0 && process.platform !== "win32") {
    chmodSync(file, 0o600);
  }
}

/** Twenty migrations take as long to read as a contract does; a desk needs them once. */
async function bringUpToDate(database: Database, file: string): Promise<void> {
  if (isUpToDate(database)) return;
  const [{ migrate }, { MIGRATIONS }] = [await import("./migrate.ts"), await import("./migrations.ts")];
  migrate(database, file, MIGRATIONS);
}

async function open(file: string): Promise<Database> {
  const database = openSqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (database.pragma("journal_mode", { simple: true }) !== "wal") database.pragma("journal_mode = wal");
    database.pragma("synchronous = full");
    database.pragma("foreign_keys = on");
    await bringUpToDate(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const repositoriesOf = (trx: Trx, writing: JournalWriting): Repositories => ({
  contracts: contractRepository(trx),
  terms: termsRepository(trx),
  signedCopies: signedCopyRepository(trx),
  inspections: inspectionRepository(trx),
  billings: billingRepository(trx),
  creditNotes: creditNoteRepository(trx),
  payouts: payoutRepository(trx),
  personalData: personalDataRepository(trx),
  promises: promiseRepository(trx),
  cardHolds: cardHoldRepository(trx),
  cases: caseRepository(trx),
  concessions: concessionRepository(trx),
  ourFaults: ourFaultRepository(trx),
  standings: standingRepository(trx),
  feedback: feedbackRepository(trx),
  deliveries: deliveryRepository(trx),
  payments: paymentRepository(trx),
  eInvoices: eInvoiceRepository(trx),
  notices: noticeRepository(trx),
  seats: walkSeatRepository(trx),
  reminders: reminderRepository(trx),
  pastFindings: pastFindingsRepository(trx),
  retention: retentionRepository(trx),
  issuedFiles: issuedFiles(trx),
  tray: trayRepository(trx),
  copyTexts: copyTextRepository(trx),
  staff: staffRepository(trx),
  journal: journalRepository(trx, writing),
  archived: archivedRepository(trx),
  verifications: verificationRepository(trx),
  waiting: waitingRepository(trx),
});

/** Put in by the build. */
declare const RETURNDESK_VERSION: string | undefined;

/**
 * A transaction inside another one waits for ever: there is one connection. Where the source runs, as in tests, that is an error at once; in the
 * bundle following every promise would cost each start milliseconds.
 */
const NOTICES_NESTING = typeof RETURNDESK_VERSION !== "string";

function storeOn(database: Database, file: string, zone: string): Store {
  const seals = rowSeals(database);
  const kysely = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(database, seals.begin) });
  const inside = NOTICES_NESTING ? new AsyncLocalStorage<true>() : null;
  async function run<T>(accessMode: "read only" | "read write", work: (repositories: Repositories) => Promise<T>): Promise<T> {
    if (inside?.getStore()) throw new Error("a transaction was opened inside another one: use the repositories it was given");
    try {
      const transaction = kysely.transaction().setAccessMode(accessMode);
      return await transaction.execute((trx) => {
        const go = (): Promise<T> => work(repositoriesOf(trx, { seals, zone }));
        return inside ? inside.run(true, go) : go();
      });
    } catch (error) {
      throw explainDatabaseError(error, file);
    }
  }
  return {
    read: (work) => run("read only", work),
    write: (work) => run("read write", work),
    close: async () => {
      // Else every promise of the process would carry it from then on: a process that has opened many stores grows slow.
      inside?.disable();
      await kysely.destroy();
      database.close();
    },
  };
}

/**
 * Opens the database of a data folder and brings an older one up to date after a backup.
 * @param when `create` makes it when it is not there; `existing` refuses instead: with the data's disk away, an empty database in its
 * place would count from one again.
 * @param zone the desk's: a day of the journal ends when it does there.
 * @throws UserError `database-missing`, `database-newer`, `database-foreign`, `database-damaged`, `database-busy`, or what the disk refuses.
 */
export async function openStore(dataFolder: string, when: "create" | "existing" = "create", zone = "UTC"): Promise<Store> {
  const file = databasePath(dataFolder);
  try {
    await makePrivate(file, dataFolder, when);
    return storeOn(await open(file), file, zone);
  } catch (error) {
    if ((error as { code?: unknown }).code === "SQLITE_CANTOPEN") await explainFolder(dataFolder, file);
    throw explainDiskError(explainDatabaseError(error, file), file);
  }
}

/** SQLite says "cannot open" for every reason there is; the folder knows better. @throws UserError when the folder cannot be written. */
async function explainFolder(folder: string, file: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw explainDiskError(error, file);
  }
}

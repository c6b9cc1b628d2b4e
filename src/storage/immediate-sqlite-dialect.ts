/**
 * SQLite as Kysely has it, except that a writing transaction begins `immediate`: it takes the write lock before it reads. With a
 * deferred `begin`, two programs that read and then write lose each other's writes or fail half-way.
 */
import type { Database } from "better-sqlite3";
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver, type TransactionSettings } from "kysely";
import { keptStatements } from "./kept-statements.ts";

/** How long a program waits for another one's write before it says so. */
const PATIENCE_MS = 20_000;
const LONGEST_PAUSE_MS = 3;
/** Between two writes of one program: without it, one that writes without end never leaves the lock free for the others to see. */
const COURTESY_MS = 2;

const isBusy = (error: unknown): boolean => String((error as { code?: unknown })?.code).startsWith("SQLITE_BUSY");
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database;
  #writing = false;
  #lastWrite = 0;
  readonly #beforeWriting: () => void;

  constructor(database: Database, beforeWriting: () => void) {
    super({ database: keptStatements(database) });
    this.#database = database;
    this.#beforeWriting = beforeWriting;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    if (this.#writing) this.#lastWrite = Date.now();
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    this.#writing = settings?.accessMode !== "read only";
    if (this.#writing) {
      this.#beforeWriting();
      await this.#beginImmediate();
    } else await connection.executeQuery(CompiledQuery.raw("begin"));
  }

  /** Waits between attempts instead of inside SQLite, which would stop this whole program: it may be the one that holds the lock. */
  async #beginImmediate(): Promise<void> {
    const sinceLast = Date.now() - this.#lastWrite;
    if (sinceLast < COURTESY_MS) await pause(COURTESY_MS);
    const until = Date.now() + PATIENCE_MS;
    const patience = this.#database.pragma("busy_timeout", { simple: true });
    for (;;) {
      try {
        this.#database.pragma("busy_timeout = 0");
        this.#database.exec("begin immediate");
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error;
      } finally {
        this.#database.pragma(`busy_timeout = ${patience}`);
      }
      await pause(1 + Math.random() * LONGEST_PAUSE_MS);
    }
  }

  /** A full disk has rolled back already; a second rollback would hide the reason behind "no transaction is active". */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database;
  readonly #beforeWriting: () => void;

  /** @param beforeWriting called outside of any transaction, before each that writes. */
  constructor(database: Database, beforeWriting: () => void) {
    super({ database });
    this.#database = database;
    this.#beforeWriting = beforeWriting;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database, this.#beforeWriting);
  }
}

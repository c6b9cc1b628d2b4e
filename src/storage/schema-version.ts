/** Which shape of the database this version of the program knows: what an up-to-date desk needs to know of the migrations, without reading them. */
import type { Database } from "better-sqlite3";

/** The number of the last migration. */
export const SCHEMA_VERSION = 22;

/** Marks the file as ours: "RDsk" as four bytes, the SQLite header's application id. */
export const APPLICATION_ID = 0x5244736b;

export const versionOf = (database: Database): number => database.pragma("user_version", { simple: true }) as number;
export const isOurs = (database: Database): boolean => database.pragma("application_id", { simple: true }) === APPLICATION_ID;
export const isUpToDate = (database: Database): boolean => versionOf(database) === SCHEMA_VERSION && isOurs(database);

import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";

/** A hash in fours: short enough to compare by eye, whole enough to prove. */
export const inFours = (hash: string): string => hash.replace(/(.{4})(?=.)/gu, "$1 ");

/** SHA-256 of a value's canonical JSON in hexadecimal fours, as letters printed it of the walkthrough before they carried a witness. */
export const fingerprintOf = (value: unknown): string => inFours(createHash("sha256").update(canonicalJson(value)).digest("hex"));

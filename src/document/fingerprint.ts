import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";

/** SHA-256 of a value's canonical JSON in hexadecimal fours: short enough to compare by eye, whole enough to prove. */
export const fingerprintOf = (value: unknown): string =>
  createHash("sha256")
    .update(canonicalJson(value))
    .digest("hex")
    .replace(/(.{4})(?=.)/gu, "$1 ");

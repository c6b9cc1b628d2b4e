import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { TermsPin } from "./contract.ts";
import type { Terms } from "./terms.ts";

/** Name, version and SHA-256 of what the terms say: the layout and comments of their file do not count, every word and figure does. */
export const pinTerms = (terms: Terms): TermsPin => ({
  name: terms.name,
  version: terms.version,
  sha256: createHash("sha256").update(canonicalJson(terms), "utf8").digest("hex"),
});

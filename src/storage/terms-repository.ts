import type { TermsRepository } from "../app/ports.ts";
import type { Terms } from "../contract/terms.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Trx } from "./schema.ts";

export function termsRepository(trx: Trx): TermsRepository {
  // Stored terms never change, and most contracts of one reading share them.
  const read = new Map<string, Terms>();
  return {
    async add(terms, pin, source) {
      await trx
        .insertInto("terms")
        .values({ sha256: pin.sha256, name: pin.name, version: pin.version, value: canonicalJson(terms), source })
        .onConflict((conflict) => conflict.column("sha256").doNothing())
        .execute();
    },
    async get(sha256) {
      const known = read.get(sha256);
      if (known) return known;
      const row = await trx.selectFrom("terms").select("value").where("sha256", "=", sha256).executeTakeFirst();
      if (!row) return null;
      const terms = JSON.parse(row.value) as Terms;
      read.set(sha256, terms);
      return terms;
    },
    /** Without a version, and where a version was edited, the one stored last. */
    async byName(name, version) {
      let query = trx.selectFrom("terms").select(["sha256", "name", "version", "value"]).where("name", "=", name);
      if (version !== null) query = query.where("version", "=", version);
      const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
      return row ? { pin: { name: row.name, version: row.version, sha256: row.sha256 }, terms: JSON.parse(row.value) as Terms } : null;
    },
  };
}

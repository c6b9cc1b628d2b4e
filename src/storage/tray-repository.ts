import type { TrayItem, TrayRepository } from "../app/ports/tray.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Saying } from "../kernel/result.ts";
import type { Trx } from "./schema.ts";

/** Whoever files what somebody put aside has the last word. */
const items = (trx: Trx) =>
  trx
    .selectFrom("tray")
    .leftJoin("tray_ends as filed", (join) => join.onRef("filed.tray_id", "=", "tray.id").on("filed.how", "=", "filed"))
    .leftJoin("tray_ends as aside", (join) => join.onRef("aside.tray_id", "=", "tray.id").on("aside.how", "=", "aside"))
    .selectAll("tray")
    .select(["filed.contract as filed_under", "aside.reason as aside_because"])
    .orderBy("tray.id");

type Row = Awaited<ReturnType<ReturnType<typeof items>["execute"]>>[number];

const toItem = ({ filed_under, aside_because, why, ...row }: Row): TrayItem => ({
  ...row,
  why: JSON.parse(why) as Saying,
  state: filed_under !== null ? "filed" : aside_because !== null ? "aside" : "open",
  contract: filed_under,
  reason: aside_because,
});

export function trayRepository(trx: Trx): TrayRepository {
  return {
    async add({ why, ...scan }) {
      const { id } = await trx
        .insertInto("tray")
        .values({ ...scan, why: canonicalJson(why) })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async get(id) {
      const row = await items(trx).where("tray.id", "=", id).executeTakeFirst();
      return row ? toItem(row) : null;
    },
    async holding(sha256) {
      const row = await items(trx).where("sha256", "=", sha256).executeTakeFirst();
      return row ? toItem(row) : null;
    },
    async list(all) {
      const query = all ? items(trx) : items(trx).where("filed.how", "is", null).where("aside.how", "is", null);
      return (await query.execute()).map(toItem);
    },
    async end(id, { at, by, ...end }) {
      const [contract, version] = end.how === "filed" ? [end.contract, end.version] : [null, null];
      const reason = end.how === "aside" ? end.reason : null;
      await trx.insertInto("tray_ends").values({ tray_id: id, how: end.how, contract, version, reason, at, by }).execute();
    },
  };
}

import { sql } from "kysely";
import type { ContractRepository, ContractSummary, LongAway } from "../app/ports.ts";
import { type Contract, effectiveDue } from "../contract/contract.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { indexContract } from "./contract-index.ts";
import { searchContracts } from "./contract-search.ts";
import type { Trx } from "./schema.ts";
import { stillOut } from "./still-out.ts";

/** Nobody should need to tell `T-1` from `t-1`. */
const keyOf = (number: string): string => number.trim().toLowerCase();

/** `still_out` is that of the last finished return; null when nothing has come back. */
const summaries = (trx: Trx) =>
  trx
    .selectFrom("contracts")
    .select(({ exists, selectFrom }) => [
      "id",
      "number",
      "customer",
      "phone",
      "due_at",
      "lines",
      exists(selectFrom("signed_copies").select("version").whereRef("signed_copies.contract", "=", "contracts.number")).as("signed"),
      stillOut(trx).as("still_out"),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof summaries>["execute"]>>[number];

const toSummary = (row: Row): ContractSummary => ({
  number: row.number,
  customer: row.customer,
  phone: row.phone,
  due: row.due_at,
  lines: row.lines,
  signed: Boolean(row.signed),
  state: row.still_out === null ? "out" : row.still_out > 0 ? "partly" : "back",
});

async function add(trx: Trx, contract: Contract): Promise<void> {
  const value = canonicalJson(contract);
  const stored = await trx.selectFrom("contracts").select("value").where("number_key", "=", keyOf(contract.number)).executeTakeFirst();
  if (stored?.value === value) return;
  if (stored) throw new UserError("contract-exists", { number: contract.number }, [`contracts show ${contract.number}`]);
  const gone = await trx.selectFrom("tombstones").select("at").where("contract", "=", contract.number).executeTakeFirst();
  if (gone) throw new UserError("contract-let-go", { contract: contract.number, day: dayOf(gone.at, contract.zone) });
  const due = effectiveDue(contract);
  const { id } = await trx
    .insertInto("contracts")
    .values({
      number: contract.number,
      number_key: keyOf(contract.number),
      customer: contract.customer.name,
      phone: contract.customer.phone,
      due_at: due,
      due_day: dayOf(due, contract.zone),
      lines: contract.lines.length,
      terms_sha256: contract.terms.sha256,
      value,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await indexContract(trx, id, contract);
}

async function find(trx: Trx, text: string, limit: number): Promise<readonly ContractSummary[]> {
  const ids = await searchContracts(trx, text, limit);
  if (ids.length === 0) return [];
  const rows = await summaries(trx).where("id", "in", ids).execute();
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map(toSummary);
}

export function contractRepository(trx: Trx): ContractRepository {
  return {
    add: (contract) => add(trx, contract),
    async get(number) {
      const row = await trx.selectFrom("contracts").select("value").where("number_key", "=", keyOf(number)).executeTakeFirst();
      return row ? (JSON.parse(row.value) as Contract) : null;
    },
    async numbers(most) {
      const query = trx.selectFrom("contracts").select("number").orderBy("number");
      return (await (most === undefined ? query : query.limit(most)).execute()).map((row) => row.number);
    },
    known: async (numbers) =>
      (
        await trx
          .selectFrom("contracts")
          .select("number")
          .where("number_key", "in", [...new Set(numbers.map(keyOf))])
          .orderBy("number")
          .execute()
      ).map((row) => row.number),
    byEmail: async (address, most) =>
      (
        await trx
          .selectFrom("contracts")
          .select("number")
          .where(sql<string>`lower(json_extract(value, '$.customer.email'))`, "=", address.trim().toLowerCase())
          .orderBy("id", "desc")
          .limit(most)
          .execute()
      ).map((row) => row.number),
    async list(filter) {
      let query = summaries(trx).orderBy("due_at").orderBy("number");
      if (filter?.dueBy) query = query.where("due_day", "<=", filter.dueBy);
      if (filter?.limit !== undefined) query = query.limit(filter.limit);
      return (await query.execute()).map(toSummary);
    },
    find: (text, limit) => find(trx, text, limit),
    notSince: async (moment, least, limit) => {
      const { rows } = await sql<LongAway>`select customer, number as contract, max(due_at) as due, count(*) as rentals from contracts
        group by customer, coalesce(value ->> '$.customer.businessId', lower(value ->> '$.customer.email'), '')
        having count(*) >= ${least} and max(due_at) < ${moment} order by due desc, customer limit ${limit}`.execute(trx);
      return rows;
    },
    withId: async (text) => {
      const { rows } = await sql<{ number: string }>`select number from contracts
        where lower(value ->> '$.customer.email') = ${keyOf(text)}
           or json_extract(value, '$.customer.businessId') = ${text.trim()} order by number`.execute(trx);
      return rows.map(({ number }) => number);
    },
  };
}

/** What was promised to customers other than money, and what they promised to pay by when. */
import { REMEDIES } from "../../people/promise.ts";
import type { Migration } from "../migrate.ts";
import { frozen, notReplaced } from "./frozen.ts";

const STAYS = "what was promised, and each step of it, stays";
const remedies = REMEDIES.map((remedy) => `'${remedy}'`).join(", ");

/** A billing may be let go before the promise that was about it; so nothing holds it here. */
const SQL = `
create table promises (
  id integer primary key,
  at text not null,
  by text not null,
  remedy text not null check (remedy in (${remedies})),
  case_id integer references cases (id),
  contract text check (contract is not null or billing_id is null),
  billing_id integer check ((billing_id is not null) = (remedy = 'instalment')),
  amount integer check (amount > 0 and (remedy = 'instalment') or amount is null and remedy <> 'instalment'),
  due text not null check (due glob '????-??-??'),
  owner text not null references staff (id),
  outcome text check (outcome in ('kept', 'missed')),
  ended_at text check ((ended_at is null) = (outcome is null))
) strict;
create index promises_open on promises (due) where outcome is null;
create index promises_by_case on promises (case_id) where case_id is not null;
create index promises_by_billing on promises (billing_id) where billing_id is not null;
create table promise_steps (
  id integer primary key,
  promise_id integer not null references promises (id),
  at text not null,
  by text not null,
  event text not null check (json_valid(event))
) strict;
create index promise_steps_by_promise on promise_steps (promise_id);
create table promise_words (
  step_id integer primary key references promise_steps (id),
  words text not null
) strict;
create trigger promises_no_rewrite before update of id, at, by, remedy, case_id, contract, billing_id, amount
  on promises begin select raise(abort, '${STAYS}'); end;
create trigger promises_no_delete before delete on promises begin select raise(abort, '${STAYS}'); end;
${notReplaced("promises", STAYS, ["id"])}
${frozen("promise_steps", STAYS)}
${notReplaced("promise_steps", STAYS, ["id"])}
${frozen("promise_words", STAYS, ["update"])}
${notReplaced("promise_words", STAYS, ["step_id"])}
`;

export const promises: Migration = { version: 19, name: "promises", sql: SQL };

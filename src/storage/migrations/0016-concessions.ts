/** What was given away on a line, or asked for: each request once, each answer once; how much each role may give; and when a customer asked. */
import { CONCESSION_REASONS } from "../../assessment/concession.ts";
import type { Migration } from "../migrate.ts";
import { frozen, frozenUntilLetGo, notReplaced } from "./frozen.ts";

const ASKED = "what was asked for is never changed";
const ANSWERED = "an answer about a concession is never changed";
const reasons = CONCESSION_REASONS.map((reason) => `'${reason}'`).join(", ");
const OF_CONCESSION = "(select contract from concessions where id = old.concession_id)";

const SQL = `
create table concession_limits (
  role text primary key check (role in ('clerk', 'lead')),
  per_line integer not null check (per_line >= 0),
  per_contract integer not null check (per_contract >= per_line),
  at text not null,
  by text not null
) strict;

create table concessions (
  id integer primary key,
  inspection_id integer not null references inspections (id),
  contract text not null references contracts (number),
  charge text not null,
  label text not null,
  amount integer not null check (amount > 0),
  reason text not null check (reason in (${reasons})),
  note text check (reason <> 'other' or note is not null),
  asked_by text not null check (asked_by in ('customer', 'staff')),
  at text not null,
  by text not null
) strict;
create index concessions_by_inspection on concessions (inspection_id);
create index concessions_by_contract on concessions (contract);
${frozen("concessions", ASKED)}
${frozenUntilLetGo("concessions", ASKED, "old.contract")}
${notReplaced("concessions", ASKED, ["id"])}

create table concession_answers (
  concession_id integer primary key references concessions (id),
  outcome text not null check (outcome in ('granted', 'refused')),
  credit_note_id integer references credit_notes (id) check (credit_note_id is null or outcome = 'granted'),
  note text,
  at text not null,
  by text not null
) strict;
${frozen("concession_answers", ANSWERED)}
${frozenUntilLetGo("concession_answers", ANSWERED, OF_CONCESSION)}
${notReplaced("concession_answers", ANSWERED, ["concession_id"])}

create table discount_asks (
  id integer primary key,
  contract text not null references contracts (number),
  inspection_id integer references inspections (id),
  label text,
  note text,
  at text not null,
  by text not null
) strict;
create index discount_asks_by_contract on discount_asks (contract);
${frozen("discount_asks", ASKED)}
${frozenUntilLetGo("discount_asks", ASKED, "old.contract")}
${notReplaced("discount_asks", ASKED, ["id"])}
`;

export const concessions: Migration = { version: 16, name: "concessions", sql: SQL };

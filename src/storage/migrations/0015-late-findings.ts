/** After a walk: findings made later and the notices of them, what was made and when it left. During one: who walks. */
import type { Migration } from "../migrate.ts";
import { notReplaced } from "./frozen.ts";

const STAYS = "what was found after the return, and its notice, stays";

/** Rows go with their contract alone, once that has a tombstone. */
const kept = (table: string, contract: string): string => `create trigger ${table}_no_update before update on ${table}
  begin select raise(abort, '${STAYS}'); end;
create trigger ${table}_no_delete before delete on ${table}
  when not exists (select 1 from tombstones where tombstones.contract = ${contract})
  begin select raise(abort, '${STAYS}'); end;`;

const OF_INSPECTION = "(select contract from inspections where id = old.inspection_id)";

const sql = `
create table late_findings (
  inspection_id integer not null references inspections (id),
  finding text not null check (finding glob 'F[1-9]*'),
  entered_at text not null,
  primary key (inspection_id, finding)
) strict;
create table notices (
  id integer primary key,
  inspection_id integer not null references inspections (id),
  contract text not null references contracts (number),
  sha256 text not null check (length(sha256) = 64),
  name text not null,
  value text not null check (json_valid(value)),
  at text not null,
  by text not null
) strict;
create index notices_by_inspection on notices (inspection_id);
create table noticed_findings (
  inspection_id integer not null references inspections (id),
  finding text not null check (finding glob 'F[1-9]*'),
  notice_id integer not null references notices (id),
  sent_at text not null,
  primary key (inspection_id, finding, notice_id)
) strict;
create table walk_seats (
  id integer primary key,
  contract text not null references contracts (number),
  staff text not null,
  host text not null,
  pid integer not null,
  since text not null,
  seen_at text not null,
  position integer check (position >= 0),
  taken_by text
) strict;
create index walk_seats_by_contract on walk_seats (contract);
${kept("late_findings", OF_INSPECTION)}
${notReplaced("late_findings", STAYS, ["inspection_id", "finding"])}
${kept("notices", "old.contract")}
${notReplaced("notices", STAYS, ["id"])}
${kept("noticed_findings", OF_INSPECTION)}
${notReplaced("noticed_findings", STAYS, ["inspection_id", "finding", "notice_id"])}
`;

export const lateFindings: Migration = { version: 15, name: "late-findings", sql };

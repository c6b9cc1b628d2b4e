/** Forgetting what no law keeps: the note of an ask may be taken out, and nothing put in its place; how hard a contact was may go. */
import type { Migration } from "../migrate.ts";

const SQL = `
drop trigger discount_asks_no_update;
create trigger discount_asks_no_update before update on discount_asks
  when new.note is not null or new.id <> old.id or new.contract <> old.contract or new.inspection_id is not old.inspection_id
    or new.label is not old.label or new.at <> old.at or new.by <> old.by
  begin select raise(abort, 'what was asked for is never changed'); end;
drop trigger hard_contacts_no_delete;
`;

export const forgetting: Migration = { version: 22, name: "forgetting", sql: SQL };

/**
 * What the desk owes and keeps beside the bill: faults of its own with what was decided about each, what customers say of a rental,
 * and customers who were told "no, thank you". A reduction of the rent is a credit note without a billed document of its own.
 */
import { FAULT_KINDS } from "../../contract/our-faults.ts";
import type { Migration } from "../migrate.ts";
import { frozen, frozenUntilLetGo, notReplaced } from "./frozen.ts";

const ISSUED = "what is issued is never changed";
const OURS = "what was ours, and what was decided about it, stays";
const SAID = "what a customer said stays";
const STANDS = "what was agreed and decided with a customer stays";
const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(", ");

const OF_BILLING = "(select contract from billings where id = old.billing_id)";
const OF_FAULT = "(select contract from our_faults where id = old.fault_id)";

/** SQLite cannot widen a check: the table is made anew with what it holds, and what points at it points at the same rows again. */
const CREDIT_NOTES = `
pragma defer_foreign_keys = on;
create temp table credit_notes_before as select * from credit_notes;
drop table credit_notes;
create table credit_notes (
  id integer primary key,
  number text not null unique,
  billing_id integer not null references billings (id),
  document text not null,
  total integer not null check (total > 0),
  cause text not null check (cause in ('decision', 'correction', 'ourFault')),
  sha256 text not null check (length(sha256) = 64),
  issued_at text not null,
  issued_by text not null,
  value text not null check (json_valid(value))
) strict;
insert into credit_notes select * from temp.credit_notes_before;
drop table temp.credit_notes_before;
create index credit_notes_by_billing on credit_notes (billing_id);
create index credit_notes_by_document on credit_notes (document);
create trigger credit_notes_within before insert on credit_notes
  when new.cause <> 'ourFault' and new.total + (select coalesce(sum(total), 0) from credit_notes where document = new.document) > (
    select json_extract(document.value, '$.total') from billings, json_each(billings.value, '$.documents') document
    where billings.id = new.billing_id and json_extract(document.value, '$.number') = new.document)
  begin select raise(abort, 'never more is credited than was billed'); end;
create trigger credit_notes_of_document before insert on credit_notes
  when new.cause <> 'ourFault' and not exists (select 1 from billed_documents where number = new.document and billing_id = new.billing_id)
  begin select raise(abort, 'what is credited was billed'); end;
create trigger credit_notes_of_rent before insert on credit_notes
  when new.cause = 'ourFault' and new.document is not (select contract from billings where id = new.billing_id)
  begin select raise(abort, 'rent is reduced on the contract that it was agreed in'); end;
create trigger credit_notes_own_number before insert on credit_notes
  when exists (select 1 from billed_documents where number = new.number)
  begin select raise(abort, 'a number is never given twice'); end;
${frozen("credit_notes", ISSUED)}
${frozenUntilLetGo("credit_notes", ISSUED, OF_BILLING)}
${notReplaced("credit_notes", ISSUED, ["id"], ["number"])}
`;

const FAULTS = `
create table our_faults (
  id integer primary key,
  contract text not null references contracts (number),
  inspection_id integer references inspections (id),
  position integer check (position > 0),
  kind text not null check (kind in (${listed(FAULT_KINDS)})),
  count integer check (count > 0),
  days integer check (days > 0),
  note text,
  seen_by text not null check (seen_by <> ''),
  seen_at text not null,
  at text not null,
  by text not null
) strict;
create index our_faults_by_contract on our_faults (contract);
create table our_fault_decisions (
  id integer primary key,
  fault_id integer not null references our_faults (id),
  outcome text not null check (outcome in ('terms', 'sum', 'nothing')),
  amount integer check ((amount is not null) = (outcome = 'sum') and amount > 0),
  reason text check (reason is not null or outcome <> 'nothing'),
  at text not null,
  by text not null
) strict;
create index our_fault_decisions_by_fault on our_fault_decisions (fault_id);
create table our_fault_credits (
  fault_id integer primary key references our_faults (id),
  credit_note_id integer not null references credit_notes (id)
) strict;
create trigger our_faults_decided_once before insert on our_fault_decisions
  when exists (select 1 from our_fault_credits where fault_id = new.fault_id)
  begin select raise(abort, 'what is on a credit note is decided'); end;
${frozen("our_faults", OURS)}
${frozenUntilLetGo("our_faults", OURS, "old.contract")}
${notReplaced("our_faults", OURS, ["id"])}
${frozen("our_fault_decisions", OURS)}
${frozenUntilLetGo("our_fault_decisions", OURS, OF_FAULT)}
${notReplaced("our_fault_decisions", OURS, ["id"])}
${frozen("our_fault_credits", OURS)}
${frozenUntilLetGo("our_fault_credits", OURS, OF_FAULT)}
${notReplaced("our_fault_credits", OURS, ["fault_id"])}
`;

const FEEDBACK = `
create table feedback_invitations (
  contract text primary key not null,
  billing_id integer not null,
  way text not null check (way in ('mail', 'letter')),
  sha256 text check ((sha256 is null) = (way = 'mail') and length(sha256) = 64),
  at text not null,
  by text not null
) strict;
create table feedback (
  id integer primary key,
  contract text,
  channel text not null check (channel in ('desk', 'phone', 'letter', 'public', 'mail')),
  mood text not null check (mood in ('good', 'mixed', 'bad')),
  link text check ((link is not null) = (channel = 'public')),
  case_id integer references cases (id),
  at text not null,
  by text not null
) strict;
create table feedback_words (
  feedback_id integer primary key references feedback (id),
  words text not null check (json_valid(words))
) strict;
${frozen("feedback_invitations", SAID)}
${notReplaced("feedback_invitations", SAID, ["contract"])}
${frozen("feedback", SAID)}
${notReplaced("feedback", SAID, ["id"])}
${frozen("feedback_words", SAID, ["update"])}
${notReplaced("feedback_words", SAID, ["feedback_id"])}
`;

const STANDINGS = `
create table standings (
  id integer primary key,
  opened_at text not null,
  opened_by text not null,
  state text not null check (state in ('talked', 'declined', 'welcome')),
  responsible text references staff (id) check ((responsible is not null) = (state = 'declined')),
  review_on text check ((review_on is not null) = (state = 'declined') and review_on glob '????-??-??')
) strict;
create index standings_to_review on standings (review_on) where review_on is not null;
create table standing_steps (
  id integer primary key,
  standing_id integer not null references standings (id),
  at text not null,
  by text not null,
  event text not null check (json_valid(event))
) strict;
create index standing_steps_by_standing on standing_steps (standing_id);
create table standing_words (
  step_id integer primary key references standing_steps (id),
  words text not null check (json_valid(words))
) strict;
create table standing_letters (
  step_id integer primary key references standing_steps (id),
  sha256 text not null check (length(sha256) = 64),
  name text not null
) strict;
create trigger standings_no_rewrite before update of id, opened_at, opened_by on standings
  begin select raise(abort, '${STANDS}'); end;
create trigger standings_no_delete before delete on standings begin select raise(abort, '${STANDS}'); end;
${notReplaced("standings", STANDS, ["id"])}
${frozen("standing_steps", STANDS)}
${notReplaced("standing_steps", STANDS, ["id"])}
${frozen("standing_words", STANDS, ["update"])}
${notReplaced("standing_words", STANDS, ["step_id"])}
${frozen("standing_letters", STANDS, ["update"])}
${notReplaced("standing_letters", STANDS, ["step_id"])}
create table hard_contacts (
  id integer primary key,
  contract text,
  on_day text not null check (on_day glob '????-??-??')
) strict;
${frozen("hard_contacts", "how it was stays")}
${notReplaced("hard_contacts", "how it was stays", ["id"])}
`;

const LOOKED_UP = `
create index contracts_by_business_id on contracts (json_extract(value, '$.customer.businessId'));
`;

export const people: Migration = { version: 20, name: "people", sql: [CREDIT_NOTES, FAULTS, FEEDBACK, STANDINGS, LOOKED_UP].join("\n") };

/** The database's tables as the repositories see them. `value` columns hold canonical JSON. */
import type { Generated, Kysely } from "kysely";
import type { BankTransaction } from "../app/ports/bank-file.ts";
import type { DeliveryChannel, DeliveryResult } from "../app/ports/deliveries.ts";
import type { PaymentWay } from "../app/ports/payments.ts";
import type { ScanFacts } from "../app/ports.ts";
import type { ConcessionReason } from "../assessment/concession.ts";
import type { InspectionKind } from "../inspection/inspection.ts";
import type { DocumentKind } from "../invoice/billing.ts";
import type { CreditCause } from "../invoice/credit-note.ts";
import type { EInvoiceFormat } from "../invoice/e-invoice-format.ts";
import type { SeriesKind } from "../invoice/number-pattern.ts";
import type { PayoutWay } from "../invoice/payout.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import type { Language } from "../kernel/text.ts";
import type { CaseChannel } from "../people/case.ts";
import type { LimitedRole } from "../people/concession-limits.ts";
import type { PromiseOutcome, Remedy } from "../people/promise.ts";
import type { Role } from "../people/staff.ts";
import type { PeopleSchema } from "./schema-people.ts";

export interface Schema extends PeopleSchema {
  terms: { id: Generated<number>; sha256: string; name: string; version: string; value: string; source: string };
  contracts: {
    id: Generated<number>;
    number: string;
    /** The number in lower case: nobody should need to tell `T-1` from `t-1`. */
    number_key: string;
    customer: string;
    phone: string | null;
    due_at: Instant;
    /** The day of `due_at` where the contract's desk is. */
    due_day: Day;
    lines: number;
    terms_sha256: string;
    value: string;
  };
  search_words: { id: Generated<number>; word: string };
  search_forms: { form: string; word_id: number; kind: "whole" | "ending" | "shortened" };
  contract_words: { contract_id: number; word_id: number };
  signed_copies: {
    contract: string;
    version: number;
    signed_by: string | null;
    signed_on: Day | null;
    archived_at: Instant;
    archived_by: string;
  };
  signed_copy_files: {
    contract: string;
    version: number;
    position: number;
    sha256: string;
    size: number;
    name: string;
    format: ScanFacts["format"];
    pages: number | null;
  };
  inspections: {
    id: Generated<number>;
    contract: string;
    kind: InspectionKind;
    load: number;
    started_at: Instant;
    finished_at: Instant | null;
    /** Units of the whole contract that are still out after this load; null until it is finished. */
    still_out: number | null;
  };
  inspection_entries: { inspection_id: number; seq: number; at: Instant; by: string; event: string };
  releases: { id: Generated<number>; inspection_id: number; reason: string; by: string; at: Instant };
  number_series: { kind: SeriesKind | "settlement" | "bankFile"; year: number; last: number };
  billings: {
    id: Generated<number>;
    contract: string;
    inspection_id: number;
    sha256: string;
    issued_at: Instant;
    issued_by: string;
    used: string;
    value: string;
  };
  billed_documents: { number: string; kind: DocumentKind; billing_id: number };
  billed_sources: { billing_id: number; source: string };
  billing_pdfs: { billing_id: number; sha256: string; name: string };
  credit_notes: {
    id: Generated<number>;
    number: string;
    billing_id: number;
    /** Number of the document it changes. */
    document: string;
    total: number;
    cause: CreditCause;
    sha256: string;
    issued_at: Instant;
    issued_by: string;
    value: string;
  };
  credit_note_pdfs: { credit_note_id: number; sha256: string; name: string };
  payouts: {
    id: Generated<number>;
    billing_id: number;
    amount: number;
    way: PayoutWay;
    iban: string | null;
    message_id: string | null;
    ordered_at: Instant;
    ordered_by: string;
  };
  promises: {
    id: Generated<number>;
    at: Instant;
    by: string;
    remedy: Remedy;
    case_id: number | null;
    contract: string | null;
    billing_id: number | null;
    amount: number | null;
    due: Day;
    owner: string;
    outcome: PromiseOutcome | null;
    ended_at: Instant | null;
  };
  promise_steps: { id: Generated<number>; promise_id: number; at: Instant; by: string; event: string };
  promise_words: { step_id: number; words: string };
  payout_ends: { payout_id: number; outcome: "paid" | "undone"; ended_on: Day; at: Instant; by: string };
  card_hold_ends: { billing_id: number; outcome: "taken" | "released"; amount: number; ended_on: Day; at: Instant; by: string };
  concession_limits: { role: LimitedRole; per_line: number; per_contract: number; at: Instant; by: string };
  concessions: {
    id: Generated<number>;
    inspection_id: number;
    contract: string;
    charge: string;
    label: string;
    amount: number;
    reason: ConcessionReason;
    note: string | null;
    asked_by: "customer" | "staff";
    at: Instant;
    by: string;
  };
  concession_answers: {
    concession_id: number;
    outcome: "granted" | "refused";
    credit_note_id: number | null;
    note: string | null;
    at: Instant;
    by: string;
  };
  discount_asks: {
    id: Generated<number>;
    contract: string;
    inspection_id: number | null;
    label: string | null;
    note: string | null;
    at: Instant;
    by: string;
  };
  /** `after_billing`: what later billings use is added to it. */
  corrections: { id: Generated<number>; contract: string; after_billing: number; used: string; at: Instant; by: string };
  deliveries: {
    id: Generated<number>;
    letter: string;
    contract: string;
    channel: DeliveryChannel;
    recipient: string;
    pdf: string;
    at: Instant;
    by: string;
  };
  delivery_ends: { delivery_id: number; result: DeliveryResult; detail: string; at: Instant };
  bank_entries: {
    id: Generated<number>;
    account: string;
    identity: string;
    kind: BankTransaction["kind"];
    booked_on: Day;
    amount: number;
    reference: string | null;
    bank_reference: string | null;
    read_at: Instant;
    read_by: string;
  };
  bank_entry_texts: { entry_id: number; payer: string | null; message: string | null };
  payments: {
    id: Generated<number>;
    billing_id: number;
    amount: number;
    received_on: Day;
    how: PaymentWay;
    entry_id: number | null;
    takes_back: number | null;
    reason: string | null;
    recorded_at: Instant;
    recorded_by: string;
  };
  e_invoices: { number: string; format: EInvoiceFormat; sha256: string; name: string; at: Instant; by: string };
  reminders: {
    id: Generated<number>;
    billing_id: number;
    number: number;
    sha256: string;
    issued_at: Instant;
    issued_by: string;
    value: string;
  };
  reminder_pdfs: { reminder_id: number; sha256: string; name: string };
  late_findings: { inspection_id: number; finding: string; entered_at: Instant };
  notices: {
    id: Generated<number>;
    inspection_id: number;
    contract: string;
    sha256: string;
    name: string;
    value: string;
    at: Instant;
    by: string;
  };
  noticed_findings: { inspection_id: number; finding: string; notice_id: number; sent_at: Instant };
  walk_seats: {
    id: Generated<number>;
    contract: string;
    staff: string;
    host: string;
    pid: number;
    since: Instant;
    seen_at: Instant;
    position: number | null;
    taken_by: string | null;
  };
  tombstones: {
    contract: string;
    last_on: Day;
    kept_until: Day;
    documents: string;
    files: number;
    at: Instant;
    by: string;
    decided_by: string;
  };
  /** Archived files that nothing names any more and whose bytes are still to be removed. */
  leaving_files: { sha256: string; since: Instant };
  /** What entries of the bank paid of settlements that were let go. */
  let_go_payments: { id: Generated<number>; entry_id: number; amount: number };
  tray: {
    id: Generated<number>;
    sha256: string;
    size: number;
    name: string;
    format: "pdf" | "jpeg" | "png" | "tiff" | "heic";
    pages: number | null;
    content: "text" | "picture" | "mixed" | "unknown";
    /** JSON: the words of the staff's catalogue that say it. */
    why: string;
    source: "import" | "watch";
    at: Instant;
    by: string;
  };
  tray_ends: {
    tray_id: number;
    how: "filed" | "aside";
    contract: string | null;
    version: number | null;
    reason: string | null;
    at: Instant;
    by: string;
  };
  cases: {
    id: Generated<number>;
    opened_at: Instant;
    opened_by: string;
    channel: CaseChannel;
    contract: string | null;
    inspection: string | null;
    document: string | null;
    line: number | null;
    language: Language;
    link: string | null;
    /** As it was promised; `due` is by when the next answer is owed. */
    answer_by: Day;
    owner: string;
    due: Day | null;
    closed_at: Instant | null;
  };
  case_steps: { id: Generated<number>; case_id: number; at: Instant; by: string; event: string };
  /** What is personal in a step; a row may go. */
  case_words: { step_id: number; words: string };
  case_files: { step_id: number; sha256: string; name: string };
  copy_words: { contract_id: number; word_id: number };
  indexed_copies: { contract: string; version: number };
  staff: {
    id: string;
    name: string;
    role: Role;
    phone: string | null;
    ends_on: Day | null;
    pin_hash: string | null;
    pin_failures: Generated<number>;
    pin_last_failure: Instant | null;
  };
  sign_in: { only: number; staff: string; at: Instant };
  journal: {
    seq: number;
    at: Instant;
    staff: string;
    contract: string | null;
    act: string;
    subject: string;
    detail_hash: string | null;
    previous: string;
    previous_of_contract: string | null;
    /** Hash over the seals of the rows that the change wrote; null where it wrote none. */
    seals: string | null;
    hash: string;
  };
  journal_details: { seq: number; salt: string; detail: string };
  /** The last row of each chain: `all`, or `contract:` and its number. */
  journal_heads: { chain: string; seq: number; hash: string };
  journal_seals: { seq: number; tbl: string; key: string; hash: string | null };
  journal_days: { day: Day; seq: number; hash: string };
  verifications: {
    id: Generated<number>;
    began_at: Instant;
    ended_at: Instant;
    by: string;
    files: number;
    bytes: number;
    faults: number;
    healed: number;
  };
}

/** One transaction; repositories never see the database outside it. */
export type Trx = Kysely<Schema>;

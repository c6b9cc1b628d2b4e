/**
 * What the use cases need from the world. `storage` and `adapters` implement these; tests use the real ones on temporary folders.
 * Every repository belongs to one transaction: `Store.read` and `Store.write` hand it out.
 */

import type { EarlierUse } from "../assessment/assessment.ts";
import type { Contract, TermsPin } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { WalkEntry } from "../inspection/entries.ts";
import type { Inspection, Release } from "../inspection/inspection.ts";
import type { Billing, Firm, IssuedBilling } from "../invoice/billing.ts";
import type { ChartOfAccounts } from "../invoice/books/chart.ts";
import type { NumberPatterns, SeriesKind } from "../invoice/number-pattern.ts";
import type { ReminderSettings } from "../invoice/reminder-rules.ts";
import type { YearEnd } from "../invoice/retention.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Day, Instant } from "../kernel/dates.ts";
import type { Language, StaffLanguage } from "../kernel/text.ts";
import type { Messages } from "../language/messages.ts";
import type { StaffMember } from "../people/staff.ts";
import type { ArchivedRepository } from "./ports/archived.ts";
import type { CardHoldRepository } from "./ports/card-holds.ts";
import type { CaseRepository } from "./ports/cases.ts";
import type { ConcessionRepository } from "./ports/concessions.ts";
import type { CopyTextRepository } from "./ports/copy-texts.ts";
import type { CreditNoteRepository } from "./ports/credit-notes.ts";
import type { DeliveryRepository, MailSettings } from "./ports/deliveries.ts";
import type { EInvoiceRepository } from "./ports/e-invoices.ts";
import type { FeedbackRepository } from "./ports/feedback.ts";
import type { IssuedFiles } from "./ports/issued-files.ts";
import type { Journal } from "./ports/journal.ts";
import type { MadeFiles } from "./ports/made-files.ts";
import type { NoticeRepository } from "./ports/notices.ts";
import type { OurFaultRepository } from "./ports/our-faults.ts";
import type { PastFindingsRepository } from "./ports/past-findings.ts";
import type { PaymentRepository } from "./ports/payments.ts";
import type { PayoutRepository } from "./ports/payouts.ts";
import type { PersonalDataRepository } from "./ports/personal-data.ts";
import type { PromiseRepository } from "./ports/promises.ts";
import type { ReminderRepository } from "./ports/reminders.ts";
import type { RetentionRepository } from "./ports/retention.ts";
import type { ScanReader } from "./ports/scan-reader.ts";
import type { StandingRepository } from "./ports/standings.ts";
import type { TrayRepository } from "./ports/tray.ts";
import type { ArchiveCheck, VerificationRepository } from "./ports/verification.ts";
import type { WaitingRepository } from "./ports/waiting.ts";
import type { WalkSeatRepository } from "./ports/walk-seats.ts";

export type { JournalHead } from "../invoice/witness.ts";

export interface Clock {
  now(): Instant;
}

/** The desk's settings, kept as a readable file (`desk.json`) in the home folder. */
export interface Settings {
  readonly schemaVersion: 1;
  readonly firm: Firm;
  /** Name of the desk, on contracts and records. */
  readonly desk: string;
  readonly zone: string;
  readonly language: StaffLanguage;
  /** Absolute folders. The data folder holds database and archive; the mirror holds the second copies. */
  readonly data: string;
  readonly mirror: string | null;
  /** How documents are numbered, for the kinds where the desk has chosen; see `number-pattern.ts`. */
  readonly numbers?: Partial<NumberPatterns>;
  /** The firm's own account numbers for `desk books`; see `chart.ts`. */
  readonly accounts?: Partial<ChartOfAccounts>;
  /** How the desk reminds where it departs from what is usual; see `reminder-rules.ts`. */
  readonly reminders?: ReminderSettings;
  /** Reference rates of half-years that the product does not know: `2026H2` to `2,5 %`. */
  readonly interest?: Readonly<Record<string, string>>;
  /** The last day of the firm's financial year, `04-30`; left out: the calendar year's. */
  readonly financialYearEnd?: YearEnd;
  /** After how many days everything stored is to be verified again; 30 unless it says otherwise. */
  readonly verifyEveryDays?: number;
  /** Days after which `desk doctor` asks for a backup; left out: 7. */
  readonly backupEveryDays?: number;
  /** The one address of this machine that the phone page listens on; left out: the one in a private network. */
  readonly phoneAddress?: string;
  /** False: customers are not asked for their word once all is settled. */
  readonly feedback?: boolean;
  /** A folder where a camera or a sync tool drops photos during a walk. Absolute. */
  readonly photoInbox?: string;
  /** Null, or left out, until `desk mail` has set it up. */
  readonly mail?: MailSettings | null;
}

/** A file in the archive: bytes by hash, in two copies. */
export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
  /** Absolute path of the first copy. */
  readonly path: string;
  /** Absolute path of the second copy; null while it is pending. */
  readonly mirrorPath: string | null;
}

export type CopyState = "verified" | "missing" | "altered" | "unreadable" | "pending";

/** Content-addressed, two copies, each synced to disk, re-read and compared before `put` returns. */
export interface Archive extends ArchiveCheck {
  /** May be called for several at once: eight in flight keep a disk busy. */
  put(bytes: Uint8Array): Promise<StoredFile & { readonly existed: boolean }>;
  /** The bytes, from whichever copy verifies. @throws UserError `archive-copy-damaged` when none does. */
  read(sha256: string): Promise<Uint8Array>;
  /** Re-reads both copies now. */
  verify(sha256: string): Promise<{ readonly archive: CopyState; readonly mirror: CopyState }>;
  locate(sha256: string): StoredFile | Promise<StoredFile>;
  /** Removes both copies. @returns false while the mirror is away: the second one may still be there. */
  remove(sha256: string): Promise<boolean>;
  /** Copies whatever is pending to the mirror, or only so many; returns how many were caught up and how many still wait. */
  catchUp(most?: number): Promise<{ readonly copied: number; readonly pending: number }>;
}

/** What a scan is, read from its bytes and never from its name. */
export interface ScanFacts {
  readonly format: "pdf" | "jpeg" | "png" | "tiff" | "heic";
  /** Null when nobody can tell, as with an encrypted PDF. */
  readonly pages: number | null;
  readonly content: "text" | "picture" | "mixed" | "unknown";
  readonly encrypted: boolean;
  /** What our form's QR codes say, page by page, without repeats. */
  readonly codes: readonly { readonly contract: string; readonly page: number }[];
  /** What could not be read, in the catalogue's keys `scan.note.<key>`. */
  readonly notes: readonly string[];
}

export interface SignedCopyFile {
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly format: ScanFacts["format"];
  readonly pages: number | null;
}

/** One version of a contract's signed copy. A different copy is a new version; the first stays. */
export interface SignedCopy {
  readonly contract: string;
  readonly version: number;
  readonly files: readonly SignedCopyFile[];
  /** Null when the clerk did not say. */
  readonly signedBy: string | null;
  readonly signedOn: Day | null;
  readonly archivedAt: Instant;
  readonly archivedBy: string;
}

export interface ContractSummary {
  readonly number: string;
  readonly customer: string;
  readonly phone: string | null;
  readonly due: Instant;
  readonly lines: number;
  readonly signed: boolean;
  /** `out` nothing returned, `partly` some loads returned, `back` nothing out any more. */
  readonly state: "out" | "partly" | "back";
}

/** A customer who has not come for long. */
export interface LongAway {
  readonly customer: string;
  /** The latest. */
  readonly contract: string;
  readonly due: Instant;
  readonly rentals: number;
}

export interface ContractRepository {
  /** @throws UserError `contract-exists` when the number is taken by a different contract. */
  add(contract: Contract): Promise<void>;
  get(number: string): Promise<Contract | null>;
  /** In order. @param most all without it. */
  numbers(most?: number): Promise<readonly string[]>;
  /** Those whose customer has this mail address, newest first; `most` of them. */
  byEmail(address: string, most: number): Promise<readonly string[]>;
  /** Which of these are numbers of contracts, as the contracts write them. */
  known(numbers: readonly string[]): Promise<readonly string[]>;
  list(filter?: { readonly dueBy?: Day; readonly limit?: number }): Promise<readonly ContractSummary[]>;
  /** Candidates for a search; forgiving of case, accents and a typo; best first. */
  find(text: string, limit: number): Promise<readonly ContractSummary[]>;
  /** Who used to come and has not since a moment: their latest contract and how many they have had. At most so many, the latest first. */
  notSince(moment: Instant, least: number, limit: number): Promise<readonly LongAway[]>;
  /** Numbers of the contracts whose customer has this mail address or business id, in order. */
  withId(text: string): Promise<readonly string[]>;
}

export interface TermsRepository {
  /** Stored once per hash, with the file as written. */
  add(terms: Terms, pin: TermsPin, source: string): Promise<void>;
  get(sha256: string): Promise<Terms | null>;
  byName(name: string, version: string | null): Promise<{ readonly pin: TermsPin; readonly terms: Terms } | null>;
}

export interface SignedCopyRepository {
  add(copy: SignedCopy): Promise<void>;
  /** In order of version. */
  of(contract: string): Promise<readonly SignedCopy[]>;
  /** Which contract's copy holds these bytes already. */
  holding(sha256: string): Promise<readonly { readonly contract: string; readonly version: number }[]>;
  all(): Promise<readonly SignedCopy[]>;
}

export interface InspectionHeader {
  readonly id: string;
  readonly contract: string;
  readonly kind: Inspection["kind"];
  readonly load: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
}

/** Entries are append-only; an inspection's value is the fold of its entries. */
export interface InspectionRepository {
  /** @throws UserError `inspection-exists` when this load (or the hand-over) of the contract has been started already. */
  start(header: Omit<InspectionHeader, "id">): Promise<string>;
  /** Stores one answer; it is on disk when the promise resolves. */
  append(inspection: string, entry: WalkEntry): Promise<void>;
  entries(inspection: string): Promise<readonly WalkEntry[]>;
  header(inspection: string): Promise<InspectionHeader | null>;
  of(contract: string): Promise<readonly InspectionHeader[]>;
  /** Oldest first; `unbilled`: finished returns that no billing speaks of yet. */
  list(filter?: { readonly unbilled?: boolean }): Promise<readonly InspectionHeader[]>;
  finish(inspection: string, at: Instant): Promise<void>;
  /** A finished one is open again, until it is finished anew. */
  reopen(inspection: string): Promise<void>;
  release(release: Release): Promise<void>;
  releases(inspection: string): Promise<readonly Release[]>;
}

export interface BillingRepository {
  /**
   * The next number of the series of a kind and year; the *first* statement of the transaction it runs in. A pattern without the year has
   * one series for all years. @throws UserError `number-taken` when a number of this look was issued before the desk changed its pattern.
   */
  takeNumber(kind: SeriesKind, year: number, pattern?: string): Promise<string>;
  /** The next settlement serial, for the reference number. */
  takeSettlement(): Promise<number>;
  /** @param used what this billing alone uses up (its waiver, caps, minimums and deposit); `used` below adds them up. */
  add(billing: Billing, sha256: string, issuedAt: Instant, issuedBy: string, used: EarlierUse, billed: readonly string[]): Promise<number>;
  attachPdf(id: number, pdf: { readonly sha256: string; readonly name: string }): Promise<void>;
  get(id: number): Promise<IssuedBilling | null>;
  byNumber(number: string): Promise<IssuedBilling | null>;
  /** How far each series of documents has counted, a year apart from the others where it begins anew with each. */
  counted(): Promise<readonly { readonly kind: SeriesKind; readonly last: number }[]>;
  ofInspection(inspection: string): Promise<readonly IssuedBilling[]>;
  /**
   * What all billings of a contract have used up, and which sources of one inspection they have charged.
   * @param before only the billings before this one, as it was when that was issued.
   */
  used(contract: string, before?: number): Promise<EarlierUse>;
  billed(inspection: string, before?: number): Promise<readonly string[]>;
  /**
   * In the order of issue. `unrendered`: those without a PDF. `unsettled`: the last of each return that lets something wait out its
   * days, and the last of each contract that keeps a deposit back.
   */
  list(filter?: { readonly unrendered?: boolean; readonly unsettled?: boolean }): Promise<readonly IssuedBilling[]>;
}

export interface StaffRepository {
  add(member: Omit<StaffMember, "hasPin">): Promise<void>;
  end(id: string, day: Day): Promise<void>;
  get(id: string): Promise<StaffMember | null>;
  list(): Promise<readonly StaffMember[]>;
  /** The scrypt hash as stored, with its parameters. */
  setPin(id: string, hash: string): Promise<void>;
  pin(id: string): Promise<{ readonly hash: string; readonly failures: number; readonly lastFailure: Instant | null } | null>;
  recordPinAttempt(id: string, ok: boolean, at: Instant): Promise<void>;
  signIn(id: string, at: Instant): Promise<void>;
  signOut(): Promise<void>;
  signedIn(): Promise<string | null>;
}

export interface Repositories {
  readonly contracts: ContractRepository;
  readonly terms: TermsRepository;
  readonly signedCopies: SignedCopyRepository;
  readonly inspections: InspectionRepository;
  readonly billings: BillingRepository;
  readonly creditNotes: CreditNoteRepository;
  readonly cardHolds: CardHoldRepository;
  readonly cases: CaseRepository;
  readonly concessions: ConcessionRepository;
  readonly ourFaults: OurFaultRepository;
  readonly standings: StandingRepository;
  readonly feedback: FeedbackRepository;
  readonly payouts: PayoutRepository;
  readonly personalData: PersonalDataRepository;
  readonly promises: PromiseRepository;
  readonly deliveries: DeliveryRepository;
  readonly payments: PaymentRepository;
  readonly eInvoices: EInvoiceRepository;
  readonly notices: NoticeRepository;
  readonly seats: WalkSeatRepository;
  readonly reminders: ReminderRepository;
  readonly pastFindings: PastFindingsRepository;
  readonly retention: RetentionRepository;
  readonly issuedFiles: IssuedFiles;
  readonly tray: TrayRepository;
  readonly copyTexts: CopyTextRepository;
  readonly staff: StaffRepository;
  readonly journal: Journal;
  readonly archived: ArchivedRepository;
  readonly verifications: VerificationRepository;
  readonly waiting: WaitingRepository;
}

export interface Store {
  read<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** One transaction: all of it, on disk, or nothing. */
  write<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What a use case is given. Expensive members open on first use. */
export interface Desk {
  readonly settings: Settings;
  readonly clock: Clock;
  /** Who is recorded as acting: a staff id. */
  readonly actor: string;
  store(): Promise<Store>;
  archive(): Promise<Archive>;
  made(): MadeFiles;
  readonly scans: ScanReader;
  calendar(): Promise<Calendar>;
  /** What customers read, in a language. */
  texts(language: Language): Promise<Messages>;
}

export type FolderState = "writable" | "missing" | "notAFolder" | "notWritable";

/** The machine as `desk doctor` sees it. */
export interface Premises {
  /** `20.20.2` */
  readonly nodeVersion: string;
  /** Tried by writing a small file and removing it again. */
  folder(path: string): Promise<FolderState>;
  sameDisk(a: string, b: string): Promise<boolean>;
  /** What the database's own check reports; empty when it is whole. @throws UserError when it cannot be opened at all. */
  databaseProblems(dataFolder: string): Promise<readonly string[]>;
}

/**
 * What is wrong with the set-up, and how to mend it. What the doctor can mend without asking it mends: second copies that wait,
 * damaged copies of which a good one is left, bills that a stop left without their PDF.
 */
import { dayOf, daysBetween, type Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { formatDateTime, formatDay } from "../language/format.ts";
import { atLeast, isActive } from "../people/staff.ts";
import { archivedFiles, type CopyFault, checkCopies, isHealed } from "./audit-copies.ts";
import { clockBehind } from "./clock-behind.ts";
import { listUncorrected } from "./correct-billing.ts";
import { countOldNotes } from "./forget-customer.ts";
import { indexTexts } from "./index-texts.ts";
import { waitingNotices } from "./late-notices.ts";
import { noteFoundSettings } from "./note-settings.ts";
import type { Desk, Premises, Settings } from "./ports.ts";
import { removeLeaving } from "./remove-leaving.ts";
import { type SetUpField, wrongAnswer } from "./set-up-desk.ts";
import { verificationOverdue } from "./verify-desk.ts";

/** Its texts are `doctor.<key>` and, unless it is mended, `doctor.<key>.mend`, both with `values`. */
export interface DeskFinding {
  readonly key: string;
  /** `problem`: something does not work or is at risk. `advice`: it works and could be safer. `mended`: the doctor has just done it. */
  readonly kind: "problem" | "advice" | "mended";
  readonly values: Readonly<Record<string, string | number>>;
  /** What stopped it, where an error did: its words are `reason`, what to do first is `hint`. */
  readonly error: UserError | null;
}

export interface Examination {
  /** Null when the desk is not set up; the error when the settings cannot be read. */
  readonly settings: Settings | UserError | null;
  /** Opened only when the folders allow it. */
  desk(): Promise<Desk>;
  readonly premises: Premises;
  /** Whether to mend nothing: what would be mended is counted all the same. */
  readonly dryRun: boolean;
  /** Renders every issued bill that has no PDF yet; returns how many it finished. */
  finishBillings(desk: Desk): Promise<number>;
}

type Findings = readonly DeskFinding[];

const problem = (key: string, values: DeskFinding["values"] = {}): DeskFinding => ({ key, kind: "problem", values, error: null });
const advice = (key: string, values: DeskFinding["values"] = {}): DeskFinding => ({ key, kind: "advice", values, error: null });
const mended = (key: string, values: DeskFinding["values"] = {}): DeskFinding => ({ key, kind: "mended", values, error: null });

/** `^20.19.0 || ^22.13.0 || >=24`, as package.json has it. */
function nodeIsSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
}

/** The same checks as at set-up: the file can have been edited by hand. */
function settingsFindings({ firm, zone, desk }: Settings): Findings {
  const { address } = firm;
  const fields: Partial<Record<SetUpField, string>> = { ...address, zone, desk, name: firm.name, businessId: firm.businessId };
  Object.assign(fields, { vatId: firm.vatId ?? "", iban: firm.iban, bic: firm.bic ?? "", phone: firm.phone, email: firm.email });
  return Object.entries(fields)
    .filter(([field, value]) => wrongAnswer(field as SetUpField, value) !== null)
    .map(([field, value]) => problem("settingInvalid", { field, value }));
}

async function dataFindings(premises: Premises, path: string): Promise<Findings> {
  const state = await premises.folder(path);
  return state === "writable" ? [] : [problem(`data.${state}`, { path })];
}

async function mirrorFindings(premises: Premises, { data, mirror }: Settings): Promise<Findings> {
  if (mirror === null) return [advice("mirror.none")];
  const state = await premises.folder(mirror);
  if (state !== "writable") return [problem(`mirror.${state}`, { path: mirror })];
  return (await premises.sameDisk(data, mirror)) ? [advice("mirror.sameDisk", { path: mirror })] : [];
}

async function databaseFindings(premises: Premises, data: string): Promise<Findings> {
  const report = await premises.databaseProblems(data);
  return report.length === 0 ? [] : [problem("database.damaged", { report: report.join("; ") })];
}

async function journalFindings(desk: Desk): Promise<Findings> {
  const seq = await (await desk.store()).read(({ journal }) => journal.firstBroken());
  return seq === null ? [] : [problem("journal.broken", { seq })];
}

/** The file can be edited by hand; the journal is to know it. */
async function changedByHand(desk: Desk, dryRun: boolean): Promise<Findings> {
  const fields = await noteFoundSettings(desk, dryRun);
  return fields.length === 0 ? [] : [advice("settings.changedByHand", { fields: fields.join(", "), count: fields.length })];
}

async function clockFindings(desk: Desk): Promise<Findings> {
  const behind = await clockBehind(desk);
  const { zone, language } = desk.settings;
  const text = (at: Instant): string => formatDateTime(at, zone, language);
  return behind === null ? [] : [problem("clock.behind", { now: text(behind.now), last: text(behind.last) })];
}

async function staffFindings(desk: Desk): Promise<Findings> {
  const { list, signedIn } = await (await desk.store()).read(async ({ staff }) => ({
    list: await staff.list(),
    signedIn: await staff.signedIn(),
  }));
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const deciders = list.filter((member) => member.hasPin && isActive(member, today) && atLeast(member.role, "lead"));
  const owners = list.filter((member) => isActive(member, today) && member.role === "owner");
  const atDesk = list.find((member) => member.id === signedIn);
  return [
    ...(owners.length === 0 ? [problem("staff.noOwner")] : []),
    ...(deciders.length === 0 ? [problem("staff.noPin")] : []),
    ...(atDesk && !isActive(atDesk, today) ? [problem("staff.endedSignedIn", { name: atDesk.name, day: atDesk.endsOn ?? "" })] : []),
  ];
}

/** Days after which a backup is old, unless the settings say otherwise. */
const BACKUP_EVERY_DAYS = 7;

async function backupFindings({ settings, clock, store }: Desk): Promise<Findings> {
  const { rows } = await (await store()).read(({ journal }) => journal.list({ act: "backup.made", limit: 1 }));
  const [last] = rows;
  if (!last) return [advice("backup.never")];
  const days = daysBetween(dayOf(last.at, settings.zone), dayOf(clock.now(), settings.zone));
  return days > (settings.backupEveryDays ?? BACKUP_EVERY_DAYS) ? [advice("backup.old", { days })] : [];
}

async function oldNotes(desk: Desk): Promise<Findings> {
  const count = await countOldNotes(desk);
  return count === 0 ? [] : [advice("notes.old", { count })];
}

/** Reads both copies of everything; a damaged one is made anew from the good one. */
async function copyFindings(desk: Desk, dryRun: boolean): Promise<Findings> {
  const archive = await desk.archive();
  const waiting = await archive.waiting();
  const { copied, pending } = dryRun ? { copied: 0, pending: waiting } : await archive.catchUp();
  const run = { heal: !dryRun, bytesPerSecond: null, stop: () => false, told: async () => undefined };
  const { faults, mirrorState } = await checkCopies(desk, await archivedFiles(desk, null), run);
  const harmed = faults.filter(({ state }) => state === "harmed");
  const remade = dryRun ? harmed : harmed.filter(isHealed);
  const values = { path: desk.settings.mirror ?? "" };
  return [
    ...(mirrorState === "foreign" ? [problem("mirror.foreign", values)] : []),
    ...(copied > 0 ? [mended("copies.caughtUp", { count: copied })] : []),
    ...(remade.length > 0 ? [mended("copies.remade", { count: remade.length })] : []),
    ...(harmed.length > remade.length ? [problem("copies.harmed", { count: harmed.length - remade.length })] : []),
    ...(pending > 0 && desk.settings.mirror !== null ? [problem("copies.pending", { count: pending })] : []),
    ...faults.filter(({ state }) => state === "lost").map(lostCopy),
  ];
}

/** What is left of contracts that were let go: nothing, unless something stopped in between or the mirror was away. */
async function leavingFindings(desk: Desk, dryRun: boolean): Promise<Findings> {
  const waiting = dryRun ? 0 : await removeLeaving(desk);
  return waiting > 0 ? [problem("leaving.waiting", { count: waiting })] : [];
}

function lostCopy({ sha256, archive: first, mirror: second }: CopyFault): DeskFinding {
  return { ...problem("copies.lost", { sha256 }), error: new UserError("archive-copy-damaged", { sha256, first, second }) };
}

/** What is not told in time is never charged. */
async function noticeFindings(desk: Desk): Promise<Findings> {
  const { language } = desk.settings;
  const waiting = await waitingNotices(desk);
  return waiting.map(({ inspection: id, customer, lastDay }) =>
    advice("notice.waiting", { id, customer, day: formatDay(lastDay, language) }),
  );
}

async function verificationFindings(desk: Desk): Promise<Findings> {
  const overdue = await verificationOverdue(desk);
  return overdue === null ? [] : [advice("verification.overdue", { days: overdue.days, ever: overdue.last === null ? "no" : "yes" })];
}

async function billingFindings(desk: Desk, finish: Examination["finishBillings"]): Promise<Findings> {
  const count = await finish(desk);
  const contracts = (await listUncorrected(desk)).map(({ contract }) => contract);
  return [
    ...(count === 0 ? [] : [mended("billings.finished", { count })]),
    ...(contracts.length === 0 ? [] : [advice("billings.uncorrected", { count: contracts.length, contracts: contracts.join(", ") })]),
  ];
}

/** Signed copies from before their words were indexed; nothing was wrong with them. */
async function textFindings(desk: Desk, dryRun: boolean): Promise<Findings> {
  if (!dryRun) await indexTexts(desk);
  return [];
}

/** A part that cannot even be examined is a finding too; the other parts are examined all the same. */
async function examine(part: () => Promise<Findings>): Promise<Findings> {
  try {
    return await part();
  } catch (error) {
    if (error instanceof UserError) return [{ ...problem("failed"), error }];
    throw error;
  }
}

async function examineContents(examination: Examination, settings: Settings): Promise<Findings> {
  const damaged = await examine(() => databaseFindings(examination.premises, settings.data));
  if (damaged.length > 0) return damaged;
  const opened = await examine(async () => {
    await (await examination.desk()).store();
    return [];
  });
  if (opened.length > 0) return opened;
  const desk = await examination.desk();
  return [
    ...(await examine(() => journalFindings(desk))),
    ...(await examine(() => clockFindings(desk))),
    ...(await examine(() => changedByHand(desk, examination.dryRun))),
    ...(await examine(() => staffFindings(desk))),
    ...(await examine(() => backupFindings(desk))),
    ...(await examine(() => oldNotes(desk))),
    ...(await examine(() => leavingFindings(desk, examination.dryRun))),
    ...(await examine(() => copyFindings(desk, examination.dryRun))),
    ...(await examine(() => billingFindings(desk, examination.finishBillings))),
    ...(await examine(() => noticeFindings(desk))),
    ...(await examine(() => verificationFindings(desk))),
    ...(await examine(() => textFindings(desk, examination.dryRun))),
  ];
}

/** All findings, in the order in which they are best mended; none when all is well. */
export async function examineDesk(examination: Examination): Promise<Findings> {
  const { premises, settings } = examination;
  const node = nodeIsSupported(premises.nodeVersion) ? [] : [problem("node.unsupported", { version: premises.nodeVersion })];
  if (settings === null) return [...node, problem("notSetUp")];
  if (settings instanceof UserError) return [...node, { ...problem("settingsUnusable"), error: settings }];
  const data = await dataFindings(premises, settings.data);
  if (data.length > 0) return [...node, ...settingsFindings(settings), ...data];
  const contents = await examineContents(examination, settings);
  // Afterwards: a new folder for second copies is made where they are caught up.
  return [...node, ...settingsFindings(settings), ...(await mirrorFindings(premises, settings)), ...contents];
}

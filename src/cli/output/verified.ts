/** What a verification found: what is wrong first, each with what it belongs to, then how much was read. */
import { type CopyFault, isHealed } from "../../app/audit-copies.ts";
import type { ArchivedThing } from "../../app/ports/archived.ts";
import type { JournalFault, RowFault } from "../../app/ports/journal.ts";
import { countFaults, mirrorFault, type StrayFault, type Verified } from "../../app/verify-desk.ts";
import { UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { sizeText } from "./scan-text.ts";

/** @throws UserError `verify-faults` after what is wrong, so that the exit code says it too. */
export function printVerified(session: Session, verified: Verified, zone: string): void {
  const { faults, healed } = countFaults(verified);
  if (session.flags.json) session.json(verifiedJson(verified));
  else
    printText({ t: session.t, out: session.out, language: session.language, print: session.print, remark: session.remark, zone }, verified);
  if (session.flags.dryRun) session.remark(session.t("common.dryRun"));
  if (faults === healed) return;
  const lost = verified.copies.filter(({ state }) => state === "lost").length;
  const hint = !verified.copies.some((fault) => fault.state === "harmed" && !isHealed(fault)) ? [] : ["contracts verify --heal"];
  throw new UserError("verify-faults", { count: faults - healed, lost }, hint);
}

/** What texts are made with: the session's words, and the desk's clock. */
type Told = Pick<Session, "t" | "out" | "language" | "print" | "remark"> & { readonly zone: string };

function printText(session: Told, verified: Verified): void {
  const { t, out, language } = session;
  for (const line of faultLines(session, verified)) session.print(line);
  for (const { seq, from, to } of verified.journal.clock)
    session.print(`· ${t("verify.clock", { seq, from: moment(session, from), to: moment(session, to) })}`);
  for (const { path, tree } of verified.unfinished) session.print(`· ${t("verify.unfinished", { path: plain(path), tree })}`);
  const { files, bytes, books, journal, waiting } = verified;
  const size = sizeText(bytes, language);
  const read = t("verify.read", { files, size, rows: books.rows, journal: journal.rows });
  const { faults } = countFaults(verified);
  session.print(faults === 0 ? t("verify.sound", { read }) : out.dim(read));
  if (waiting > 0) session.remark(t("contracts.verify.pending", { files: waiting }));
}

function faultLines(session: Told, verified: Verified): readonly string[] {
  const { t, out } = session;
  const mark = (healed: boolean, text: string, ...more: readonly string[]) => [
    `${healed ? "✓" : out.warn("!")} ${text}`,
    ...more.map((line) => out.dim(`  ${line}`)),
  ];
  return [
    ...verified.database.flatMap((report) => mark(false, t("verify.database", { report: plain(report) }))),
    ...verified.journal.faults.flatMap((fault) => mark(false, journalText(session, fault))),
    ...verified.books.faults.flatMap((fault) => mark(false, rowText(session, fault))),
    ...(mirrorFault(verified) ? mark(false, t(`verify.mirror.${verified.mirror}`)) : []),
    ...verified.copies.flatMap((fault) => mark(isHealed(fault), copyText(session, fault), ...asideText(session, fault))),
    ...verified.strays.flatMap((stray) => mark(stray.aside !== null, strayText(session, stray), ...strayMore(session, stray))),
  ];
}

const moment = (session: Told, at: Verified["journal"]["clock"][number]["from"]): string =>
  formatDateTime(at, session.zone, session.language);

/** `contract 2026-0117, signed copy signed.pdf`. */
function thingText({ t }: Told, { kind, contract, name }: ArchivedThing): string {
  const thing = t("verify.thing", { kind, name: plain(name) });
  return contract === null ? thing : t("verify.ofContract", { contract: plain(contract), thing });
}

function copyText(session: Told, { things, archive, mirror, sha256 }: CopyFault): string {
  const { t } = session;
  const what = things.map((thing) => thingText(session, thing)).join("; ");
  return t("verify.copy", { what: what || sha256, archive: t(`contracts.copy.${archive}`), mirror: t(`contracts.copy.${mirror}`) });
}

function asideText({ t }: Told, fault: CopyFault): readonly string[] {
  if (fault.state === "lost") return [t("verify.lost", { sha256: fault.sha256 })];
  return [...(fault.healed.length > 0 ? [t("verify.healed")] : []), ...fault.aside.map((path) => t("verify.aside", { path: plain(path) }))];
}

function strayText(session: Told, { file, of }: StrayFault): string {
  const { t } = session;
  const values = { path: plain(file.path), tree: file.tree, since: moment(session, file.changedAt) };
  const [thing] = of;
  return thing ? t("verify.renamed", { ...values, what: thingText(session, thing) }) : t("verify.stray", values);
}

const strayMore = ({ t }: Told, { aside }: StrayFault): readonly string[] =>
  aside === null ? [] : [t("verify.aside", { path: plain(aside) })];

function journalText({ t, language }: Told, { kind, seq, upTo, contract, day }: JournalFault): string {
  const text = t(`verify.journal.${kind}`, { seq, upTo: upTo ?? seq, day: day === null ? "" : formatDay(day, language) });
  return contract === null ? text : t("verify.ofContract", { contract: plain(contract), thing: text });
}

/** `{"id":3}` as `id 3`. */
const keyText = (key: string): string =>
  Object.entries(JSON.parse(key) as Readonly<Record<string, string | number>>)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

function rowText({ t }: Told, { kind, table, key, seq, contract }: RowFault): string {
  const text = t(`verify.row.${kind}`, { table, key: plain(keyText(key)), seq: seq ?? 0 });
  return contract === null ? text : t("verify.ofContract", { contract: plain(contract), thing: text });
}

function verifiedJson(verified: Verified): Readonly<Record<string, unknown>> {
  const { contract, files, bytes, resumedAfter, database, journal, books, mirror, waiting, copies, strays, unfinished } = verified;
  const { faults, healed } = countFaults(verified);
  return {
    contract,
    sound: faults === healed,
    files,
    bytes,
    resumedAfter,
    faults,
    healed,
    database: { problems: database },
    journal: { rows: journal.rows, days: journal.days, faults: journal.faults, clockSetBack: journal.clock },
    books,
    mirror: { state: mirror, waiting },
    copies,
    strays,
    unfinished,
  };
}

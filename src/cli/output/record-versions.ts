/** The versions of a walkthrough's record on the screen: which one the customer's word speaks of, and where its bytes are. */
import type { RecordVersion, RecordVersions } from "../../app/record-versions.ts";
import { formatDateTime } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { deliveryLines } from "./delivery-lines.ts";
import { jsonCopies } from "./json.ts";

const keyOf = ({ version }: RecordVersion, { acknowledged }: RecordVersions): string => {
  if (acknowledged?.version !== version) return "version";
  const { kind } = acknowledged.acknowledgement;
  return kind === "name" || kind === "signed" ? "acknowledged" : "spoken";
};

function versionLines(session: Session, all: RecordVersions, one: RecordVersion, zone: string): readonly string[] {
  const { t, language } = session;
  const { version, finishedAt, file, deliveries } = one;
  const head = t(`inspect.versions.${keyOf(one, all)}`, { version, at: formatDateTime(finishedAt, zone, language) });
  const where =
    file === null ? [t("inspect.versions.notMade")] : [`sha256 ${file.sha256}`, file.path, file.mirrorPath ?? t("archive.secondPending")];
  return [`  ${head}`, ...[...where, ...deliveryLines(session, deliveries, zone)].map((line) => `    ${line}`)];
}

/** Empty before the walk was finished for the first time. */
export function recordVersionsText(session: Session, all: RecordVersions, zone: string): readonly string[] {
  const { t, out } = session;
  const made = all.versions.findLast(({ file }) => file !== null);
  if (made === undefined) return [];
  const version = all.acknowledged?.version ?? made.version;
  return [
    "",
    out.bold(t("inspect.versions.heading")),
    ...all.versions.flatMap((one) => versionLines(session, all, one, zone)),
    `  ${t("inspect.versions.writeOut", { id: all.id, version })}`,
  ];
}

export const recordVersionsJson = ({ versions, acknowledged }: RecordVersions) =>
  versions.map(({ file, ...one }) => ({
    ...one,
    acknowledged: acknowledged?.version === one.version ? acknowledged.acknowledgement : null,
    file: file && { sha256: file.sha256, copies: jsonCopies(file) },
  }));

/** Takes in one scan that came by itself: read, placed and stored, or put into the tray with the reason. */
import { createHash } from "node:crypto";
import { sayingOf, UserError } from "../kernel/errors.ts";
import type { Saying } from "../kernel/result.ts";
import type { ScanFacts } from "../media/scan-facts.ts";
import { recordCopy, type Signing } from "./archive-signed-copy.ts";
import { joinPages, type PagesSeen } from "./page-by-page.ts";
import { bareName, type IncomingScan, type Place, placeScan } from "./place-scan.ts";
import type { IncomingReader, ReadIncoming } from "./ports/scan-reader.ts";
import type { TrayItem, TrayScan } from "./ports/tray.ts";
import type { Desk, Repositories, SignedCopy } from "./ports.ts";

/** What became of a scan. */
export type TakenIn =
  | {
      readonly state: "filed";
      readonly contract: string;
      readonly customer: string;
      /** Null in a dry run. */
      readonly version: number | null;
      readonly namedBy: Place["namedBy"];
      /** Files in the version: pages that came before it in files of their own are there, too. */
      readonly files: number;
      /** Pages of the form that the version does not have. */
      readonly pagesMissing: number;
    }
  | { readonly state: "existed"; readonly contract: string; readonly version: number }
  | { readonly state: "tray" /** Null in a dry run. */; readonly item: number | null; readonly existed: boolean; readonly why: Saying }
  | { readonly state: "refused"; readonly why: Saying };

export interface TakingIn {
  readonly read: IncomingReader;
  readonly source: TrayScan["source"];
  /** What a list says of who signed and when; nothing otherwise. */
  readonly signing: Signing;
  /** One for a run. */
  readonly pagesSeen: PagesSeen;
  readonly dryRun: boolean;
}

interface Read extends ReadIncoming {
  readonly scan: IncomingScan;
  readonly sha256: string;
}

/** Stores the bytes in both copies before anything is recorded. The same bytes are one copy, however often and by whomever they are taken in. */
export async function takeInScan(desk: Desk, scan: IncomingScan, taking: TakingIn): Promise<TakenIn> {
  const sha256 = createHash("sha256").update(scan.bytes).digest("hex");
  const store = await desk.store();
  const known = await store.read((repositories) => knownAlready(repositories, scan, sha256));
  if (known !== null) return known;
  let read: Read;
  try {
    read = { ...(await taking.read(scan.bytes, bareName(scan.name))), scan, sha256 };
  } catch (error) {
    if (error instanceof UserError) return { state: "refused", why: sayingOf(error) };
    throw error;
  }
  if (taking.dryRun) return store.read((repositories) => foresee(repositories, read));
  await (await desk.archive()).put(scan.bytes);
  return store.write((repositories) => record(repositories, desk, read, taking));
}

/** What need not be read again. What waits in the tray is: its contract may have been added since. */
async function knownAlready(repositories: Repositories, scan: IncomingScan, sha256: string): Promise<TakenIn | null> {
  const held = (await repositories.signedCopies.holding(sha256)).find(
    ({ contract }) => scan.contract === null || scan.contract === contract,
  );
  if (held) return { state: "existed", ...held };
  const item = scan.contract === null ? await repositories.tray.holding(sha256) : null;
  return item?.state === "aside" ? { state: "tray", item: item.id, existed: true, why: item.why } : null;
}

/** @param pages in the version; null where nobody can count them. */
const pagesMissing = (pages: number | null, { codes }: ScanFacts): number =>
  pages === null ? 0 : Math.max(0, Math.max(0, ...codes.map((code) => code.pages)) - pages);

/** @param files in a version that is one file or that came page by page. */
const filed = ({ contract, namedBy }: Place, { facts }: Read, version: number | null, files = 1): TakenIn => ({
  state: "filed",
  contract: contract.number,
  customer: contract.customer.name,
  version,
  namedBy,
  files,
  pagesMissing: pagesMissing(files > 1 ? files : facts.pages, facts),
});

/** The place, or why there is none. */
async function placed(repositories: Repositories, { scan, sha256, facts }: Read): Promise<Place | UserError> {
  try {
    return await placeScan(repositories, scan, sha256, facts);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function foresee(repositories: Repositories, read: Read): Promise<TakenIn> {
  const place = await placed(repositories, read);
  if (!(place instanceof UserError)) return filed(place, read, null);
  const item = await repositories.tray.holding(read.sha256);
  return { state: "tray", item: item?.id ?? null, existed: item !== null, why: sayingOf(place) };
}

async function record(repositories: Repositories, desk: Desk, read: Read, taking: TakingIn): Promise<TakenIn> {
  // Another program may have taken it in meanwhile.
  const known = await knownAlready(repositories, read.scan, read.sha256);
  if (known !== null) return known;
  const item = await repositories.tray.holding(read.sha256);
  const place = await placed(repositories, read);
  if (place instanceof UserError) return intoTray(repositories, desk, read, taking.source, sayingOf(place), item);
  const copy = await copyOf(repositories, desk, place, read, taking);
  await recordCopy(repositories, copy);
  await repositories.copyTexts.index(copy.contract, copy.version, read.text);
  if (item !== null)
    await repositories.tray.end(item.id, {
      how: "filed",
      contract: copy.contract,
      version: copy.version,
      at: copy.archivedAt,
      by: desk.actor,
    });
  return filed(place, read, copy.version, copy.files.length);
}

async function copyOf(repositories: Repositories, desk: Desk, { contract }: Place, read: Read, taking: TakingIn): Promise<SignedCopy> {
  const { scan, sha256, facts } = read;
  const file = { sha256, size: scan.bytes.length, name: bareName(scan.name), format: facts.format, pages: facts.pages };
  const last = (await repositories.signedCopies.of(contract.number)).at(-1)?.version ?? 0;
  return {
    contract: contract.number,
    version: last + 1,
    files: joinPages(taking.pagesSeen, contract.number, last, file, facts),
    ...taking.signing,
    archivedAt: desk.clock.now(),
    archivedBy: desk.actor,
  };
}

async function intoTray(
  repositories: Repositories,
  desk: Desk,
  { scan, sha256, facts }: Read,
  source: TrayScan["source"],
  why: Saying,
  there: TrayItem | null,
): Promise<TakenIn> {
  if (there !== null) return { state: "tray", item: there.id, existed: true, why };
  const { format, pages, content } = facts;
  const at = desk.clock.now();
  const size = scan.bytes.length;
  const item = await repositories.tray.add({
    sha256,
    size,
    name: bareName(scan.name),
    format,
    pages,
    content,
    why,
    source,
    at,
    by: desk.actor,
  });
  await repositories.journal.append({
    at,
    staff: desk.actor,
    contract: null,
    act: "tray.received",
    subject: `T-${item}`,
    detail: { sha256, size },
  });
  return { state: "tray", item, existed: false, why };
}

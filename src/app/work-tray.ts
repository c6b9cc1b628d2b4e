/** Works through the tray: files what a person placed, or puts it aside. The bytes stay in the archive either way. */
import { createHash } from "node:crypto";
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { type Archived, archiveSignedCopy, type Signing } from "./archive-signed-copy.ts";
import { searchContracts } from "./find-contract.ts";
import { numbersInName } from "./numbers-in-name.ts";
import { type ArchivePlan, planSignedCopy } from "./plan-signed-copy.ts";
import type { TrayItem } from "./ports/tray.ts";
import type { ContractSummary, Desk } from "./ports.ts";

export const trayId = ({ id }: { readonly id: number }): string => `T-${id}`;

/** @param text `T-3`, also without its letter. @throws UserError `tray-unknown`. */
export async function findTrayItem(desk: Desk, text: string): Promise<TrayItem> {
  const digits = /^(?:t-)?([1-9]\d{0,14})$/iu.exec(text.trim())?.[1];
  const item = digits === undefined ? null : await (await desk.store()).read(({ tray }) => tray.get(Number(digits)));
  if (item === null) throw new UserError("tray-unknown", { id: plain(text).slice(0, 40) }, ["contracts tray"]);
  return item;
}

/** @throws UserError `tray-filed`. */
function refuseFiled(item: TrayItem): void {
  if (item.state === "filed") throw new UserError("tray-filed", { id: trayId(item), contract: item.contract ?? "" });
}

/** What filing it under a contract would do, as `contracts archive` says it. @throws UserError as `planSignedCopy`, and `tray-filed`. */
export async function planFromTray(desk: Desk, item: TrayItem, number: string): Promise<ArchivePlan> {
  refuseFiled(item);
  const bytes = await (await desk.archive()).read(item.sha256);
  return planSignedCopy(desk, number, [{ name: item.name, bytes }]);
}

export async function fileFromTray(desk: Desk, item: TrayItem, plan: ArchivePlan, signing: Signing): Promise<Archived> {
  const archived = await archiveSignedCopy(desk, plan, signing);
  const { contract, version } = archived.copy;
  const at = desk.clock.now();
  await (await desk.store()).write(async ({ tray, journal }) => {
    if ((await tray.get(item.id))?.state === "filed") return;
    await tray.end(item.id, { how: "filed", contract, version, at, by: desk.actor });
    await journal.append({ at, staff: desk.actor, contract, act: "tray.filed", subject: trayId(item), detail: { version } });
  });
  return archived;
}

/** @throws UserError `tray-filed`, `tray-aside`, `tray-reason`. */
export async function putAside(desk: Desk, item: TrayItem, given: string): Promise<void> {
  refuseFiled(item);
  if (item.state === "aside") throw new UserError("tray-aside", { id: trayId(item) });
  const reason = plain(given).trim();
  if (reason === "" || reason.length > LONGEST_TEXT) throw new UserError("tray-reason", { most: LONGEST_TEXT });
  const at = desk.clock.now();
  await (await desk.store()).write(async ({ tray, journal }) => {
    await tray.end(item.id, { how: "aside", reason, at, by: desk.actor });
    // The reason may name somebody and stands in the tray alone.
    const detail = { reason: createHash("sha256").update(reason).digest("hex") };
    await journal.append({ at, staff: desk.actor, contract: null, act: "tray.aside", subject: trayId(item), detail });
  });
}

/** Words of a name that name nobody: what scanners and people call their files. */
const USUAL = /^(?:scan|skannaus|img|image|doc|dokumentti|sopimus|contract|signed|allekirjoitettu|copy|kopio|page|sivu|\d{1,3})$/iu;
const MOST_SUGGESTED = 5;
const MOST_WORDS = 4;

/**
 * Contracts that it may be of: by numbers in why it is here, in its name and in how its text begins, then by the words of its name, one at a time.
 * @param text how its pages begin; empty where they are pictures.
 */
export async function suggestContracts(desk: Desk, item: TrayItem, text: string): Promise<readonly ContractSummary[]> {
  const stem = item.name.replace(/\.[^.]{1,5}$/u, "");
  const words = stem.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 3 && !USUAL.test(word));
  const said = Object.values(item.why.values).filter((value) => typeof value === "string");
  const numbers = await (await desk.store()).read(async ({ contracts }) => [
    ...(await numbersInName(contracts, `${said.join(" ")} `)),
    ...(await numbersInName(contracts, item.name)),
    ...(await numbersInName(contracts, `${text} `)),
  ]);
  const found = new Map<string, ContractSummary>();
  for (const text of [...numbers, words.join(" "), ...words.slice(0, MOST_WORDS)].filter((each) => each !== ""))
    for (const contract of await searchContracts(desk, text, MOST_SUGGESTED)) found.set(contract.number, contract);
  return [...found.values()].slice(0, MOST_SUGGESTED);
}

/** Keeps two machines from writing to each other for ever: whoever has opened many cases by mail within a day gets no more letters by themselves. */
import type { CaseWithSteps } from "../people/case.ts";
import type { Desk } from "./ports.ts";

const MOST_A_DAY = 5;
const A_DAY_MS = 24 * 3_600_000;

/** @returns asked for each case that a mail has just opened: whether its sender gets an acknowledgement by itself. */
export async function acknowledging(desk: Desk): Promise<(opened: CaseWithSteps) => boolean> {
  const since = Date.parse(desk.clock.now()) - A_DAY_MS;
  const open = await (await desk.store()).read(({ cases }) => cases.list({}));
  const count = new Map<string, number>();
  const note = (address: string): number => {
    count.set(address, (count.get(address) ?? 0) + 1);
    return count.get(address) as number;
  };
  for (const { channel, openedAt, steps } of open) {
    const address = steps[0]?.words.email;
    if (channel === "mail" && Date.parse(openedAt) >= since && address !== undefined) note(address);
  }
  const { firm, mail } = desk.settings;
  const ours = [firm.email, mail?.from].map((address) => address?.toLowerCase());
  return ({ steps: [first] }) => {
    const address = first?.words.email;
    if (address === undefined || ours.includes(address)) return false;
    const isAutomatic = first?.event.kind === "opened" && (first.event.mail?.automatic ?? null) !== null;
    return note(address) <= MOST_A_DAY && !isAutomatic;
  };
}

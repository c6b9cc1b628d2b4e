/** Which other contract an item belongs to, by its serial number. */
import type { Desk } from "./ports.ts";

/** Contracts that are looked into: a serial number is found among few. */
const MOST = 20;

/** @returns the number of another contract than `here`, rather one that is still out; null where none has the item. */
export async function contractWithSerial(desk: Desk, serial: string, here: string): Promise<string | null> {
  const wanted = serial.trim().toLowerCase();
  return (await desk.store()).read(async ({ contracts }) => {
    const candidates = await contracts.find(serial, MOST);
    const others = [...candidates.filter(({ state }) => state !== "back"), ...candidates.filter(({ state }) => state === "back")];
    for (const { number } of others.filter((one) => one.number !== here)) {
      const lines = (await contracts.get(number))?.lines ?? [];
      if (lines.some(({ serials }) => serials.some((one) => one.trim().toLowerCase() === wanted))) return number;
    }
    return null;
  });
}

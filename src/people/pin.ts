/**
 * PINs guard authority among colleagues: scrypt with a salt of its own each, and a delay that doubles with every wrong one. Whoever can read
 * the files can get past them, and the documentation says so.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const COST = { N: 16_384, r: 8, p: 1 } as const;
const KEY_LENGTH = 32;
const LONGEST_DELAY_SECONDS = 300;

/** Four to twelve digits. */
export const isPin = (text: string): boolean => /^\d{4,12}$/u.test(text);

type Derive = (pin: string, salt: Buffer, length: number, cost: ScryptOptions) => Promise<Buffer>;

/** Looked up when a PIN is proved: naming it here would load Node's cryptography with every command. */
const derive = (pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  (promisify(scrypt) as Derive)(pin, salt, KEY_LENGTH, cost);

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** @throws RangeError when the stored hash has another shape. */
export async function pinMatches(pin: string, hash: string): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || !salt || !key) throw new RangeError("not a stored PIN hash");
  const derived = await derive(pin, Buffer.from(salt, "base64url"), { N: Number(n), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(key, "base64url"));
}

/** Seconds to wait after so many wrong PINs in a row: none after two, then 2, 4, 8 … at most five minutes. */
export const delayAfter = (failures: number): number => (failures < 3 ? 0 : Math.min(LONGEST_DELAY_SECONDS, 2 ** (failures - 2)));

/** Which of the machine's own addresses a phone in the same house can reach. */
import { networkInterfaces } from "node:os";

/** Addresses that no router passes on to the internet (RFC 1918); link-local ones are no help to a phone. */
export const isPrivate = (address: string): boolean => /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/u.test(address);

/** The private IPv4 addresses of this machine's network cards, without those of the machine to itself. */
export function privateAddresses(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): readonly string[] {
  const found = Object.values(interfaces).flatMap((each) => each ?? []);
  const usable = found.filter(({ family, internal, address }) => family === "IPv4" && !internal && isPrivate(address));
  return [...new Set(usable.map(({ address }) => address))];
}

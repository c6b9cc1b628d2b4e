/** One-time links and the phones that opened them. Only hashes are compared, so that no timing tells how much of a guess was right. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { PhoneRole } from "./phone-host.ts";

/** 128 bits: nobody guesses one in a lifetime of walks. */
const SECRET_BYTES = 16;
/** A code is shown to be scanned at once; what lies about on a screen longer than a coffee takes is nobody's. */
export const LINK_MILLISECONDS = 5 * 60_000;
/** A phone that lay in a pocket for so long may have changed hands. While its page is open and connected it does not count. */
export const IDLE_MILLISECONDS = 30 * 60_000;
/** A desk has a few phones; more are not a desk's. */
export const MOST_PHONES = 8;

/** A page of its own for each of these. */
export type OpenedLink = { readonly state: "opened"; readonly cookie: string } | { readonly state: "used" | "expired" | "unknown" };

export interface Phone {
  readonly role: PhoneRole;
  readonly hash: Buffer;
  seenAt: number;
  /** Connections that wait for news: while there are some, the page is open. */
  connections: number;
}

interface Link {
  readonly hash: Buffer;
  readonly role: PhoneRole;
  readonly until: number;
  state: "open" | "used" | "withdrawn";
}

const secret = (): string => randomBytes(SECRET_BYTES).toString("base64url");
const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Looks at every one, whichever fits. */
function matching<T extends { readonly hash: Buffer }>(all: readonly T[], text: string): T | null {
  const hash = hashOf(text);
  let found: T | null = null;
  for (const one of all) if (timingSafeEqual(one.hash, hash)) found = one;
  return found;
}

export class Links {
  private readonly links: Link[] = [];
  private phones: Phone[] = [];

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(private readonly now: () => number) {}

  /** A new link takes the place of one that nobody opened. @returns its token. */
  issue(role: PhoneRole): string {
    for (const link of this.links) if (link.state === "open") link.state = "withdrawn";
    const token = secret();
    this.links.push({ hash: hashOf(token), role, until: this.now() + LINK_MILLISECONDS, state: "open" });
    return token;
  }

  /** The first phone that opens a link gets a cookie; the link is used up. */
  open(token: string): OpenedLink {
    const link = matching(this.links, token);
    if (link === null) return { state: "unknown" };
    if (link.state === "used") return { state: "used" };
    if (link.state === "withdrawn" || this.now() > link.until || this.standing().length >= MOST_PHONES) return { state: "expired" };
    link.state = "used";
    const cookie = secret();
    this.phones.push({ role: link.role, hash: hashOf(cookie), seenAt: this.now(), connections: 0 });
    return { state: "opened", cookie };
  }

  /** The phone that a cookie belongs to, seen now; null for a stranger, and for one whose time is over. */
  phone(cookie: string): Phone | null {
    const phone = matching(this.standing(), cookie);
    if (phone !== null) phone.seenAt = this.now();
    return phone;
  }

  count(): number {
    return this.standing().length;
  }

  endAll(): void {
    this.phones = [];
    for (const link of this.links) if (link.state === "open") link.state = "withdrawn";
  }

  private standing(): readonly Phone[] {
    const since = this.now() - IDLE_MILLISECONDS;
    this.phones = this.phones.filter((phone) => phone.connections > 0 || phone.seenAt >= since);
    return this.phones;
  }
}

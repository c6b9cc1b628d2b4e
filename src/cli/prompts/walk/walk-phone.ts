/** The phone beside the walk: what the clerk is at, and the page's server, which is loaded and opened when it is first asked for. */
import type { PhoneRole } from "../../../adapters/phone/phone-host.ts";
import type { Desk } from "../../../app/ports.ts";
import type { GivenSignature, GivenText } from "../../../app/sign-record.ts";
import type { Instant } from "../../../kernel/dates.ts";
import { UserError } from "../../../kernel/errors.ts";
import type { Language } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import { errorText, hintTexts } from "../../output/tell.ts";
import type { OpenPhone } from "./open-phone.ts";
import type { Scene } from "./scene.ts";

/** The line, or the finding, that the clerk is at. */
export interface AtHand {
  readonly position: number;
  readonly finding: string | null;
}

/** What somebody said of the record on a phone. */
export type GivenWord = ({ readonly kind: "signed" } & GivenSignature) | ({ readonly kind: "declined"; readonly at: Instant } & GivenText);

/** Signing on a phone: possible once the clerk has read the record back, and waiting to be confirmed at the desk. */
export interface Signing {
  open: boolean;
  word: GivenWord | null;
  /** The clerk has confirmed it. */
  confirmed: boolean;
}

export interface WalkPhone {
  /** Photos that come from now on are of this; it stays at hand until there is another. */
  follow(at: AtHand): void;
  /** Null before the first line. */
  readonly at: AtHand | null;
  /** Pages that are open are to show what has changed. */
  announce(): void;
  /** Shows a code that opens the page on a phone, and what else the clerk can do about phones. */
  show(scene: Scene, role?: PhoneRole): Promise<void>;
  /** How many phones are connected. */
  count(): number;
  readonly signing: Signing;
  readonly desk: Desk;
  /** What customers read. */
  texts(language: Language): Promise<Messages>;
  /** Nothing is reachable any more. */
  close(): Promise<void>;
}

export function walkPhone(desk: Desk, texts: (language: Language) => Promise<Messages>): WalkPhone {
  let at: AtHand | null = null;
  let opened: OpenPhone | null = null;
  return {
    desk,
    texts,
    signing: { open: false, word: null, confirmed: false },
    count: () => opened?.count() ?? 0,
    get at() {
      return at;
    },
    follow: (next) => {
      if (at?.position === next.position && at.finding === next.finding) return;
      at = next;
      opened?.announce();
    },
    announce: () => opened?.announce(),
    show: async (scene, role = "clerk") => {
      const { openPhone, showCode } = await import("./open-phone.ts");
      try {
        opened ??= await openPhone(scene, desk, texts);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        scene.news = [errorText(scene.t, error), ...hintTexts(scene.t, error)].join(" ");
      }
      if (opened !== null) await showCode(scene, opened, role);
    },
    close: async () => opened?.close(),
  };
}

/** What every screen of the walk works on: the terminal, the texts, and the book that keeps the answers. */
import type { AttachedPhoto, PhotoTarget } from "../../../app/attach-photo.ts";
import type { ClausePages } from "../../../app/load-signed-pages.ts";
import type { NewFault } from "../../../app/our-faults.ts";
import type { WalkEvent } from "../../../inspection/entries.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { PhotoRef } from "../../../inspection/inspection.ts";
import type { PastFinding } from "../../../inspection/likely-answers.ts";
import type { Instant } from "../../../kernel/dates.ts";
import { plain, type StaffLanguage } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import type { StaffMember } from "../../../people/staff.ts";
import type { Paint } from "../../session.ts";
import type { ToneCheck } from "../../tone-check.ts";
import { onLine } from "./beside.ts";
import { drawing, type Frame, type Hint } from "./frame.ts";
import { type Codes, type Heard, listen } from "./listen.ts";
import type { Seat } from "./seat.ts";
import type { Stage } from "./stage.ts";
import type { WalkPhone } from "./walk-phone.ts";
import { summaryText } from "./walk-texts.ts";

/** The book of the walk: what is recorded is on disk when the promise resolves. */
export interface WalkBook {
  readonly walk: Walk;
  record(...events: readonly WalkEvent[]): Promise<void>;
  /** Takes back what this clerk answered last; null when there is nothing to take back. What was stored stays stored. */
  takeBack(): Promise<readonly WalkEvent[] | null>;
  /** Reads the walk again from what is stored. */
  refresh(): Promise<void>;
  /** Keeps a photo byte for byte. @throws UserError when the file cannot be read or is no photo. */
  keepPhoto(path: string): Promise<PhotoRef>;
  /** Keeps a photo that came by itself, and puts it with what it is of. @throws UserError when it is no photo, or the walk is finished. */
  takePhoto(file: { readonly name: string; readonly bytes: Uint8Array }, target: PhotoTarget): Promise<AttachedPhoto>;
  /** What the assessment would say as things stand, as lines of text. */
  sums(): Promise<readonly string[]>;
  /** Who can be called: leads who work here now, or owners where there is none. */
  leads(): Promise<readonly StaffMember[]>;
  /** Where the clauses stand in the signed copy, as far as that is known. */
  clausePages(): Promise<ClausePages | null>;
  /** Notes that the customer asked for something off. @param line its position; null: the whole return. */
  noteAsk(line: string | null, text: string | null): Promise<void>;
  /** Records something of ours as a fact. */
  recordFault(fault: Pick<NewFault, "kind" | "position" | "count" | "note">): Promise<void>;
  /** The number of another contract that has an item with this serial number; null where none has. */
  contractWithSerial(serial: string): Promise<string | null>;
  /** What earlier returns found, for the likely answer; read once a walk, when it is first asked for. */
  pastFindings(): Promise<readonly PastFinding[]>;
  now(): Instant;
  /** Name of who walks. */
  readonly by: string;
}

export interface Scene {
  readonly stage: Stage;
  readonly paint: Paint;
  /** Staff texts. */
  readonly t: Messages;
  readonly language: StaffLanguage;
  /** Sentences to say aloud, in the customer's language. */
  readonly aloud: Messages;
  readonly book: WalkBook;
  /** Words in a note that the customer would read as blame. */
  readonly tone: ToneCheck;
  readonly phone: WalkPhone;
  readonly seat: Seat;
  /** A word for the next screen: what was just stored, or that the walk goes on where it stopped. Shown once. */
  news: string;
}

/** One screen that waits for an answer. */
export interface Asking {
  readonly aside: string;
  /** What stands between head and typed line; a list that narrows looks at what is typed. */
  readonly body: (width: number, typed: string) => readonly string[];
  readonly commands: string;
  readonly hints: readonly Hint[];
  readonly begins?: RegExp | null;
  readonly typed?: string;
  readonly replaces?: boolean;
  readonly message?: string;
  readonly onArrow?: (arrow: "up" | "down") => void;
  readonly codes?: Codes;
}

const frameOf = (scene: Scene, asking: Asking, width: number, typed: string, message: string): Omit<Frame, "wrong"> => {
  const { contract } = scene.book.walk;
  return {
    title: `${plain(contract.number)} · ${plain(contract.customer.name)}`,
    aside: asking.aside,
    summary: [...scene.seat.others.map((other) => onLine(scene, other)), summaryText(scene.t, scene.book.walk)].join(" · "),
    body: asking.body(width, typed),
    typed,
    message,
    hints: asking.hints,
  };
};

/** Shows a screen and waits for a command key or a typed line. What comes in meanwhile is told at once. */
export async function askOn(scene: Scene, asking: Asking): Promise<Heard> {
  let news = "";
  const tidings = (): string => {
    news = scene.news || news;
    scene.news = "";
    return news;
  };
  tidings();
  return listen(scene.stage, {
    draw: (typed, wrong) => drawing(scene.paint, (width) => ({ ...frameOf(scene, asking, width, typed, wrong), wrong: wrong !== news })),
    commands: asking.commands,
    begins: asking.begins ?? null,
    nudge: scene.t("inspect.walk.unknownKey"),
    message: asking.message ?? news,
    news: tidings,
    ...(asking.codes ? { codes: asking.codes } : {}),
    ...(asking.onArrow ? { onArrow: asking.onArrow } : {}),
    ...(asking.typed ? { typed: asking.typed, replaces: asking.replaces === true } : {}),
  });
}

/** A single line of free text; null when the clerk leaves it empty, "back" on Escape. */
export async function askText(
  scene: Scene,
  asking: Pick<Asking, "aside" | "body" | "typed" | "replaces"> & {
    readonly hint: string;
    readonly check?: (text: string) => string | null;
  },
): Promise<string | null | "back"> {
  let message: string | undefined;
  let typed = asking.typed;
  for (;;) {
    const heard = await askOn(scene, {
      aside: asking.aside,
      body: asking.body,
      commands: "",
      begins: /\S/u,
      hints: [
        ["Enter", asking.hint],
        ["Esc", scene.t("inspect.key.back")],
      ],
      ...(typed ? { typed, replaces: asking.replaces === true } : {}),
      ...(message ? { message } : {}),
    });
    if (heard.kind === "key" && heard.key === "escape") return "back";
    if (heard.kind === "key" && heard.key === "enter") return null;
    if (heard.kind !== "line") continue;
    const wrong = asking.check?.(heard.text) ?? null;
    if (wrong === null) return plain(heard.text);
    message = wrong;
    typed = heard.text;
  }
}

/** Something to read; any key goes on. */
export async function showPage(scene: Scene, aside: string, body: (width: number) => readonly string[]): Promise<void> {
  await askOn(scene, {
    aside,
    body,
    commands: " bs?",
    begins: null,
    hints: [["Enter", scene.t("inspect.key.goOn")]],
    message: "",
  });
}

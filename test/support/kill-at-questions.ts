/** Runs the real program to a question of a walk, answers it, kills it at a moment, and says what stands on disk then. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { reopenWalk } from "../../src/app/amend-walk.ts";
import { finishWalk } from "../../src/app/finish-walk.ts";
import { keepPhoto } from "../../src/app/keep-photo.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import type { PhotoRef } from "../../src/inspection/inspection.ts";
import { archivePaper } from "../app/desk-with-contract.ts";
import { buildContract } from "./build-contract.ts";
import { deskWithContracts } from "./desk-with-contract.ts";
import { type LetIn, letIn, sendPhoto, signAs } from "./phone-client.ts";
import type { TemporaryDesk } from "./temporary-desk.ts";
import { type OpenTerminal, openTerminal } from "./terminal.ts";
import { QUESTION_LINES, QUESTION_TERMS } from "./walk-questions/states.ts";
import type { Step, WalkQuestion } from "./walk-questions/walk-question.ts";

/** What stands of a contract: each answer but for its times and hashes, and the number of what was stored together. */
export type Standing = readonly { readonly step: number | null; readonly what: string; readonly told: string }[];

export interface Killed {
  readonly before: Standing;
  readonly after: Standing;
  /** Whether the screen after the answer was seen, so that nothing of it may be lost. */
  readonly shown: boolean;
  /** Milliseconds from the key press to that screen; null where it was killed first. */
  readonly took: number | null;
}

export interface QuestionDesk {
  readonly desk: TemporaryDesk;
  /** @param wait milliseconds from the answer's key press to the kill; null: until the next screen is shown. */
  killed(question: WalkQuestion, number: string, wait: number | null): Promise<Killed>;
}

/** What differs from one contract to the next. */
const OWN = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|[0-9a-f]{64}/gu;
const holds = (screen: string, text: string | RegExp): boolean => (typeof text === "string" ? screen.includes(text) : text.test(screen));

async function standingOf(desk: TemporaryDesk, number: string): Promise<Standing> {
  return (await desk.store()).read(async ({ concessions, inspections, ourFaults, signedCopies }) => {
    const copies = (await signedCopies.of(number)).map(() => ({ step: null, what: "signedCopy", told: "" }));
    const walks = [];
    for (const { id } of await inspections.of(number)) {
      for (const { event, step } of await inspections.entries(id))
        walks.push({ step: step ?? null, what: event.type, told: JSON.stringify(event).replace(OWN, "…") });
    }
    const asked = (await concessions.asks(number)).map(({ label, note }) => ({ step: null, what: "asked", told: `${label} ${note}` }));
    const faults = (await ourFaults.ofContract(number)).map(({ kind, count, note }) => ({
      step: null,
      what: "ours",
      told: `${kind} ${count} ${note}`,
    }));
    return [...copies, ...walks, ...asked, ...faults];
  });
}

/** Of a colour of its own: two contracts have no scan in common. */
function picture(): Promise<Buffer> {
  const [r, g, b] = Array.from({ length: 3 }, () => Math.floor(Math.random() * 256)) as [number, number, number];
  return sharp({ create: { width: 400, height: 300, channels: 3, background: { r, g, b } } })
    .jpeg()
    .toBuffer();
}

/** The walk of a contract as far as a question has it answered. @returns its id, or none. */
async function prepare(desk: TemporaryDesk, question: WalkQuestion, number: string, photo: PhotoRef): Promise<string> {
  if (question.unsigned) await writeFile(join(desk.home, `${number}.jpg`), await picture());
  else await archivePaper(desk, buildContract({ number }));
  if (question.before === null) return "";
  const { walk } = await startWalk(desk, number, { kind: question.kind ?? "return", cameBackAt: null, found: false });
  const { id } = walk.header;
  const events = question.before(photo);
  if (events.length > 0) await recordAnswer(desk, id, ...events);
  if (question.since !== undefined) await finishWalk(desk, id);
  if (question.since === "reopened") await reopenWalk(desk, id, "A chair was looked at again");
  return id;
}

/** A phone beside one terminal, which its first step lets in. */
class Phone {
  #phone: LetIn | null = null;

  constructor(
    private readonly terminal: OpenTerminal,
    private readonly photo: Uint8Array,
  ) {}

  /** What the connection does once the program is gone is no matter. */
  async act(what: string): Promise<void> {
    if (what === "enters") this.#phone = await letIn(/http:\S+/u.exec(this.terminal.screen())?.[0] ?? "");
    else if (this.#phone === null) throw new Error("no phone was let in");
    else if (what === "signs") await signAs(this.#phone, { name: "Aino Mäkelä", strokes: "100,200 300,100" });
    else await sendPhoto(this.#phone, "sent.jpg", this.photo);
  }
}

async function go(terminal: OpenTerminal, phone: Phone, { typed, on, shows }: Step): Promise<void> {
  if (on !== "phone") {
    await terminal.answer(typed, shows);
    return;
  }
  await phone.act(typed);
  await terminal.until(shows);
}

const begin = (terminal: OpenTerminal, phone: Phone, { typed, on }: Step): void => {
  if (on !== "phone") terminal.type(typed);
  else void phone.act(typed).catch(() => {});
};

/** Milliseconds until the screen shows a text, looked at without waiting for it to be drawn to its end; null when the program is gone first. */
async function untilShown(terminal: OpenTerminal, text: string | RegExp): Promise<number | null> {
  const begun = performance.now();
  let over = false;
  void terminal.ended.then(() => {
    over = true;
  });
  while (!over && !holds(terminal.screen(), text)) await new Promise((resolve) => setTimeout(resolve, 2));
  return holds(terminal.screen(), text) ? performance.now() - begun : null;
}

/** A desk with a contract for each kill. */
export async function questionDesk(numbers: readonly string[]): Promise<QuestionDesk> {
  const contracts = numbers.map((number) => ({ number, lines: QUESTION_LINES, waiver: "events" }));
  const desk = await deskWithContracts(contracts, { settings: { phoneAddress: "127.0.0.1" } }, QUESTION_TERMS);
  const bytes = await picture();
  await writeFile(join(desk.home, "photo.jpg"), bytes);
  const photo = await keepPhoto(desk, { name: "photo.jpg", bytes });
  const open = (argv: readonly string[]) => openTerminal("inspect", argv, { home: desk.home, cwd: desk.home });

  const run = async (terminal: OpenTerminal, question: WalkQuestion, number: string, wait: number | null): Promise<Killed> => {
    const { answer, start, way } = question;
    const phone = new Phone(terminal, bytes);
    await terminal.until(start);
    for (const step of way) await go(terminal, phone, { ...step, typed: step.typed.replace("NUMBER", number) });
    const before = await standingOf(desk, number);
    if (holds(terminal.screen(), answer.shows)) throw new Error(`${question.name}: ${answer.shows} stands there before the answer`);
    begin(terminal, phone, answer);
    const kill = wait === null ? undefined : setTimeout(() => terminal.kill("SIGKILL"), wait);
    const took = await untilShown(terminal, answer.shows);
    clearTimeout(kill);
    terminal.kill("SIGKILL");
    await terminal.ended;
    return { before, after: await standingOf(desk, number), shown: took !== null, took };
  };

  return {
    desk,
    killed: async (question, number, wait) => {
      const id = await prepare(desk, question, number, photo);
      const { kind, argv } = question;
      const words = argv?.(number, id) ?? (kind === "handover" ? ["handover", number] : [number]);
      const other = question.beside ? open(words) : null;
      await other?.until("line 1 of 3");
      try {
        return await run(open(words), question, number, wait);
      } finally {
        other?.kill("SIGKILL");
        await other?.ended;
      }
    },
  };
}

/** A whole walk answered from a file: everything it says is stored and the walk finished, or nothing is. */
import { acknowledgementEvent, answerEvents, needsText, photosOf } from "../inspection/answer-events.ts";
import type { Answers } from "../inspection/answers.ts";
import { parseAnswers } from "../inspection/answers-file.ts";
import type { WalkEvent } from "../inspection/entries.ts";
import type { Walk } from "../inspection/fold.ts";
import type { InspectionKind, PhotoRef, SignedCopyState } from "../inspection/inspection.ts";
import type { Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { inFile, type Problem } from "../kernel/result.ts";
import { previewReopened, reopenWithin } from "./amend-walk.ts";
import { finishWithin } from "./finish-walk.ts";
import { keepPhoto } from "./keep-photo.ts";
import type { Desk, Repositories } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";
import { keepText, textReadBack } from "./sign-record.ts";
import { signedCopyState } from "./signed-copy-state.ts";
import { openWalk, previewWalk } from "./start-walk.ts";

export interface AnswersSource {
  /** As the user named it, for messages: `answers.yaml`, `-`. */
  readonly name: string;
  readonly text: string;
  /** Reads a photo by its name as the file says it. @throws UserError when it cannot. */
  readonly readPhoto: (name: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

export interface FileWalk {
  readonly contract: string;
  readonly kind: InspectionKind;
  readonly source: AnswersSource;
  /** When the goods came over the counter, where the file does not say; null: now. */
  readonly cameBackAt: Instant | null;
}

/** @throws UserError `answers-wrong` with the problems and their places. */
export function refuse(source: AnswersSource, problems: readonly Problem[]): never {
  throw new UserError("answers-wrong", { file: source.name, count: problems.length }, [], { problems: inFile(source.name, problems) });
}

/** Archives photos by their names in the file. */
export async function storePhotos(
  desk: Desk,
  source: Pick<AnswersSource, "readPhoto">,
  names: readonly string[],
): Promise<ReadonlyMap<string, PhotoRef>> {
  const photos = new Map<string, PhotoRef>();
  for (const name of names) photos.set(name, await keepPhoto(desk, await source.readPhoto(name)));
  return photos;
}

const parsed = (desk: Desk, { source, cameBackAt }: Pick<FileWalk, "source" | "cameBackAt">, walk: Walk): Answers => {
  const answers = parseAnswers(source.text, walk, desk.settings.language);
  if (!answers.ok) refuse(source, answers.problems);
  return { ...answers.value, cameBackAt: answers.value.cameBackAt ?? cameBackAt };
};

/** When the goods came back is said in the file; a walk that is taken over is told so. */
function openingEvents(answers: Answers, resumed: boolean, signedCopy: SignedCopyState): readonly WalkEvent[] {
  return resumed && answers.cameBackAt !== null ? [{ type: "began", cameBackAt: answers.cameBackAt, signedCopy }] : [];
}

export interface ReadAnswers {
  readonly answers: Answers;
  readonly signedCopy: SignedCopyState;
}

/** Reads and checks a file of answers against the walk it would make, and stores nothing. @throws UserError as {@link answerFromFile}. */
export async function readAnswers(desk: Desk, fileWalk: FileWalk): Promise<ReadAnswers> {
  const { contract: number, kind } = fileWalk;
  const signedCopy = await signedCopyState(desk, number);
  const store = await desk.store();
  const start = { kind, cameBackAt: null, found: true } as const;
  const { walk } = await store.read((repositories) => previewWalk(repositories, desk, { number, start, signedCopy }));
  return { answers: parsed(desk, fileWalk, walk), signedCopy };
}

/** Stores what the file says, and last of all the word on the record that it makes. */
async function storeAnswers(
  repositories: Repositories,
  desk: Desk,
  walk: Walk,
  { answers, opening, photos }: { answers: Answers; opening: readonly WalkEvent[]; photos: ReadonlyMap<string, PhotoRef> },
): Promise<void> {
  const by = {
    name: walk.names.get(desk.actor) ?? desk.actor,
    now: desk.clock.now(),
    photo: (name: string) => photos.get(name) as PhotoRef,
  };
  const answered = await appendEvents(repositories, desk, walk, [...opening, ...answerEvents(answers, walk, by)]);
  const { language } = walk.contract;
  const text = needsText(answers) ? await keepText(desk, textReadBack(answered, await desk.texts(language))) : null;
  const word = acknowledgementEvent(answers, by, text);
  if (word !== null) await appendEvents(repositories, desk, answered, [word]);
}

/**
 * Answers a walk from a file, in one transaction; an unfinished walk is taken over and finished. Photos are archived first: when the
 * walk is refused afterwards they stay in the archive without a finding.
 * @returns the finished walk.
 * @throws UserError `answers-wrong`, and what {@link openWalk} and {@link finishWithin} throw.
 */
export async function answerFromFile(desk: Desk, fileWalk: FileWalk): Promise<Walk> {
  const { contract: number, kind, source } = fileWalk;
  const first = await readAnswers(desk, fileWalk);
  const photos = await storePhotos(desk, source, photosOf(first.answers));
  const { signedCopy } = first;
  const start = { kind, cameBackAt: first.answers.cameBackAt, found: true };
  const store = await desk.store();
  return store.write(async (repositories) => {
    const { walk, resumed } = await openWalk(repositories, desk, { number, start, signedCopy });
    // Another program may have stored answers meanwhile: the file is read against what stands now.
    const answers = parsed(desk, fileWalk, walk);
    await storeAnswers(repositories, desk, walk, { answers, opening: openingEvents(answers, resumed, signedCopy), photos });
    return finishWithin(repositories, desk, walk.header.id);
  });
}

/** Corrections to a finished walk: lines that the file names are answered anew, everything else stays. */
export interface FileAmendment {
  /** Whatever leads to the inspection; see {@link reopenWithin}. */
  readonly id: string;
  readonly reason: string;
  readonly source: AnswersSource;
}

const parsedAmendment = (desk: Desk, source: AnswersSource, walk: Walk): Answers => parsed(desk, { source, cameBackAt: null }, walk);

/** Reads and checks the corrections, and stores nothing. @throws UserError as {@link amendFromFile}. */
export async function readAmendment(desk: Desk, { id, reason, source }: FileAmendment): Promise<Answers> {
  const store = await desk.store();
  const walk = await store.read((repositories) => previewReopened(repositories, desk, id, reason));
  return parsedAmendment(desk, source, walk);
}

/**
 * Takes a finished walk up again, corrects it and finishes it, in one transaction.
 * @returns the walk, finished anew.
 * @throws UserError `answers-wrong`, and what {@link reopenWithin} and {@link finishWithin} throw.
 */
export async function amendFromFile(desk: Desk, { id, reason, source }: FileAmendment): Promise<Walk> {
  const photos = await storePhotos(desk, source, photosOf(await readAmendment(desk, { id, reason, source })));
  const store = await desk.store();
  return store.write(async (repositories) => {
    const walk = await reopenWithin(repositories, desk, id, reason);
    const answers = parsedAmendment(desk, source, walk);
    const { signedCopy } = walk.inspection;
    await storeAnswers(repositories, desk, walk, { answers, opening: openingEvents(answers, true, signedCopy), photos });
    return finishWithin(repositories, desk, walk.header.id);
  });
}

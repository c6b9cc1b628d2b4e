/** Answers from a file -> the events that a walk at the terminal would have stored. */
import type { Instant } from "../kernel/dates.ts";
import type { AnsweredFinding, AnsweredLine, Answers } from "./answers.ts";
import type { WalkEvent } from "./entries.ts";
import { findingNumbers } from "./finding-numbers.ts";
import type { Walk } from "./fold.ts";
import type { Finding, PhotoRef, ShownText } from "./inspection.ts";
import { isBeingAmended } from "./open-questions.ts";

export interface AnsweredBy {
  /** Name of who walked. */
  readonly name: string;
  readonly now: Instant;
  /** The archived photo of a file's name. */
  readonly photo: (name: string) => PhotoRef;
}

interface Maker extends AnsweredBy {
  readonly walk: Walk;
  readonly seenAt: Instant;
  readonly nextId: () => string;
}

type Seen = Pick<Finding, "seenBy" | "seenAt" | "enteredAt">;

/** Who saw a finding and when: told again in an amendment, the same is not seen anew. */
type SeenBefore = (finding: AnsweredFinding) => Seen;

function seenBefore(maker: Maker, position: number, walkedAt: Instant | null): SeenBefore {
  const { walk, name, seenAt, now } = maker;
  const kept = walkedAt === null && isBeingAmended(walk);
  const groups = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
  const left = kept ? groups.flatMap(({ findings }) => findings) : [];
  return ({ type, part }) => {
    const index = left.findIndex((one) => one.type === type && one.part === part);
    const [before] = index < 0 ? [] : left.splice(index, 1);
    return before ?? { seenBy: name, seenAt, enteredAt: now };
  };
}

function findingOf(maker: Maker, { photos, ...finding }: AnsweredFinding, { seenBy, seenAt, enteredAt }: Seen): Finding {
  return { ...finding, id: maker.nextId(), photos: photos.map(maker.photo), seenBy, seenAt, enteredAt, late: null };
}

/** What an interrupted walk had found on the line is replaced by what the file says. */
function withdrawals(walk: Walk, position: number): WalkEvent[] {
  const standing = walk.inspection.lines.find((line) => line.position === position)?.groups ?? [];
  return standing.flatMap((group) => group.findings.map((finding): WalkEvent => ({ type: "withdrew", position, finding: finding.id })));
}

function lineEvents(maker: Maker, line: AnsweredLine, walkedAt: Instant | null): WalkEvent[] {
  const { position } = line;
  const before = seenBefore(maker, position, walkedAt);
  const groups = line.groups.map(({ id, count }) => ({ id, count }));
  return [
    ...withdrawals(maker.walk, position),
    { type: "counted", position, counts: line.counts },
    { type: "tallied", position, counted: line.counted },
    ...(groups.length > 0 ? ([{ type: "grouped", position, groups }] as const) : []),
    ...line.groups.flatMap((group) =>
      group.findings.map(
        (finding): WalkEvent => ({
          type: "found",
          position,
          group: group.id,
          finding: findingOf(maker, finding, before(finding)),
          open: [],
        }),
      ),
    ),
    ...noteEvents(maker.walk, line),
    ...(line.withoutCharge === null ? [] : ([{ type: "spared", position, withoutCharge: line.withoutCharge }] as const)),
  ];
}

/** An amended line that is named without a note has none any more. */
function noteEvents(walk: Walk, { position, note }: AnsweredLine): WalkEvent[] {
  const standing = isBeingAmended(walk) ? (walk.inspection.lines.find((one) => one.position === position)?.note ?? null) : null;
  return note === standing ? [] : [{ type: "noted", position, note: note ?? "" }];
}

function restEvents({ kind, positions }: Answers["rest"]): WalkEvent[] {
  if (positions.length === 0) return [];
  const rest: WalkEvent = { type: kind === "inOrder" ? "restInOrder" : "restStillOut", positions };
  return [rest, ...positions.map((position): WalkEvent => ({ type: "tallied", position, counted: null }))];
}

/** When the file says that it was seen and said. */
const momentOf = ({ walkedAt, cameBackAt }: Answers, now: Instant): Instant => walkedAt ?? cameBackAt ?? now;

/**
 * The word on the record, which is given when all the others are stored: it speaks of what they make of it.
 * @param text the record as it then stands, where {@link needsText}; else null.
 */
export function acknowledgementEvent(answers: Answers, { now, photo }: AnsweredBy, text: ShownText | null): WalkEvent | null {
  const { acknowledgement: given } = answers;
  if (given === null) return null;
  const at = momentOf(answers, now);
  if (given.kind === "signed") {
    if (text === null) throw new RangeError("nothing was read that could be signed");
    const picture = given.signature === null ? null : photo(given.signature);
    const named = picture === null ? {} : { signatureName: picture.name };
    return { type: "acknowledged", acknowledgement: { ...given, at, text, signature: picture?.sha256 ?? null, ...named } };
  }
  return { type: "acknowledged", acknowledgement: { ...given, at, ...(text === null ? {} : { text }) } };
}

/** Whether the text of the record is kept with the word on it: somebody read it, and signed or would rather not. */
export const needsText = ({ acknowledgement }: Answers): boolean =>
  acknowledgement?.kind === "signed" || acknowledgement?.kind === "declined";

/** The events, in the order in which they can be stored; {@link acknowledgementEvent} follows them. */
export function answerEvents(answers: Answers, walk: Walk, by: AnsweredBy): readonly WalkEvent[] {
  const maker: Maker = { ...by, walk, seenAt: momentOf(answers, by.now), nextId: findingNumbers(walk) };
  return [
    ...answers.lines.flatMap((line) => lineEvents(maker, line, answers.walkedAt)),
    ...answers.spared.map((one): WalkEvent => ({ type: "spared", ...one })),
    ...restEvents(answers.rest),
    ...(answers.answer === null ? [] : [{ type: "answered", answer: answers.answer, open: false } as const]),
  ];
}

/** Names of all pictures that the answers speak of, each once. */
export const photosOf = (answers: Answers): readonly string[] => [
  ...new Set([
    ...(answers.acknowledgement?.kind === "signed" && answers.acknowledgement.signature !== null
      ? [answers.acknowledgement.signature]
      : []),
    ...answers.lines.flatMap((line) => line.groups.flatMap((group) => group.findings.flatMap((finding) => finding.photos))),
  ]),
];

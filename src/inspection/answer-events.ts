/** Answers from a file -> the events that a walk at the terminal would have stored. */
import type { Instant } from "../kernel/dates.ts";
import type { AnsweredFinding, AnsweredLine, Answers } from "./answers.ts";
import type { WalkEvent } from "./entries.ts";
import { findingNumbers } from "./finding-numbers.ts";
import type { Walk } from "./fold.ts";
import type { Finding, PhotoRef } from "./inspection.ts";
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

function closingEvents({ answer, acknowledgement }: Answers, at: Instant): WalkEvent[] {
  const events: WalkEvent[] = [];
  if (answer !== null) events.push({ type: "answered", answer, open: false });
  if (acknowledgement !== null) events.push({ type: "acknowledged", acknowledgement: { ...acknowledgement, at } });
  return events;
}

/** The events, in the order in which they can be stored. */
export function answerEvents(answers: Answers, walk: Walk, by: AnsweredBy): readonly WalkEvent[] {
  const maker: Maker = { ...by, walk, seenAt: answers.walkedAt ?? answers.cameBackAt ?? by.now, nextId: findingNumbers(walk) };
  return [
    ...answers.lines.flatMap((line) => lineEvents(maker, line, answers.walkedAt)),
    ...answers.spared.map((one): WalkEvent => ({ type: "spared", ...one })),
    ...restEvents(answers.rest),
    ...closingEvents(answers, maker.seenAt),
  ];
}

/** Names of all photos that the answers speak of, each once. */
export const photosOf = (answers: Answers): readonly string[] => [
  ...new Set(answers.lines.flatMap((line) => line.groups.flatMap((group) => group.findings.flatMap((finding) => finding.photos)))),
];

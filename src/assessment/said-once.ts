/** A reason that holds for the whole return is said once, not line by line. */
import type { LineFacts } from "../inspection/inspection.ts";
import type { NotCharged } from "./assessment.ts";

const isForgivenDelay = ({ reason, source }: NotCharged): boolean => reason === "withinGrace" && source.subject === "late";

/** Units that an earlier load declared missing do not come back late with this one. */
const cameBack = ({ ok, damaged, found }: LineFacts): boolean => ok + damaged > found;

/**
 * Joins the lines' forgiven delays into one entry without a position where every line that came back has one, by the same rule and for the
 * same reason. A single line keeps its own.
 */
export function saidOnce(entries: readonly NotCharged[], lines: readonly LineFacts[]): readonly NotCharged[] {
  const forgiven = entries.filter(isForgivenDelay);
  const [first] = forgiven;
  if (!first || forgiven.length === 1) return entries;
  const positions = new Set(forgiven.map(({ source }) => source.position));
  const holdsForAll = lines.every((line) => !cameBack(line) || positions.has(line.position));
  if (!holdsForAll || forgiven.some(({ rule, sentence }) => rule !== first.rule || sentence !== first.sentence)) return entries;
  const whole: NotCharged = { ...first, source: { ...first.source, position: null, count: 1 } };
  return [...entries.filter((entry) => !isForgivenDelay(entry)), whole];
}

/** Stretches of a text that somebody else said: they stand as they were said. */

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”«»]/gu;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** What stands in quotation marks, and after `customer:` what follows to the end of its sentence. @param speakers in lower case. */
export function spokenByOthers(text: string, speakers: readonly string[]): readonly Stretch[] {
  const quoted = [...text.matchAll(QUOTED)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  if (speakers.length === 0) return quoted;
  const said = new RegExp(`(?<!\\p{L})(?:${speakers.map(escaped).join("|")})(?:\\s+\\p{L}+){0,2}\\s*:[^.?!\\n]*`, "giu");
  return [...quoted, ...[...text.matchAll(said)].map((match) => ({ start: match.index, end: match.index + match[0].length }))];
}

/** Words that a customer will read, checked where only the contract's number is at hand: what sounds like blame is said on stderr. */
import { remarkTone } from "../output/tone-text.ts";
import type { Session } from "../session.ts";
import { reasonRemarks, type ToneRemark, toneCheck } from "../tone-check.ts";

/** @returns what was said, for `--json`. */
export async function remarkOnWords(session: Session, number: string, words: string | null): Promise<readonly ToneRemark[]> {
  if (words === null) return [];
  const contract = await (await (await session.desk()).store()).read(({ contracts }) => contracts.get(number));
  const tone = reasonRemarks(words, toneCheck(contract));
  remarkTone(session, tone);
  return tone;
}

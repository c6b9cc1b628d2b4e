/** The tone check on what a customer will read, in the three languages at once: a note is not always written in the contract's. */
import type { Contract } from "../contract/contract.ts";
import type { LineFacts } from "../inspection/inspection.ts";
import { LANGUAGES } from "../kernel/text.ts";
import { type Tone, type ToneList, toneOf } from "../language/tone.ts";
import { readTemplate } from "../storage/templates.ts";

export type ToneCheck = (text: string) => Tone | null;

/** A text in which a word was found: a reason, a line's note or a finding's. */
export interface ToneRemark extends Tone {
  readonly line: number | null;
  readonly finding: string | null;
  readonly text: string;
}

let lists: readonly ToneList[] | null = null;

/** @throws UserError `installation-incomplete`. */
function toneLists(): readonly ToneList[] {
  lists ??= LANGUAGES.map((language) => JSON.parse(new TextDecoder().decode(readTemplate(`tone/${language}.json`))) as ToneList);
  return lists;
}

/** @param contract whose names and products are spared; null where none is at hand. @param names of colleagues and of the firm. */
export function toneCheck(contract: Contract | null, names: readonly string[] = []): ToneCheck {
  const goods = (contract?.lines ?? []).flatMap((line) => [line.name, line.product, ...line.parts.map((part) => part.name)]);
  const people = contract === null ? [] : [contract.customer.name, contract.customer.contact ?? ""];
  const spared = [...goods, ...people, ...names];
  return (text) => toneOf(text, toneLists(), spared);
}

type Noted = Pick<LineFacts, "position" | "note"> & {
  readonly groups: readonly { readonly findings: readonly { readonly id?: string; readonly note: string | null }[] }[];
};

/** The notes of a walk, or of a file of answers, that need a word. The customer's own words are none of them. */
export function noteRemarks(lines: readonly Noted[], check: ToneCheck): readonly ToneRemark[] {
  return lines.flatMap(({ position: line, note, groups }) => [
    ...remarkOn({ line, finding: null }, note, check),
    ...groups.flatMap(({ findings }) => findings.flatMap(({ id, note: text }) => remarkOn({ line, finding: id ?? null }, text, check))),
  ]);
}

export function remarkOn(where: Pick<ToneRemark, "line" | "finding">, text: string | null, check: ToneCheck): readonly ToneRemark[] {
  const tone = text === null ? null : check(text);
  return text === null || tone === null ? [] : [{ ...where, text, ...tone }];
}

/** A reason stands on no line. */
export const reasonRemarks = (reason: string | null, check: ToneCheck): readonly ToneRemark[] =>
  remarkOn({ line: null, finding: null }, reason, check);

/** Tokens -> what each piece of an entry says: how many, of what, how bad. Every piece that says too little or too much is a problem. */
import type { FindingType, Severity } from "../contract/terms.ts";
import { FINDING_TYPES, SEVERITIES } from "../contract/terms.ts";
import type { Problem, Values } from "../kernel/result.ts";
import type { StaffLanguage } from "../kernel/text.ts";
import type { Token } from "./quick-entry-tokens.ts";
import type { Meaning, Subject } from "./quick-entry-words.ts";
import { nameOf } from "./recognise-word.ts";

/** One thing said of the units of an item. */
export interface Clause {
  subject: Subject | null;
  severity: Severity | null;
  sizeMm: number | null;
  marks: number | null;
  part: string | null;
}

/** A count and what is said of these units; no count where none was typed. */
export interface Item {
  readonly count: number | "all" | "rest" | null;
  readonly clauses: Clause[];
  text: string;
}

export const entryProblem = (code: string, text: string, values: Values = {}): Problem => ({
  code,
  path: text,
  line: null,
  column: null,
  values: { text, ...values },
});

const emptyClause = (): Clause => ({ subject: null, severity: null, sizeMm: null, marks: null, part: null });

const isEmpty = (clause: Clause): boolean => Object.values(clause).every((value) => value === null);

const isSeverity = (meaning: Meaning): meaning is Severity => (SEVERITIES as readonly string[]).includes(meaning);
export const isFinding = (meaning: Meaning): meaning is FindingType => (FINDING_TYPES as readonly string[]).includes(meaning);

function refusal(token: Extract<Token, { kind: "refused" }>, language: StaffLanguage): Problem {
  const { recognised, text } = token;
  const meanings = recognised.kind === "ambiguous" ? recognised.candidates : recognised.near;
  const candidates = meanings.map((meaning) => nameOf(meaning, language)).join(", ");
  if (recognised.kind === "ambiguous") return entryProblem("ambiguous", text, { candidates });
  if (candidates === "") return entryProblem("not-understood", text);
  return entryProblem("did-you-mean", text, { candidates });
}

/** Puts tokens together; a count begins an item, `and` a further clause of it. */
class ItemReader {
  readonly items: Item[] = [];
  readonly problems: Problem[] = [];
  readonly #language: StaffLanguage;
  #separated = true;
  /** After `2 with`: a number that comes now counts marks, not units. */
  #having = false;

  constructor(language: StaffLanguage) {
    this.#language = language;
  }

  #begin(count: Item["count"], text: string): void {
    this.items.push({ count, clauses: [emptyClause()], text });
    this.#separated = false;
  }

  /** The clause a word belongs to; a word after a separator begins an item without a count, unless it only describes the item before. */
  #clause(text: string, describes: boolean): Clause {
    const last = this.items.at(-1);
    if (last === undefined || (this.#separated && !describes)) this.#begin(null, text);
    else last.text += ` ${text}`;
    return this.items.at(-1)?.clauses.at(-1) as Clause;
  }

  #once<K extends keyof Clause>(key: K, value: Clause[K] & (string | number), text: string): void {
    const clause = this.#clause(text, key !== "subject" && key !== "part");
    if (clause[key] !== null) this.problems.push(entryProblem("join-or-count", text));
    clause[key] = value;
  }

  #meaning(meaning: Meaning, text: string): void {
    if (meaning === "units" || meaning === "having") return;
    if (meaning === "all" || meaning === "rest") this.#begin(meaning, text);
    else if (meaning === "and") this.#further(text);
    else if (meaning === "marks") this.problems.push(entryProblem("marks", text));
    else if (isSeverity(meaning)) this.#once("severity", meaning, text);
    else this.#once("subject", meaning, text);
  }

  #further(text: string): void {
    const last = this.items.at(-1);
    if (last === undefined) return;
    last.clauses.push(emptyClause());
    last.text += ` ${text}`;
  }

  #size(mm: number, text: string): void {
    if (Number.isInteger(mm) && mm >= 1 && mm <= 10_000) this.#once("sizeMm", mm, text);
    else this.problems.push(entryProblem("size", text));
  }

  #marks(marks: number, text: string): void {
    if (Number.isInteger(marks) && marks >= 1 && marks <= 1_000) this.#once("marks", marks, text);
    else this.problems.push(entryProblem("marks", text));
  }

  /** Whether only a count was said so far. */
  #isUntold(): boolean {
    return this.items.at(-1)?.clauses.every(isEmpty) === true;
  }

  /** Takes one token; `next` tells a number of marks from a count. Returns how many tokens were used. */
  take(token: Token, next: Token | undefined): number {
    const having = this.#having;
    this.#having = token.kind === "meaning" && token.meaning === "having";
    if (token.kind === "number") {
      if (having && this.#isUntold() && next?.kind === "meaning" && isFinding(next.meaning)) {
        this.#marks(token.value, token.text);
        return 1;
      }
      if (next?.kind === "meaning" && next.meaning === "marks") {
        this.#marks(token.value, `${token.text} ${next.text}`);
        return 2;
      }
      this.#begin(token.value, token.text);
    } else if (token.kind === "separator") this.#separated = true;
    else if (token.kind === "size") this.#size(token.mm, token.text);
    else if (token.kind === "part") this.#once("part", token.part, token.text);
    else if (token.kind === "refused") this.problems.push(refusal(token, this.#language));
    else this.#meaning(token.meaning, token.text);
    return 1;
  }
}

/** The items of an entry; `and` before a count and separators without anything between them mean nothing. */
export function readItems(
  tokens: readonly Token[],
  language: StaffLanguage,
): { readonly items: readonly Item[]; readonly problems: readonly Problem[] } {
  const reader = new ItemReader(language);
  for (let index = 0; index < tokens.length; ) index += reader.take(tokens[index] as Token, tokens[index + 1]);
  const items = reader.items.map((item) => {
    const said = item.clauses.filter((clause) => !isEmpty(clause));
    return { ...item, clauses: said.length === 0 ? [emptyClause()] : said };
  });
  return { items, problems: reader.problems };
}

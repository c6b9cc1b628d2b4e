/** Where it says so: the clauses that bear on what one is at, in the customer's language, with the page of the signed copy. */
import type { Clause } from "../../../contract/terms.ts";
import { clausesThatBear } from "../../../inspection/clauses-that-bear.ts";
import type { Walk } from "../../../inspection/fold.ts";
import { inLanguage, plain } from "../../../kernel/text.ts";
import { wrap } from "./frame.ts";
import { contractLine } from "./line-head.ts";
import { askOn, type Scene } from "./scene.ts";
import type { AtHand } from "./walk-phone.ts";

/** Of the line or finding at hand; once the lines are done, of everything that was found. */
function bearing(walk: Walk, at: AtHand | null): readonly Clause[] {
  const { terms } = walk;
  if (terms === null) return [];
  const factsAt = (position: number) =>
    walk.progress.get(position)?.counted === true ? (walk.inspection.lines.find((line) => line.position === position) ?? null) : null;
  if (at !== null) {
    const facts = factsAt(at.position);
    const finding = facts?.groups.flatMap((group) => group.findings).find(({ id }) => id === at.finding) ?? null;
    return clausesThatBear(contractLine(walk, at.position), facts, finding?.type ?? null, terms);
  }
  const all = walk.inspection.lines.flatMap((facts) => clausesThatBear(contractLine(walk, facts.position), facts, null, terms));
  return [...new Set(all)];
}

function clauseLines({ t, paint, book }: Scene, clause: Clause, page: string | null, width: number): string[] {
  const { language } = book.walk.contract;
  const text = plain(inLanguage(clause.text, language), { lines: true }).trim();
  return [
    paint.bold(`${clause.number} ${plain(inLanguage(clause.title, language))}`),
    ...text.split("\n").flatMap((line) => wrap(line, width)),
    ...(page === null ? [] : [paint.dim(t("inspect.clauses.page", { page }))]),
    "",
  ];
}

/** Lines of a page on a terminal of 24 rows. */
const PAGE = 14;

/** @param at null: whatever was found. */
export async function showClauses(scene: Scene, at: AtHand | null): Promise<void> {
  const { t, book } = scene;
  const clauses = bearing(book.walk, at);
  const pages = await book.clausePages();
  const pageOf = ({ number }: Clause): string | null => {
    const index = pages?.clauses[number];
    return index === undefined ? null : `${index + 1}/${pages?.pages ?? index + 1}`;
  };
  let from = 0;
  for (;;) {
    let count = 0;
    const body = (width: number): string[] => {
      const lines = clauses.flatMap((clause) => clauseLines(scene, clause, pageOf(clause), width));
      count = lines.length;
      return clauses.length === 0 ? wrap(t("inspect.clauses.none"), width) : lines.slice(from, from + PAGE);
    };
    body(78);
    const more = from + PAGE < count;
    const hints = [["Enter", t(more ? "inspect.key.nextPage" : "inspect.key.goOn")]] as const;
    const heard = await askOn(scene, { aside: t("inspect.clauses.aside"), body, commands: "b", begins: null, hints });
    const back = heard.kind === "key" && (heard.key === "b" || heard.key === "escape" || heard.key === "up");
    if (back ? from === 0 : !more) return;
    from = back ? Math.max(0, from - PAGE) : from + PAGE;
  }
}

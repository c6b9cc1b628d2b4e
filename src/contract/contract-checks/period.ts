/** Times run forwards: hand-over, due, extensions. */
import { dayOf, type Instant } from "../../kernel/dates.ts";
import type { LocatedProblem, Values } from "../../kernel/result.ts";
import { problemAt } from "../reading/issues.ts";
import type { Path, Places } from "../reading/places.ts";
import { readDay, readLocalTime } from "../reading/quantities.ts";
import { lengthAt, readAt, textAt } from "../reading/raw.ts";

export function checkPeriod(document: unknown, places: Places, zone: string): readonly LocatedProblem[] {
  const timeAt = (path: Path): Instant | null => readAt(document, path, (text) => readLocalTime(text, zone));
  const problems: LocatedProblem[] = [];
  const report = (path: Path, code: string, values: Values): void => void problems.push(problemAt(places, path, code, values));
  /** Of a time that was read. */
  const written = (path: Path): string => textAt(document, path) as string;
  const [handOver, due] = [timeAt(["handOver"]), timeAt(["due"])];
  if (handOver !== null && due !== null && due <= handOver) {
    report(["due"], "due-too-early", { due: written(["due"]), handOver: written(["handOver"]) });
  }
  let last: { readonly moment: Instant; readonly path: Path; readonly what: "due" | "extension" } | null =
    due === null ? null : { moment: due, path: ["due"], what: "due" };
  for (let index = 0; index < lengthAt(document, ["extensions"]); index += 1) {
    const path = ["extensions", index, "to"];
    const to = timeAt(path);
    if (to === null) continue;
    if (last !== null && to <= last.moment)
      report(path, "extension-too-early", { to: written(path), after: last.what, before: written(last.path) });
    const agreedOn = readAt(document, ["extensions", index, "agreedOn"], readDay);
    if (agreedOn !== null && agreedOn > dayOf(to, zone)) {
      report(["extensions", index, "agreedOn"], "agreed-too-late", { agreedOn, to: written(path) });
    }
    last = { moment: to, path, what: "extension" };
  }
  return problems;
}

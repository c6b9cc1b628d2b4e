/** Times run forwards: hand-over, due, extensions. */
import { dayOf, type Instant } from "../../kernel/dates.ts";
import type { Problem } from "../../kernel/result.ts";
import { problemAt } from "../reading/issues.ts";
import type { Path, Places } from "../reading/places.ts";
import { readDay, readLocalTime } from "../reading/quantities.ts";
import { lengthAt, readAt, textAt } from "../reading/raw.ts";

export function checkPeriod(document: unknown, places: Places, zone: string): readonly Problem[] {
  const timeAt = (path: Path): Instant | null => readAt(document, path, (text) => readLocalTime(text, zone));
  const problems: Problem[] = [];
  const backwards = (path: Path, message: string): void => void problems.push(problemAt(places, path, "runs-backwards", message));
  const [handOver, due] = [timeAt(["handOver"]), timeAt(["due"])];
  if (handOver !== null && due !== null && due <= handOver) {
    backwards(["due"], `${textAt(document, ["due"])} is not after the hand-over, ${textAt(document, ["handOver"])}`);
  }
  let last: { readonly moment: Instant; readonly path: Path; readonly what: string } | null =
    due === null ? null : { moment: due, path: ["due"], what: "the due time" };
  for (let index = 0; index < lengthAt(document, ["extensions"]); index += 1) {
    const path = ["extensions", index, "to"];
    const to = timeAt(path);
    if (to === null) continue;
    if (last !== null && to <= last.moment)
      backwards(path, `${textAt(document, path)} is not after ${last.what}, ${textAt(document, last.path)}`);
    const agreedOn = readAt(document, ["extensions", index, "agreedOn"], readDay);
    if (agreedOn !== null && agreedOn > dayOf(to, zone)) {
      backwards(["extensions", index, "agreedOn"], `${agreedOn} is after the time it agrees, ${textAt(document, path)}`);
    }
    last = { moment: to, path, what: "the extension before it" };
  }
  return problems;
}

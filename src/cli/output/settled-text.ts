/** What became of something the customer saw differently: which units, by whom, when and why. */
import type { Walk } from "../../inspection/fold.ts";
import type { SettledDispute } from "../../inspection/inspection.ts";
import type { Instant } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";
import { groupText } from "../prompts/walk/walk-texts.ts";

/** As the assessment names a source and its units: `3/group/G1/0+2`. */
const SOURCE = /^(\d*)\/([a-z]+)\/(.*)\/\d+\+(\d+)$/u;

/** `2 × dented – Folding chair`; for what is charged for the whole return, that. */
function sourceText(t: Messages, { inspection, contract }: Walk, key: string): string {
  const [, position = "", subject = "", group = "", count = "0"] = SOURCE.exec(key) ?? [];
  const line = contract.lines.find((one) => String(one.position) === position);
  const found = inspection.lines.find((one) => one.position === line?.position)?.groups.find(({ id }) => id === group);
  const what = found
    ? groupText(t, { ...found, count: Number(count) })
    : subject === "part"
      ? t("inspect.count.part", { count: Number(count), part: plain(group) })
      : t(`inspect.settled.${subject}`, { count: Number(count) });
  return `${what} – ${line ? plain(line.name) : t("inspect.sums.wholeReturn")}`;
}

/** `Agreed by now, Mira Salo, 20 May 2026 at 14:00: …`, then what it was about. */
export function settledLines(t: Messages, walk: Walk, settled: SettledDispute, moment: (at: Instant) => string): string[] {
  const { outcome, by, at, reason, sources } = settled;
  return [
    t(`inspect.show.settled.${outcome}`, { by: plain(by), at: moment(at), reason: plain(reason) }),
    ...sources.map((key) => `     ${sourceText(t, walk, key)}`),
  ];
}

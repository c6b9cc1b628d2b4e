/** What `inspect [NUMBER]` and `inspect handover NUMBER` do: the walk at the terminal, or its answers from a file. */
import type { Walk } from "../../../inspection/fold.ts";
import type { InspectionKind } from "../../../inspection/inspection.ts";
import { type Instant, parseLocalTime } from "../../../kernel/dates.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import type { Options } from "../../program.ts";
import { walkAtTerminal } from "../../prompts/walk/walk-at-terminal.ts";
import type { Session } from "../../session.ts";

/** `--came-back "2026-05-20 14:00"`, on the desk's wall clock. */
async function cameBack(session: Session, options: Options): Promise<Instant | null> {
  const given = options.cameBack;
  if (typeof given !== "string") return null;
  const { zone } = (await session.desk()).settings;
  const at = parseLocalTime(given, zone);
  if (at !== null) return at;
  throw new UsageError("not-a-time", session.t("inspect.cameBack.wrong", { typed: plain(given).slice(0, 40) }), ['--came-back "2026-05-20 14:00"']);
}

async function walk(session: Session, kind: InspectionKind, number: string | null, options: Options): Promise<Walk> {
  const cameBackAt = await cameBack(session, options);
  if (session.interactive) return walkAtTerminal(session, { number, kind, cameBackAt, found: options.found === true });
  throw new UsageError("answers-needed", session.t("inspect.answers.needed"), [
    ...(number === null ? ["NUMBER"] : []),
    kind === "handover" ? "inspect handover NUMBER --answers FILE" : "inspect NUMBER --answers FILE",
  ]);
}

export async function inspect(session: Session, kind: InspectionKind, number: string | null, options: Options): Promise<void> {
  const { header } = await walk(session, kind, number, options);
  session.print(session.t("inspect.done.return", { id: header.id, number: plain(header.contract) }));
}

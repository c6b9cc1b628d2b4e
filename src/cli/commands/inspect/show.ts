import { UsageError } from "../../../kernel/errors.ts";
import type { Declare } from "../../program.ts";

/** @throws UsageError `not-a-count`. */
function versionFrom(given: unknown): number | null {
  if (typeof given !== "string") return null;
  if (/^[1-9]\d{0,3}$/u.test(given)) return Number(given);
  throw new UsageError("not-a-count", { name: "--version", given: given.slice(0, 40) });
}

/** `inspect show ID`: what a walk found, facts without sums; with `--signed` what was read and signed on a phone. */
export const declareShow: Declare = (program, cli) => {
  const command = cli
    .command(program, "show <id>", "inspect.show")
    .option("--signed", cli.help("inspect.show.option.signed"))
    .option("--version <n>", cli.help("inspect.show.option.version"));
  command.action(
    cli.action(async (session, [id], options) => {
      if (options.signed === true) {
        const { showSignedTexts } = await import("./show-signed.ts");
        return showSignedTexts(session, id as string);
      }
      const { showInspection } = await import("../../../app/show-inspection.ts");
      const { inspectionJson, inspectionText } = await import("../../output/inspection-text.ts");
      const { loadHistory } = await import("../../../app/load-history.ts");
      const { historyText } = await import("../../output/history-text.ts");
      const desk = await session.desk();
      const shown = await showInspection(desk, id as string, versionFrom(options.version));
      const { number, zone } = shown.walk.contract;
      const history = await loadHistory(desk, number);
      if (session.flags.json) session.json({ ...inspectionJson(shown), history });
      else session.print(...inspectionText(session, shown), ...historyText(session, history, zone));
    }),
  );
};

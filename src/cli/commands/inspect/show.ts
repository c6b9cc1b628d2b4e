import type { Declare } from "../../program.ts";
import { versionFrom } from "./version-from.ts";

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
      const { recordVersions } = await import("../../../app/record-versions.ts");
      const { recordVersionsJson, recordVersionsText } = await import("../../output/record-versions.ts");
      const { historyText } = await import("../../output/history-text.ts");
      const desk = await session.desk();
      const shown = await showInspection(desk, id as string, versionFrom(options.version));
      const { contract } = shown.walk;
      const { zone } = contract;
      const history = await (await desk.store()).read((repositories) => loadHistory(repositories, contract));
      const records = await recordVersions(desk, shown.walk.header);
      if (session.flags.json) return session.json({ ...inspectionJson(shown), history, records: recordVersionsJson(records) });
      session.print(
        ...inspectionText(session, shown),
        // What a single load brought stands above.
        ...(history.loads === 1 && history.closed ? [] : historyText(session, history, zone)),
        ...recordVersionsText(session, records, zone),
      );
    }),
  );
};

import type { Declare } from "../../program.ts";

/** `inspect show ID`: what a walk found, facts without sums; with `--signed` what was read and signed on a phone. */
export const declareShow: Declare = (program, cli) => {
  const command = cli.command(program, "show <id>", "inspect.show").option("--signed", cli.help("inspect.show.option.signed"));
  command.action(
    cli.action(async (session, [id], options) => {
      if (options.signed === true) {
        const { showSignedTexts } = await import("./show-signed.ts");
        return showSignedTexts(session, id as string);
      }
      const { showInspection } = await import("../../../app/show-inspection.ts");
      const { inspectionJson, inspectionText } = await import("../../output/inspection-text.ts");
      const shown = await showInspection(await session.desk(), id as string);
      if (session.flags.json) session.json(inspectionJson(shown));
      else session.print(...inspectionText(session, shown));
    }),
  );
};

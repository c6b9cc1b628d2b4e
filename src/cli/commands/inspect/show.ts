import type { Declare } from "../../program.ts";

/** `inspect show ID`: what a walk found, facts without sums. */
export const declareShow: Declare = (program, cli) => {
  cli.command(program, "show <id>", "inspect.show").action(
    cli.action(async (session, [id]) => {
      const { showInspection } = await import("../../../app/show-inspection.ts");
      const { inspectionJson, inspectionText } = await import("../../output/inspection-text.ts");
      const shown = await showInspection(await session.desk(), id as string);
      if (session.flags.json) session.json(inspectionJson(shown));
      else session.print(...inspectionText(session, shown));
    }),
  );
};

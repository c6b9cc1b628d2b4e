import type { Declare } from "../../program.ts";

/** `inspect release ID --reason TEXT`: a lead lets damage without a baseline be charged. */
export const declareRelease: Declare = (program, cli) => {
  cli
    .command(program, "release <id>", "inspect.release")
    .option("--reason <text>", cli.help("inspect.release.option.reason"))
    .action(
      cli.action(async (session, [id], options) => {
        const { release } = await import("./release-with-reason.ts");
        await release(session, id as string, typeof options.reason === "string" ? options.reason : null);
      }),
    );
};

import type { Declare } from "../../program.ts";

/** `inspect amend ID --reason TEXT`: takes a finished walk up again to correct it, at the terminal or from a file. */
export const declareAmend: Declare = (program, cli) => {
  cli
    .command(program, "amend <id>", "inspect.amend")
    .option("--reason <text>", cli.help("inspect.amend.option.reason"))
    .option("--answers <file>", cli.help("inspect.amend.option.answers"))
    .option("--with-sums", cli.help("inspect.walk.option.withSums"))
    .action(
      cli.action(async (session, [id], options) => {
        const { amend } = await import("./amend-with-reason.ts");
        await amend(session, id as string, options);
      }),
    );
};

import type { Declare } from "../../program.ts";

/** `inspect amend ID --reason TEXT`: takes a finished walk up again to correct it, at the terminal or from a file. */
export const declareAmend: Declare = (program, cli) => {
  cli
    .command(program, "amend <id>", "inspect.amend")
    .option("--reason <text>", cli.help("inspect.amend.option.reason"))
    .option("--answers <file>", cli.help("inspect.amend.option.answers"))
    .option("--late", cli.help("inspect.amend.option.late"))
    .option("--seen <time>", cli.help("inspect.amend.option.seen"))
    .option("--with-sums", cli.help("inspect.walk.option.withSums"))
    .action(
      cli.action(async (session, [id], options) => {
        if (options.late === true || typeof options.seen === "string") {
          const { amendLate } = await import("../../actions/amend-late.ts");
          return amendLate(session, id as string, options);
        }
        const { amend } = await import("./amend-with-reason.ts");
        await amend(session, id as string, options);
      }),
    );
};

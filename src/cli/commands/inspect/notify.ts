import type { Declare } from "../../program.ts";

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** `inspect notify ID`: tells the customer what was found after the return, by mail or as a letter. */
export const declareNotify: Declare = (program, cli) => {
  cli
    .command(program, "notify <id>", "inspect.notify")
    .option("--to <address>", cli.help("inspect.notify.option.to"))
    .option("--again", cli.help("inspect.notify.option.again"))
    .option("--letter", cli.help("inspect.notify.option.letter"))
    .option("--out <path>", cli.help("inspect.notify.option.out"))
    .option("--posted <day>", cli.help("inspect.notify.option.posted"))
    .action(
      cli.action(async (session, [id], options) => {
        const { notify } = await import("../../actions/notify.ts");
        const { to, out, posted } = options;
        const choice = {
          to: text(to),
          out: text(out),
          posted: text(posted),
          again: options.again === true,
          letter: options.letter === true,
        };
        await notify(session, id as string, choice);
      }),
    );
};

import type { Declare } from "../../program.ts";

/** `desk demo`: one whole return, played on a database of its own. */
export const declareDemo: Declare = (program, cli) => {
  cli
    .command(program, "demo", "desk.demo")
    .option("--out <folder>", cli.help("desk.demo.option.out"))
    .option("--story <name>", cli.help("desk.demo.option.story"), "party")
    .option("--interactive", cli.help("desk.demo.option.interactive"))
    .action(
      cli.action(async (session, _args, options) => {
        const { playDemo } = await import("../../actions/play-demo.ts");
        await playDemo(session, {
          out: typeof options.out === "string" ? options.out : null,
          story: String(options.story),
          interactive: options.interactive === true,
        });
      }),
    );
};

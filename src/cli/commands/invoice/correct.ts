import type { Declare } from "../../program.ts";

/** `invoice correct ID`: what is billed is reckoned anew after the facts have changed; what is less is credited, what is more is billed. */
export const declareCorrect: Declare = (program, cli) => {
  cli
    .command(program, "correct <id>", "invoice.correct")
    .option("--preview", cli.help("invoice.correct.option.preview"))
    .option("--reason <text>", cli.help("invoice.correct.option.reason"))
    .option("--out <path>", cli.help("invoice.option.out"))
    .action(
      cli.action(async (session, [id], options) => {
        const { correct } = await import("../../actions/correct.ts");
        await correct(session, String(id), options);
      }),
    );
};

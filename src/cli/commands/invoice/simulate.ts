import type { Declare } from "../../program.ts";

/** `invoice simulate ID`: what the same findings would cost by other terms, without the waiver, or only as far as agreed. */
export const declareSimulate: Declare = (program, cli) => {
  cli
    .command(program, "simulate <id>", "invoice.simulate")
    .option("--terms <file>", cli.help("invoice.simulate.option.terms"))
    .option("--without-waiver", cli.help("invoice.simulate.option.withoutWaiver"))
    .option("--agreed-only", cli.help("invoice.simulate.option.agreedOnly"))
    .action(
      cli.action(async (session, [id], options) => {
        const { simulate } = await import("../../actions/simulate.ts");
        await simulate(session, String(id), {
          terms: typeof options.terms === "string" ? options.terms : null,
          withoutWaiver: options.withoutWaiver === true,
          agreedOnly: options.agreedOnly === true,
        });
      }),
    );
};

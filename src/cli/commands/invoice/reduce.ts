import type { Declare } from "../../program.ts";

/** `invoice reduce ID`: what comes off the rent for what was ours; decided, and a credit note where the bill is out. */
export const declareReduce: Declare = (program, cli) => {
  const option = (name: string): string => cli.help(`invoice.reduce.option.${name}`);
  cli
    .command(program, "reduce <id>", "invoice.reduce")
    .option("--fault <id>", option("fault"))
    .option("--sum <amount>", option("sum"))
    .option("--by-terms", option("byTerms"))
    .option("--nothing", option("nothing"))
    .option("--reason <text>", option("reason"))
    .action(cli.action(async (...given) => (await import("../../actions/our-faults.ts")).reduce(...given)));
};

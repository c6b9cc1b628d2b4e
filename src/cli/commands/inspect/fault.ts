import type { Declare } from "../../program.ts";

/** `inspect fault ID KIND`: something of ours, as a fact: delivered short, dirty, late or not as promised. */
export const declareFault: Declare = (program, cli) => {
  const option = (name: string): string => cli.help(`inspect.fault.option.${name}`);
  cli
    .command(program, "fault <id> <kind>", "inspect.fault")
    .option("--line <n>", option("line"))
    .option("--count <n>", option("count"))
    .option("--days <n>", option("days"))
    .option("--note <text>", option("note"))
    .option("--seen-by <name>", option("seenBy"))
    .action(cli.action(async (...given) => (await import("../../actions/our-faults.ts")).record(...given)));
};

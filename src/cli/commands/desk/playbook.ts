import type { Declare } from "../../program.ts";

/** `desk playbook [MOMENT] [ID]`: what can be said at a hard moment, outside a walk. */
export const declarePlaybook: Declare = (program, cli) => {
  cli
    .command(program, "playbook [moment] [id]", "desk.playbook")
    .option("--language <language>", cli.help("desk.playbook.option.language"))
    .action(cli.action(async (...given) => (await import("../../actions/playbook.ts")).playbook(...given)));
};

import type { Declare } from "../../program.ts";

/** `desk restore SOURCE`: a desk from a backup, into folders that hold nothing yet. */
export const declareRestore: Declare = (program, cli) => {
  cli
    .command(program, "restore <source>", "desk.restore")
    .option("--data <folder>", cli.help("desk.restore.option.data"))
    .option("--mirror <folder>", cli.help("desk.restore.option.mirror"))
    .option("--snapshot <name>", cli.help("desk.restore.option.snapshot"))
    .option("--what-is-good", cli.help("desk.restore.option.whatIsGood"))
    .option("--identity <file>", cli.help("desk.restore.option.identity"))
    .option("--passphrase-fd <n>", cli.help("desk.restore.option.passphraseFd"))
    .action(
      cli.action(async (session, [source], options) => {
        const { restore } = await import("../../actions/restore.ts");
        await restore(session, String(source), options);
      }),
    );
};

import type { Declare } from "../../program.ts";

/** A flag that may be given more than once. */
const each = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

/** `desk backup TARGET`: a snapshot of database and archive in a folder elsewhere; what is there already is not written again. */
export const declareBackup: Declare = (program, cli) => {
  cli
    .command(program, "backup <target>", "desk.backup")
    .option("--encrypt-to <recipient>", cli.help("desk.backup.option.encryptTo"), each)
    .option("--encrypt-with-passphrase", cli.help("desk.backup.option.encryptWithPassphrase"))
    .option("--list", cli.help("desk.backup.option.list"))
    .option("--verify", cli.help("desk.backup.option.verify"))
    .option("--snapshot <name>", cli.help("desk.backup.option.snapshot"))
    .option("--identity <file>", cli.help("desk.backup.option.identity"))
    .option("--passphrase-fd <n>", cli.help("desk.backup.option.passphraseFd"))
    .action(
      cli.action(async (session, [target], options) => {
        const { backUpDesk } = await import("../../actions/back-up-desk.ts");
        await backUpDesk(session, String(target), options);
      }),
    );
};

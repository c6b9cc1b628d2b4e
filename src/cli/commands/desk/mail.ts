import type { Declare } from "../../program.ts";

/** `desk mail`: the firm's mail server; shown, set up, tried. */
export const declareMail: Declare = (program, cli) => {
  cli
    .command(program, "mail", "desk.mail")
    .option("--host <server>", cli.help("desk.mail.option.host"))
    .option("--port <n>", cli.help("desk.mail.option.port"))
    .option("--security <tls|starttls|none>", cli.help("desk.mail.option.security"))
    .option("--user <name>", cli.help("desk.mail.option.user"))
    .option("--from <address>", cli.help("desk.mail.option.from"))
    .option("--password-fd <n>", cli.help("desk.mail.option.passwordFd"))
    .option("--off", cli.help("desk.mail.option.off"))
    .option("--test <address>", cli.help("desk.mail.option.test"))
    .action(
      cli.action(async (session, _args, options) => {
        const { setUpMail } = await import("../../actions/set-up-mail.ts");
        await setUpMail(session, options);
      }),
    );
};

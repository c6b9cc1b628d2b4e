import type { Declare } from "../../program.ts";

/** `invoice [ID]`: shows the bill of a return and issues it; without an id, what is inspected and not billed. */
export const declareIssue: Declare = (program, cli) => {
  cli
    .command(program, "[id]", "invoice")
    .option("--preview", cli.help("invoice.option.preview"))
    .option("--all", cli.help("invoice.option.all"))
    .option("--agreed-only", cli.help("invoice.option.agreedOnly"))
    .option("--out <path>", cli.help("invoice.option.out"))
    .option("--language <fi|sv|en>", cli.help("invoice.option.language"))
    .action(
      cli.action(async (session, [id], options) => {
        const choice = {
          preview: options.preview === true || session.flags.dryRun,
          include: options.agreedOnly === true ? ("agreed" as const) : ("all" as const),
          out: typeof options.out === "string" ? options.out : null,
          language:
            options.language === undefined ? null : (await import("../../actions/chosen-language.ts")).chosenLanguage(options.language),
        };
        if (options.all === true) return (await import("../../actions/issue-all.ts")).issueAll(session, choice);
        if (typeof id === "string") return (await import("../../actions/issue-one.ts")).issueOne(session, id, choice);
        await (await import("../../actions/issue-all.ts")).showUnbilled(session);
      }),
    );
};

import type { Declare } from "../../program.ts";

/** `contracts terms try FILE [--since DAY] [--csv FILE]`: past returns by changed terms; stands below `contracts terms`. */
export const declareTermsTry: Declare = (terms, cli) => {
  cli
    .command(terms, "try <file>", "contracts.terms.try")
    .option("--since <day>", cli.help("contracts.terms.try.option.since"))
    .option("--csv <file>", cli.help("contracts.terms.try.option.csv"))
    .action(
      cli.action(async (session, [file], options) => {
        const { tryTermsFile } = await import("../../actions/try-terms-file.ts");
        const text = (name: string): string | null => (typeof options[name] === "string" ? options[name] : null);
        await tryTermsFile(session, String(file), { since: text("since"), csv: text("csv") });
      }),
    );
};

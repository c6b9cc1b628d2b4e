import type { Declare } from "../../program.ts";

/** `contracts copy NUMBER [--clause 5.3]`: a marked working copy of the signed pages, to read at the counter or on paper. */
export const declareCopy: Declare = (program, cli) => {
  cli
    .command(program, "copy <number>", "contracts.copy")
    .option("--clause <clause>", cli.help("contracts.copy.option.clause"))
    .option("--page <n>", cli.help("contracts.copy.option.page"))
    .option("--out <path>", cli.help("contracts.copy.option.out"))
    .option("--print", cli.help("contracts.copy.option.print"))
    .option("--printer <name>", cli.help("contracts.copy.option.printer"))
    .action(
      cli.action(async (session, [number], options) => {
        const { copyContract } = await import("../../actions/copy-contract.ts");
        const text = (name: string): string | null => (typeof options[name] === "string" ? options[name] : null);
        const { clause, page, out, printer } = { clause: text("clause"), page: text("page"), out: text("out"), printer: text("printer") };
        await copyContract(session, String(number), { clause, page, out, printer, print: options.print === true || printer !== null });
      }),
    );
};

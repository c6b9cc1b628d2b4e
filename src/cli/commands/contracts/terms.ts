import type { Declare } from "../../program.ts";
import { declareTermsTry } from "./terms-try.ts";

/** `contracts terms new|check|explain|schema`, which need no desk, and `try`, which does. */
export const declareTerms: Declare = (program, cli) => {
  const terms = cli.command(program, "terms", "contracts.terms");
  cli
    .command(terms, "new [name]", "contracts.terms.new")
    .option("--out <file>", cli.help("contracts.terms.new.option.out"))
    .action(
      cli.action(async (session, [name], options) => {
        const { listReadyTerms, writeReadyTerms } = await import("../../actions/new-terms-file.ts");
        if (name === undefined) return listReadyTerms(session);
        await writeReadyTerms(session, String(name), options.out === undefined ? null : String(options.out));
      }),
    );
  cli.command(terms, "check <file>", "contracts.terms.check").action(
    cli.action(async (session, [file]) => {
      const { checkTermsFile } = await import("../../actions/check-terms-file.ts");
      await checkTermsFile(session, String(file));
    }),
  );
  cli
    .command(terms, "explain <file>", "contracts.terms.explain")
    .option("--language <language>", cli.help("contracts.terms.explain.option.language"))
    .action(
      cli.action(async (session, [file], options) => {
        const { explainTermsFile } = await import("../../actions/explain-terms-file.ts");
        await explainTermsFile(session, String(file), options.language === undefined ? null : String(options.language));
      }),
    );
  cli.command(terms, "schema", "contracts.terms.schema").action(
    cli.action(async (session) => {
      const { termsSchema } = await import("../../../contract/json-schema.ts");
      session.verbatim(JSON.stringify(termsSchema(), null, 2));
    }),
  );
  declareTermsTry(terms, cli);
};

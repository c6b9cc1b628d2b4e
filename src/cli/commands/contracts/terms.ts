import type { Declare } from "../../program.ts";

/** `contracts terms schema` and `contracts terms check FILE`: neither needs a desk. */
export const declareTerms: Declare = (program, cli) => {
  const terms = cli.command(program, "terms", "contracts.terms");
  cli.command(terms, "schema", "contracts.terms.schema").action(
    cli.action(async (session) => {
      const { termsSchema } = await import("../../../contract/json-schema.ts");
      session.print(JSON.stringify(termsSchema(), null, 2));
    }),
  );
  cli.command(terms, "check <file>", "contracts.terms.check").action(
    cli.action(async (session, [file]) => {
      const { checkTermsFile } = await import("../../check-terms-file.ts");
      await checkTermsFile(session, String(file));
    }),
  );
};

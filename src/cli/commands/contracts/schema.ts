import type { Declare } from "../../program.ts";

/** `contracts schema`: the JSON Schema of contract files, for editors. */
export const declareSchema: Declare = (program, cli) => {
  cli.command(program, "schema", "contracts.schema").action(
    cli.action(async (session) => {
      const { contractSchema } = await import("../../../contract/json-schema.ts");
      session.verbatim(JSON.stringify(contractSchema(), null, 2));
    }),
  );
};

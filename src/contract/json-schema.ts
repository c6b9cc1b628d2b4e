/** JSON Schemas for editors: they complete keys, show what each means, and underline slips while somebody types. */
import { z } from "zod";
import { contractFileSchema } from "./contract-schema.ts";
import { termsFileSchema } from "./terms-schema/terms.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a file may say, as it is written: sums and counts as numbers or text, rates and lives as text with their unit. */
const toJsonSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    // Zod leaves examples out where a text is turned into something else, since they could be of either; ours are as written.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples) && examples.length > 0) jsonSchema.examples = examples;
    },
  }) as JsonSchema;

export const contractSchema = (): JsonSchema => toJsonSchema(contractFileSchema("UTC"));
export const termsSchema = (): JsonSchema => toJsonSchema(termsFileSchema);

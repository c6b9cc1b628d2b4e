/** JSON Schemas for editors: they complete keys, show what each means, and underline slips while somebody types. */
import { z } from "zod";
import { contractFileSchema } from "./contract-schema.ts";
import { termsFileSchema } from "./terms-schema/terms.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a file may say, as it is written: sums and counts as numbers or text, rates and lives as text with their unit. */
const toJsonSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "ref" }) as JsonSchema;

export const contractSchema = (): JsonSchema => toJsonSchema(contractFileSchema("UTC"));
export const termsSchema = (): JsonSchema => toJsonSchema(termsFileSchema);

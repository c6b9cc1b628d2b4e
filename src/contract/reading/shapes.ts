/** Shapes that files share: what may be left out, one or several, texts by language. */
import { z } from "zod";
import { LANGUAGES, type LocalText } from "../../kernel/text.ts";
import { longText } from "./scalar.ts";

/** An optional member: absent becomes null, as everywhere in the product. */
export const optional = <S extends z.ZodType>(schema: S) => schema.optional().transform((value) => value ?? null);

/** An optional member with what it means when it is left out. */
export const withDefault = <S extends z.ZodType>(schema: S, preset: z.output<S>) =>
  schema.optional().transform((value): z.output<S> => value ?? preset);

export const orEmpty = <S extends z.ZodType>(schema: S) =>
  z
    .array(schema)
    .max(500)
    .optional()
    .transform((values) => values ?? []);

/** One value, or a list of them; left out, none. */
export const oneOrSeveral = <S extends z.ZodType>(schema: S, description: string) =>
  z
    .union([schema.transform((value): z.output<S>[] => [value]), z.array(schema).min(1).max(200)])
    .optional()
    .transform((values) => values ?? [])
    .meta({ description });

/** A text in the languages of the house; which of them must be there, the terms promise. */
export function localText(description: string) {
  const member = longText(description).optional();
  return z
    .strictObject({ fi: member, sv: member, en: member })
    .transform(
      (texts): LocalText =>
        Object.fromEntries(LANGUAGES.flatMap((language) => (texts[language] === undefined ? [] : [[language, texts[language]]]))),
    )
    .meta({ description });
}

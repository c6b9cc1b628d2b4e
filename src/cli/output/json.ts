/** Values as the one JSON document of a `--json` run: `schemaVersion`, camelCase, absent is `null`. */
import type { Cents } from "../../kernel/money.ts";

export interface JsonMoney {
  readonly cents: number;
  readonly currency: "EUR";
}

/** Money in JSON output. */
export const jsonMoney = (amount: Cents): JsonMoney => ({ cents: amount, currency: "EUR" });

export const jsonDocument = (value: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ schemaVersion: 1, ...value }, (_key, item) => (item === undefined ? null : item), 2)}\n`;

/** Where both copies of an archived file are; the second path is null while it is pending. */
export const jsonCopies = (file: { readonly path: string; readonly mirrorPath: string | null }) => [
  { place: "archive", path: file.path },
  { place: "mirror", path: file.mirrorPath },
];

/** The one door for contracts: text in, a contract and where everything stands in its file out, or every problem at once. */
import { failed, type LocatedProblem, ok, type Result } from "../kernel/result.ts";
import type { Contract } from "./contract.ts";
import { checkCustomer } from "./contract-checks/customer.ts";
import { checkLines } from "./contract-checks/lines.ts";
import { checkPeriod } from "./contract-checks/period.ts";
import { type ContractFile, contractFileSchema } from "./contract-schema.ts";
import { decode, inOrder } from "./reading/issues.ts";
import type { Places } from "./reading/places.ts";
import { readDocument } from "./reading/read-document.ts";

/** Which terms a contract names: a file, seen from its own, or terms added before. */
export type TermsReference =
  | { readonly file: string }
  | { readonly name: string; readonly version: string; readonly sha256: string | null };

export interface ParsedContract {
  /** Everything but the pin, which needs the terms themselves. */
  readonly contract: Omit<Contract, "terms">;
  readonly terms: TermsReference;
  readonly places: Places;
}

/** What a file leaves to the desk it is read at. */
export interface DeskDefaults {
  /** IANA time zone of the wall clock in the file. */
  readonly zone: string;
  /** The desk's name, where the file has none. */
  readonly desk: string;
}

/** Reads YAML or JSON. Problems come in the order of the file. */
export function parseContract(text: string, { zone, desk }: DeskDefaults): Result<ParsedContract> {
  const { value, places, problems: unread } = readDocument(text);
  if (value === null) return failed(unread);
  const decoded = decode(contractFileSchema(zone), value, places);
  const checks: readonly LocatedProblem[] = [
    ...checkPeriod(value, places, zone),
    ...checkCustomer(value, places),
    ...checkLines(value, places, zone),
  ];
  const problems = [...unread, ...decoded.problems, ...checks];
  if (problems.length > 0 || decoded.value === null) return failed(inOrder(problems));
  const { terms, ...file } = decoded.value;
  return ok({ contract: toContract(file, zone, desk), terms, places });
}

function toContract(file: Omit<ContractFile, "terms">, zone: string, desk: string): Omit<Contract, "terms"> {
  const { lines, ...rest } = file;
  return {
    ...rest,
    desk: file.desk ?? desk,
    zone,
    lines: lines.map(({ life, ...line }, index) => ({ ...line, position: index + 1, lifeMonths: life })),
  };
}

/** Errors and problems in the words of the English catalogue, so that a test says what a person reads. */
import { errorText, problemText } from "../../src/cli/output/tell.ts";
import type { UserError } from "../../src/kernel/errors.ts";
import type { Problem } from "../../src/kernel/result.ts";
import { createMessages } from "../../src/language/messages.ts";
import { readCatalogue } from "../../src/storage/templates.ts";

const t = createMessages(readCatalogue("staff", "en"), "en-FI");

export const inEnglish = (problem: Pick<Problem, "code" | "values">): string => problemText(t, problem);
export const errorInEnglish = (error: UserError): string => errorText(t, error);

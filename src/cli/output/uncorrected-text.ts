/** Contracts that were amended after they were billed, and what to do. */
import type { listUncorrected } from "../../app/correct-billing.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";

export const uncorrectedText = ({ t }: Session, uncorrected: Awaited<ReturnType<typeof listUncorrected>>): string[] =>
  uncorrected.map(({ contract, customer }) => t("invoice.correct.listed", { contract: plain(contract), customer: plain(customer) }));

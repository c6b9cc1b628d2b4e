/** Which contract is coming back: due today first, then as one types. */
import { searchContracts } from "../../../app/find-contract.ts";
import type { ContractSummary } from "../../../app/ports.ts";
import { dayOf } from "../../../kernel/dates.ts";
import { UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import type { Session } from "../../session.ts";

/** How many fit on a screen beside the question. */
const MOST = 12;

function choiceText(session: Session, contract: ContractSummary, zone: string, today: string): string {
  const { t, language } = session;
  const due = dayOf(contract.due, zone);
  const when = due === today ? "dueToday" : due < today ? "overdue" : "due";
  return [
    plain(contract.number),
    plain(contract.customer),
    t(`inspect.choose.${when}`, { due: formatDateTime(contract.due, zone, language) }),
    ...(contract.state === "partly" ? [t("inspect.choose.partly")] : []),
    ...(contract.signed ? [] : [t("inspect.choose.unsigned")]),
  ].join(" · ");
}

/** @throws UserError `nothing-out` when no contract is out. */
export async function chooseContract(session: Session): Promise<string> {
  const desk = await session.desk();
  const { zone } = desk.settings;
  const today = await session.today();
  if ((await searchContracts(desk, "", 1)).length === 0) {
    throw new UserError("nothing-out", {}, ["contracts list", "contracts add FILE"]);
  }
  const ask = await session.ask();
  return ask.search(session.t("inspect.choose.ask"), async (typed) =>
    (await searchContracts(desk, typed, MOST)).map((contract) => ({
      name: choiceText(session, contract, zone, today),
      value: contract.number,
    })),
  );
}

/** What `desk today` does: the answers owed, the promises due and the returns not billed, by name and with the command for each. */
import { whatWaits } from "../../app/what-waits.ts";
import { dayOf } from "../../kernel/dates.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { caseName } from "../../people/case.ts";
import { aboutText } from "../output/case-text.ts";
import { promiseJson, promiseLine } from "../output/promise-text.ts";
import type { Session } from "../session.ts";

export async function showToday(session: Session): Promise<void> {
  const { t, language, out } = session;
  const desk = await session.deskWithoutActor();
  const { answers, promises, approvals, reviews, unbilled } = await whatWaits(desk);
  const day = (header: (typeof unbilled)[number]["header"]) => dayOf(header.finishedAt ?? header.startedAt, desk.settings.zone);
  if (session.flags.json) {
    const cases = answers.map(({ of, customer }) => ({
      case: caseName(of.id),
      due: of.due,
      owner: of.owner,
      customer: customer.name,
      ...of.about,
    }));
    const returns = unbilled.map(({ header, customer }) => ({
      id: header.id,
      contract: header.contract,
      customer,
      finishedOn: day(header),
    }));
    return session.json({ answers: cases, promises: promises.map(promiseJson), approvals, reviews, unbilled: returns });
  }
  if (answers.length + promises.length + approvals + reviews.length + unbilled.length === 0) return session.remark(t("waiting.nothing"));
  const answerLines = answers.map(({ of, customer }) =>
    [
      caseName(of.id),
      formatDay(of.due ?? of.answerBy, language),
      of.owner,
      plain(customer.name ?? customer.email ?? "–"),
      aboutText(of.about, t),
    ].join("  "),
  );
  const returnLines = unbilled.map(({ header, customer }) =>
    [header.id, formatDay(day(header), language), plain(header.contract), plain(customer)].join("  "),
  );
  const part = (key: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [out.bold(t(`waiting.heading.${key}`)), ...lines, ""];
  session.print(
    ...[
      ...part("answers", answerLines),
      ...part(
        "promises",
        promises.map((told) => promiseLine(session, told)),
      ),
      ...part("approvals", approvals === 0 ? [] : [`${approvals}  desk approvals`]),
      ...part(
        "reviews",
        reviews.map(({ name, reviewOn, responsible }) =>
          [formatDay(reviewOn, language), responsible ?? "–", plain(name ?? "–")].join("  "),
        ),
      ),
      ...part("returns", returnLines),
    ].slice(0, -1),
  );
}

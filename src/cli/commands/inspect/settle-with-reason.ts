/** What `inspect settle` does: which disputes, what became of them and why, somebody who may decide, the entry. */
import { isCorrectionDue } from "../../../app/changed-since-billed.ts";
import { type DisputeChoice, type OpenDisputes, openDisputes, settleDispute } from "../../../app/settle-dispute.ts";
import type { Source } from "../../../assessment/assessment.ts";
import { type Describing, factOf, productOf } from "../../../document/describe-source.ts";
import type { SettledDispute } from "../../../inspection/inspection.ts";
import { UsageError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import type { Options } from "../../program.ts";
import { askReason, type ReadReason } from "../../prompts/ask-reason.ts";
import type { Session } from "../../session.ts";

type Outcome = SettledDispute["outcome"];

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `not-a-count` for what is no whole number above 0. */
function wholeNumber(name: string, given: string | null): number | null {
  if (given === null) return null;
  if (/^[1-9]\d{0,6}$/u.test(given)) return Number(given);
  throw new UsageError("not-a-count", { name, given: given.slice(0, 40) });
}

function choiceFrom(line: string | null, options: Options): DisputeChoice {
  const choice = {
    position: wholeNumber("LINE", line),
    part: text(options.of),
    count: wholeNumber("--count", text(options.count)),
  };
  if (choice.position === null && (choice.part !== null || choice.count !== null))
    throw new UsageError("line-missing", {}, ["inspect settle ID LINE --of G1"]);
  return choice;
}

async function outcomeFrom(session: Session, options: Options): Promise<Outcome> {
  const { t } = session;
  const [agreed, dropped] = [options.agreed === true, options.dropped === true];
  if (agreed !== dropped) return agreed ? "agreed" : "dropped";
  if (agreed || !session.interactive) throw new UsageError("outcome-missing", {}, ["--agreed", "--dropped"]);
  const ask = await session.ask();
  const choices = (["agreed", "dropped"] as const).map((value) => ({ name: t(`inspect.settle.outcome.${value}`), value }));
  return ask.select(t("inspect.settle.askOutcome"), choices);
}

async function reasonFrom(session: Session, given: string | null, { walk: { contract } }: OpenDisputes): Promise<ReadReason> {
  const { t } = session;
  if (given === null ? !session.interactive : plain(given).trim() === "")
    throw new UsageError("settle-reason-missing", {}, ['--reason "…"']);
  return askReason(session, given, { question: t("inspect.settle.askReason"), needed: t("inspect.settle.reasonNeeded"), contract });
}

async function sourceTexts(session: Session, { walk }: OpenDisputes, sources: readonly Source[]): Promise<string[]> {
  const { language } = session;
  const describing: Describing = { ...walk, language, messages: await session.customerTexts(language) };
  return sources.map((source) => `  ${plain(productOf(source, describing))}: ${plain(factOf(source, describing))}`);
}

export async function settle(session: Session, id: string, line: string | null, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const choice = choiceFrom(line, options);
  // What cannot be settled is told before anybody is asked for a reason or a PIN.
  const open = await openDisputes(desk, id, choice, options.agreed === true ? "agreed" : "dropped");
  const outcome = await outcomeFrom(session, options);
  const { reason, tone } = await reasonFrom(session, text(options.reason), open);
  const decides = outcome === "dropped" ? await session.authority("dispute.drop") : await session.actor();
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  const settled = await settleDispute(desk, open.header.id, choice, { outcome, reason, decidedBy: decides.name });
  const left = settled.all.length - settled.chosen.length;
  if (flags.json) {
    return session.json({
      inspection: open.header.id,
      outcome,
      sources: settled.chosen,
      reason: plain(reason),
      by: decides.name,
      left,
      tone,
    });
  }
  const next = (await isCorrectionDue(desk, open.header.contract)) ? "correction" : "bill";
  session.print(
    t(`inspect.settle.done.${outcome}`, { id: open.header.id, name: plain(decides.name) }),
    ...(await sourceTexts(session, settled, settled.chosen)),
    t("inspect.settle.next", { id: open.header.id, left, next }),
  );
}

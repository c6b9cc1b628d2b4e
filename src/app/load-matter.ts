/** What was recorded, charged and credited of what a case is about: the ground that a prepared answer stands on. */
import type { Source } from "../assessment/assessment.ts";
import type { RecordedMatter } from "../document/mail/prepared-answer.ts";
import { isRecorded } from "../document/mail/prepared-answer.ts";
import type { LineFacts } from "../inspection/inspection.ts";
import type { IssuedBilling } from "../invoice/billing.ts";
import { UserError } from "../kernel/errors.ts";
import type { Messages } from "../language/messages.ts";
import { type CaseAbout, type CaseWithSteps, caseName } from "../people/case.ts";
import { billingOfDocument } from "./find-return.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk, Repositories } from "./ports.ts";

/** @param messages the customer's, in the case's language. @throws UserError `case-nothing-recorded`. */
export async function loadMatter(desk: Desk, of: CaseWithSteps, messages: Messages): Promise<RecordedMatter> {
  return (await desk.store()).read(async (repositories) => {
    const issued = await billingOf(repositories, of.about);
    const inspection = issued?.billing.inspection ?? of.about.inspection ?? (await lastReturn(repositories, of.about.contract));
    const nothing = new UserError("case-nothing-recorded", { id: caseName(of.id) }, [`desk cases reply ${caseName(of.id)} --act "…"`]);
    if (inspection === null) throw nothing;
    const walk = await loadWalk(repositories, inspection, issued?.issuedAt ?? null);
    if (walk.terms === null) throw nothing;
    const matter: RecordedMatter = {
      contract: walk.contract,
      terms: walk.terms,
      inspection: walk.inspection,
      baseline: walk.earlier.find(({ kind }) => kind === "handover") ?? null,
      messages,
      language: of.language,
      documents: issued?.billing.documents ?? [],
      credits: issued ? await repositories.creditNotes.ofBilling(issued.id) : [],
      ...(issued
        ? billedOf(issued, of.about)
        : { charges: [], notCharged: [], unbilled: walk.inspection.lines.filter(isLine(of.about)).flatMap(foundOn) }),
    };
    if (!isRecorded(matter)) throw nothing;
    return matter;
  });
}

async function billingOf(repositories: Repositories, { document, inspection, contract }: CaseAbout): Promise<IssuedBilling | null> {
  if (document !== null) return billingOfDocument(repositories, document);
  const returns =
    inspection !== null ? [inspection] : contract === null ? [] : (await repositories.inspections.of(contract)).map(({ id }) => id);
  for (const id of returns.toReversed()) {
    const last = (await repositories.billings.ofInspection(id)).at(-1);
    if (last) return last;
  }
  return null;
}

async function lastReturn({ inspections }: Repositories, contract: string | null): Promise<string | null> {
  const headers = contract === null ? [] : await inspections.of(contract);
  return headers.findLast(({ kind, finishedAt }) => kind === "return" && finishedAt !== null)?.id ?? null;
}

const isLine =
  ({ line }: Pick<CaseAbout, "line">) =>
  ({ position }: { readonly position: number | null }): boolean =>
    line === null || position === line;

/** All of the bill, whichever of its documents is named: they are one letter. What is not charged is told where a line is asked about. */
function billedOf({ billing }: IssuedBilling, about: CaseAbout): Pick<RecordedMatter, "charges" | "notCharged" | "unbilled"> {
  const ofLine = isLine(about);
  return {
    charges: billing.charges.filter(({ source }) => ofLine(source)),
    notCharged: about.line === null ? [] : billing.notCharged.filter(({ source }) => ofLine(source)),
    unbilled: [],
  };
}

/** What a line of a walk says, before anything is reckoned. */
function foundOn({ position, groups, missing, dirty }: LineFacts): readonly Source[] {
  const counted = (subject: "missing" | "dirty", count: number): Source[] =>
    count === 0 ? [] : [{ position, subject, group: null, findings: [], first: 0, count }];
  return [
    ...groups.map(
      ({ id, count, findings }): Source => ({
        position,
        subject: "group",
        group: id,
        findings: findings.map((one) => one.id),
        first: 0,
        count,
      }),
    ),
    ...counted("missing", missing),
    ...counted("dirty", dirty),
  ];
}

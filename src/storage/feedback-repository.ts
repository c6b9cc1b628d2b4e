/** Feedback with its words, and the invitations. */
import type { FeedbackRepository } from "../app/ports/feedback.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { FeedbackWords } from "../people/feedback.ts";
import type { Trx } from "./schema.ts";

export function feedbackRepository(trx: Trx): FeedbackRepository {
  return {
    async add({ words, caseId, ...feedback }) {
      const values = { ...feedback, case_id: caseId };
      const { id } = await trx.insertInto("feedback").values(values).returning("id").executeTakeFirstOrThrow();
      if (Object.keys(words).length > 0)
        await trx
          .insertInto("feedback_words")
          .values({ feedback_id: id, words: canonicalJson(words) })
          .execute();
      return id;
    },
    async list(contract) {
      const all = trx
        .selectFrom("feedback")
        .leftJoin("feedback_words", "feedback_words.feedback_id", "feedback.id")
        .selectAll("feedback")
        .select("words")
        .orderBy("feedback.id", "desc");
      const rows = await (contract === undefined ? all : all.where("contract", "=", contract)).execute();
      return rows.map(({ case_id: caseId, words, ...row }) => ({
        ...row,
        caseId,
        words: words === null ? {} : (JSON.parse(words) as FeedbackWords),
      }));
    },
    async invite({ billing, ...invitation }) {
      await trx
        .insertInto("feedback_invitations")
        .values({ ...invitation, billing_id: billing })
        .execute();
    },
    async invited() {
      const rows = await trx.selectFrom("feedback_invitations").select("contract").execute();
      return new Set(rows.map(({ contract }) => contract));
    },
  };
}

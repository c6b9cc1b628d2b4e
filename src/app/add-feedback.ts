/** What a customer says of a rental is kept with how it came. When it is bad it opens a case in the same transaction: nobody is left without an answer. */
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";
import type { CaseChannel, CaseWithSteps } from "../people/case.ts";
import type { Feedback, FeedbackMood } from "../people/feedback.ts";
import { findContract } from "./find-contract.ts";
import { findReturn } from "./find-return.ts";
import { enterCase, planCase, textFrom } from "./open-case.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface NewFeedback {
  /** A contract, a return or a document; null where nobody knows. */
  readonly id: string | null;
  readonly channel: CaseChannel;
  readonly mood: FeedbackMood;
  readonly said: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly link: string | null;
}

export interface AddedFeedback {
  readonly feedback: Feedback;
  /** Where it was bad. */
  readonly opened: CaseWithSteps | null;
}

async function contractOf(repositories: Repositories, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const known = await repositories.contracts.get(id.trim());
  if (known !== null) return known.number;
  return (await findContract(repositories, (await findReturn(repositories, id)).contract)).number;
}

/** @throws UserError `case-link`, `case-link-of-what`, `case-no-customer`. */
function checkFeedback({ channel, link, id, name, email, mood }: NewFeedback): void {
  if (channel === "public" && !/^https?:\/\/\S{3,2000}$/u.test(link ?? "")) throw new UserError("case-link", {}, ["--link https://…"]);
  if (channel !== "public" && link !== null) throw new UserError("case-link-of-what", {}, ["--via public"]);
  // Somebody must be answered.
  if (mood === "bad" && id === null && name === null && email === null)
    throw new UserError("case-no-customer", {}, ['--name "Aino Mäkelä"']);
}

const oneLine = (text: string | null): string => plain(text ?? "").trim();

/** @param record false: shows what would be kept. @throws UserError of the checks above, `contract-unknown`, `case-text-missing`. */
export async function addFeedback(desk: Desk, given: NewFeedback, record: boolean): Promise<AddedFeedback> {
  checkFeedback(given);
  const said = textFrom(given.said, "--words");
  const { channel, mood, link } = given;
  const name = oneLine(given.name);
  const [calendar, at, by] = [await desk.calendar(), desk.clock.now(), desk.actor];
  const words = { said, ...(name === "" ? {} : { name }) };
  const store = await desk.store();
  if (!record) {
    const contract = await store.read((repositories) => contractOf(repositories, given.id));
    return { feedback: { id: 0, contract, channel, mood, link, caseId: null, at, by, words }, opened: null };
  }
  return store.write(async (repositories) => {
    const contract = await contractOf(repositories, given.id);
    const opening = { channel, id: contract, line: null, link, owner: null, language: null };
    const email = oneLine(given.email);
    const step = { at, by, event: { kind: "opened" }, words: { ...words, ...(email === "" ? {} : { email }) }, files: [] } as const;
    const opened =
      mood === "bad" ? await enterCase(desk, repositories, await planCase(desk, repositories, opening, { at, calendar }), step) : null;
    const feedback = { contract, channel, mood, link, caseId: opened?.id ?? null, at, by, words };
    const id = await repositories.feedback.add(feedback);
    const row = { at, staff: by, contract, act: "feedback.added", subject: `feedback ${id}` };
    await repositories.journal.append({ ...row, detail: { channel, mood, case: opened?.id ?? null } });
    return { feedback: { ...feedback, id }, opened };
  });
}

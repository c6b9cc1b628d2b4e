/** What the customer says: once for all, then the exceptions, in the customer's own words. */
import type { CustomerAnswer, Stance } from "../../../inspection/inspection.ts";
import { plain } from "../../../kernel/text.ts";
import { aidHints, askAided, askKey } from "./aids.ts";
import { type AnswerSubject, answerSubjects, exceptionFor, withException } from "./answer-subjects.ts";
import { clip, wrap } from "./frame.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import { askText, type Scene } from "./scene.ts";
import { inOrderText } from "./walk-texts.ts";

const ALL: readonly CustomerAnswer["all"][] = ["agrees", "disputes", "notPresent", "left"];
const opposite = (all: CustomerAnswer["all"]): Stance => (all === "agrees" ? "disputes" : "agrees");

/** What was found, good things first, as much as fits above the question. */
function foundLines(scene: Scene, subjects: readonly AnswerSubject[], width: number, most: number): string[] {
  const { t, paint, book } = scene;
  const shown = subjects.slice(0, most).map((subject) => `  ${clip(subject.text, width - 2)}`);
  const more = subjects.length > most ? [paint.dim(`  ${t("inspect.answer.more", { count: subjects.length - most })}`)] : [];
  return [...inOrderText(t, book.walk, width), ...shown, ...more];
}

/** The customer's own words to the answer as a whole, whatever it is. */
export async function takeWords(scene: Scene, open: boolean): Promise<void> {
  const { answer } = scene.book.walk.inspection;
  if (answer === null) return;
  const words = await ownWords(scene, null, answer.words ?? "");
  if (words !== "back") await scene.book.record({ type: "answered", answer: { ...answer, words }, open });
}

/** The customer's words, read back as they will stand in the record before they are stored. */
async function ownWords(scene: Scene, subject: AnswerSubject | null, standing = ""): Promise<string | null | "back"> {
  const { t, paint } = scene;
  let typed = standing;
  for (;;) {
    const words = await typeWords(scene, subject, typed);
    if (words === null || words === "back") return words;
    const body = (width: number): string[] => [
      ...(subject ? [clip(subject.text, width), ""] : []),
      t("inspect.answer.readWords"),
      "",
      ...wrap(t("inspect.quote", { text: words }), width - 2).map((line) => `  ${paint.bold(line)}`),
    ];
    const hints = [["Enter", t("inspect.key.right")] as const, ["b", t("inspect.key.change")] as const, ...aidHints(scene)];
    if ((await askKey(scene, "answer", { aside: t("inspect.answer.aside"), body, commands: "", hints }, ["enter", "b"])) === "enter")
      return words;
    typed = words;
  }
}

async function typeWords(scene: Scene, subject: AnswerSubject | null, typed: string): Promise<string | null | "back"> {
  const { t } = scene;
  return askText(scene, {
    aside: t("inspect.answer.aside"),
    body: (width) => [
      ...(subject ? [clip(subject.text, width), ""] : []),
      t("inspect.answer.words"),
      scene.paint.dim(t("inspect.answer.wordsHow")),
    ],
    hint: t("inspect.key.store"),
    typed,
  });
}

/** The answer for all. */
async function askAll(scene: Scene): Promise<Move> {
  const { t, paint, book } = scene;
  const subjects = answerSubjects(t, book.walk);
  const clean = subjects.length === 0;
  const keys = [...(clean ? (["enter"] as const) : []), "1", "2", "3", "4", "b"] as const;
  const key = await askKey(
    scene,
    "answer",
    {
      aside: t("inspect.answer.aside"),
      body: (width) => [
        ...foundLines(scene, subjects, width, 5),
        "",
        paint.bold(t("inspect.answer.ask")),
        ...ALL.map((all, index) => `  ${paint.bold(String(index + 1))}  ${t(`inspect.answer.${all}`)}`),
      ],
      commands: "",
      hints: [
        [clean ? "Enter" : "1–4", t(clean ? "inspect.answer.agrees" : "inspect.key.choose")],
        ["b", t("inspect.key.back")],
        ...aidHints(scene),
      ],
    },
    keys,
  );
  if (key === "b") return BACK;
  const all = ALL[key === "enter" ? 0 : Number(key) - 1] as CustomerAnswer["all"];
  const words = all === "disputes" ? await ownWords(scene, null) : null;
  if (words === "back") return NEXT;
  const open = !clean && (all === "agrees" || all === "disputes");
  await book.record({ type: "answered", answer: { all, words, exceptions: [] }, open });
  return NEXT;
}

async function askCount(scene: Scene, subject: AnswerSubject): Promise<number | null | "back"> {
  const { t } = scene;
  if (subject.count === 1) return null;
  const text = await askText(scene, {
    aside: t("inspect.answer.aside"),
    body: (width) => [clip(subject.text, width), "", t("inspect.answer.howMany", { count: subject.count })],
    hint: t("inspect.answer.allOfThem", { count: subject.count }),
    check: (typed) =>
      /^[1-9]\d{0,6}$/u.test(typed) && Number(typed) <= subject.count ? null : t("inspect.answer.howManyWrong", { count: subject.count }),
  });
  if (text === null || text === "back") return text;
  return Number(text) === subject.count ? null : Number(text);
}

/** Sets or takes away one exception. */
async function toggle(scene: Scene, answer: CustomerAnswer, subject: AnswerSubject): Promise<void> {
  const { book } = scene;
  if (exceptionFor(answer, subject)) {
    await book.record({ type: "answered", answer: withException(answer, subject, null), open: true });
    return;
  }
  const stance = opposite(answer.all);
  const count = await askCount(scene, subject);
  if (count === "back") return;
  const words = stance === "disputes" ? await ownWords(scene, subject) : null;
  if (words === "back") return;
  const { position, group, subject: about } = subject;
  await book.record({
    type: "answered",
    answer: withException(answer, subject, { position, group, subject: about, count, stance, words }),
    open: true,
  });
}

function exceptionLine(scene: Scene, answer: CustomerAnswer, subject: AnswerSubject, number: number, width: number): string[] {
  const { t, paint } = scene;
  const exception = exceptionFor(answer, subject);
  const stance = exception?.stance ?? answer.all;
  const part = exception?.count ? ` (${t("inspect.answer.part", { count: exception.count, of: subject.count })})` : "";
  const said = `${t(`inspect.answer.short.${stance}`)}${part}`;
  const text = clip(subject.text, Math.max(10, width - said.length - 8));
  const line = `${String(number).padStart(3)}  ${text} – ${exception ? paint.bold(said) : paint.dim(said)}`;
  return exception?.words ? [line, `     ${clip(t("inspect.quote", { text: plain(exception.words) }), width - 5)}`] : [line];
}

const PAGE = 8;

/** The exceptions, one number each, until there are no more. */
async function askExceptions(scene: Scene, answer: CustomerAnswer): Promise<Move> {
  const { t, paint, book } = scene;
  const subjects = answerSubjects(t, book.walk);
  let page = 0;
  const pages = Math.ceil(subjects.length / PAGE);
  let message = "";
  for (;;) {
    const from = page * PAGE;
    const heard = await askAided(scene, "answer", {
      aside: t("inspect.answer.aside"),
      body: (width) => [
        paint.bold(t(`inspect.answer.exceptions.${answer.all}`)),
        "",
        ...subjects.slice(from, from + PAGE).flatMap((subject, index) => exceptionLine(scene, answer, subject, from + index + 1, width)),
        ...(pages > 1 ? [paint.dim(t("inspect.answer.page", { number: page + 1, of: pages }))] : []),
      ],
      // With up to nine, a digit is the answer itself.
      commands: subjects.length <= 9 ? "bw123456789" : "bw",
      begins: /\d/u,
      hints: [
        ["Enter", t(answer.exceptions.length === 0 ? "inspect.answer.noExceptions" : "inspect.answer.noMore")],
        [`1–${subjects.length}`, t("inspect.answer.except")],
        ...(pages > 1 ? ([["↓", t("inspect.key.nextPage")]] as const) : []),
        ["w", t("inspect.key.words")],
        ["b", t("inspect.key.back")],
        ...aidHints(scene),
      ],
      ...(message === "" ? {} : { message }),
    });
    message = "";
    const number = heard.kind === "line" ? heard.text : heard.key;
    if (heard.kind === "line" || /^\d$/u.test(number)) {
      const subject = /^\d{1,6}$/u.test(number) ? subjects[Number(number) - 1] : undefined;
      if (subject) {
        await toggle(scene, answer, subject);
        return NEXT;
      }
      message = t("inspect.answer.noSuch", { of: subjects.length });
    } else if (heard.key === "enter") {
      await book.record({ type: "answered", answer, open: false });
      return NEXT;
    } else if (heard.key === "w") {
      await takeWords(scene, true);
      return NEXT;
    } else if (heard.key === "b") {
      return askAll(scene);
    } else if (heard.key === "down") page = (page + 1) % pages;
    else if (heard.key === "up") page = (page + pages - 1) % pages;
  }
}

export const askAnswer = (scene: Scene, exceptions: boolean): Promise<Move> => {
  const { answer } = scene.book.walk.inspection;
  return exceptions && answer ? askExceptions(scene, answer) : askAll(scene);
};

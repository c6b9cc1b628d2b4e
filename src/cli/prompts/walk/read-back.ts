/** What was found, read back before it is acknowledged: good things first, then the findings, then what the customer says. */
import type { Walk } from "../../../inspection/fold.ts";
import { plain } from "../../../kernel/text.ts";
import type { Messages } from "../../../language/messages.ts";
import { aidHints, askKey } from "./aids.ts";
import { answerSubjects, exceptionFor } from "./answer-subjects.ts";
import { wrap } from "./frame.ts";
import type { Scene } from "./scene.ts";
import { inOrderText, notCountedLines } from "./walk-texts.ts";

/** What the customer says, with the words. */
export function answerLines(t: Messages, walk: Walk, width: number): string[] {
  const { answer } = walk.inspection;
  if (!answer) return [];
  const words = answer.words === null ? "" : ` ${t("inspect.quote", { text: plain(answer.words) })}`;
  const said = answer.exceptions.length > 0 ? `inspect.answer.saidOfRest.${answer.all}` : `inspect.answer.said.${answer.all}`;
  return ["", ...wrap(t(said) + words, width)];
}

/** The whole text, for a width. */
function readBackLines(scene: Scene, width: number): string[] {
  const { t, book, paint } = scene;
  const { walk } = book;
  const subjects = answerSubjects(t, walk);
  const found = subjects.flatMap((subject) => {
    const exception = walk.inspection.answer ? exceptionFor(walk.inspection.answer, subject) : null;
    const part = exception?.count ? ` (${t("inspect.answer.part", { count: exception.count, of: subject.count })})` : "";
    const words = exception?.words ? ` ${t("inspect.quote", { text: plain(exception.words) })}` : "";
    const except = exception ? ` – ${t(`inspect.answer.short.${exception.stance}`)}${part}${words}` : "";
    return wrap(`• ${subject.text}${except}`, width - 2).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`));
  });
  const still = walk.inspection.lines.reduce((sum, line) => sum + line.stillOut, 0);
  const uncounted = notCountedLines(walk);
  return [
    ...inOrderText(t, walk, width),
    ...(found.length > 0 ? ["", paint.bold(t("inspect.readBack.found")), ...found] : []),
    ...(still > 0 ? ["", t("inspect.readBack.stillOut", { count: still })] : []),
    ...(uncounted > 0 ? ["", t("inspect.readBack.notCounted", { count: uncounted })] : []),
    ...answerLines(t, walk, width),
    ...signedLines(t, walk),
  ];
}

function signedLines(t: Messages, { inspection: { acknowledgement } }: Walk): string[] {
  return acknowledgement?.kind === "signed" ? ["", t("phone.sign.kept", { name: plain(acknowledgement.name) })] : [];
}

/** Lines of a page on a terminal of 24 rows. */
const PAGE = 12;

/**
 * Shows the text page by page. False when the clerk wants to go back and mend something.
 * @param sign has it signed, where that is possible here and nobody need.
 */
export async function readBack(scene: Scene, sign: (() => Promise<unknown>) | null = null): Promise<boolean> {
  const { t, paint } = scene;
  let page = 0;
  for (;;) {
    let pages = 1;
    const body = (width: number): string[] => {
      const lines = readBackLines(scene, width);
      pages = Math.max(1, Math.ceil(lines.length / PAGE));
      const from = Math.min(page, pages - 1) * PAGE;
      return [
        ...lines.slice(from, from + PAGE),
        ...(pages > 1 ? ["", paint.dim(t("inspect.answer.page", { number: page + 1, of: pages }))] : []),
      ];
    };
    body(78);
    const key = await askKey(
      scene,
      "closing",
      {
        aside: t("inspect.readBack.aside"),
        body,
        commands: "",
        hints: [
          ["Enter", t(page + 1 < pages ? "inspect.key.nextPage" : "inspect.readBack.right")],
          ["b", t("inspect.key.back")],
          ...(sign === null ? [] : ([["k", t("phone.key.sign")]] as const)),
          ...aidHints(scene),
        ],
      },
      ["enter", "b", "down", "up", ...(sign === null ? [] : (["k"] as const))],
    );
    if (key === "k") {
      await sign?.();
      continue;
    }
    if (key === "b" && page === 0) return false;
    if (key === "enter" && page + 1 >= pages) return true;
    page = key === "b" || key === "up" ? Math.max(0, page - 1) : Math.min(pages - 1, page + 1);
  }
}

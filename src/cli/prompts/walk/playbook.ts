/** The playbook on the screen: a sentence for where one is, and a digit for each hard moment. */
import { howItWent } from "../../../inspection/how-it-went.ts";
import { customerTexts } from "../../customer-texts.ts";
import { HARD_MOMENTS, type HardMoment, playOf } from "../../output/playbook-text.ts";
import { wrap } from "./frame.ts";
import type { Heard } from "./listen.ts";
import { askOn, type Scene } from "./scene.ts";

const DIGITS = HARD_MOMENTS.map((_, index) => String(index + 1)).join("");

const indented = (text: string, width: number): string[] => wrap(text, width - 4).map((line) => `  ${line}`);

function overview({ t, paint, aloud }: Scene, topic: string, width: number): string[] {
  return [
    paint.dim(t("inspect.aloud.intro")),
    ...indented(aloud(`aloud.${topic}`), width),
    "",
    paint.bold(t("playbook.ask")),
    ...HARD_MOMENTS.map((moment, index) => `  ${paint.bold(String(index + 1))}  ${t(`playbook.${moment}.title`)}`),
  ];
}

async function momentLines(scene: Scene, moment: HardMoment): Promise<(width: number) => string[]> {
  const { t, paint, aloud: customer, language, book } = scene;
  const said = moment === "wentWell" ? howItWent(book.walk) : null;
  const texts = { t, customer, language: book.walk.contract.language, own: customerTexts(language), ownLanguage: language };
  const play = playOf(moment, { ...texts, leads: await book.leads() }, said);
  return (width) => [
    paint.bold(play.title),
    "",
    ...indented(play.aloud, width).map((line) => paint.bold(line)),
    ...(play.meaning === null ? [] : indented(play.meaning, width).map((line) => paint.dim(line))),
    "",
    ...wrap(`${t("playbook.never")} ${play.never}`, width),
    ...wrap(`${t("playbook.call")} ${play.call}`, width),
    ...wrap(`${t("playbook.letter")} ${play.letter}`, width),
  ];
}

/** Until the clerk goes back to the walk: from a moment first to the list. @param topic whose sentence stands at the top. */
export async function showPlaybook(scene: Scene, topic: string): Promise<void> {
  const { t } = scene;
  let moment: HardMoment | null = null;
  for (;;) {
    const body = moment === null ? (width: number) => overview(scene, topic, width) : await momentLines(scene, moment);
    const heard: Heard = await askOn(scene, {
      aside: t("playbook.aside"),
      body,
      commands: `${DIGITS}b`,
      begins: null,
      hints: [
        ["1–7", t("inspect.key.choose")],
        ["Enter", t(moment === null ? "inspect.key.goOn" : "inspect.key.back")],
      ],
    });
    const chosen = heard.kind === "key" ? HARD_MOMENTS[Number(heard.key) - 1] : undefined;
    if (chosen === undefined && moment === null) return;
    moment = chosen ?? null;
  }
}

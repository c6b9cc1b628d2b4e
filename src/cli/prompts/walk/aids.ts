/** What one key brings up on any screen: help, what to say at a hard moment, the clauses, a phone's way in, the sums when somebody asks for them, and a note when they ask for less. */

import { UserError } from "../../../kernel/errors.ts";
import { errorText } from "../../output/tell.ts";
import { askAsk } from "./ask-ask.ts";
import { askFault } from "./ask-fault.ts";
import { type Hint, wrap } from "./frame.ts";
import type { Heard } from "./listen.ts";
import { showPlaybook } from "./playbook.ts";
import { type Asking, askOn, type Scene, showPage } from "./scene.ts";
import { showClauses } from "./show-clauses.ts";
import { TakesBack } from "./take-back.ts";

/** Names of the help pages and of the sentences: `inspect.help.<topic>`, `aloud.<topic>`. */
export type Topic = "line" | "lines" | "tally" | "finding" | "answer" | "closing" | "tone" | "parts";

const lines = (text: string, width: number): string[] => text.split("\n").flatMap((line) => wrap(line, width));

async function showSums(scene: Scene): Promise<void> {
  let told: readonly string[];
  try {
    told = await scene.book.sums();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    told = [errorText(scene.t, error)];
  }
  await showPage(scene, scene.t("inspect.sums.aside"), (width) => told.flatMap((line) => lines(line, width)));
}

/** Screens that are about one line; on the others everything that was found is asked about. */
const OF_A_LINE: readonly Topic[] = ["line", "tally", "finding", "tone", "parts"];

const showHelp = (scene: Scene, topic: Topic): Promise<void> =>
  showPage(scene, scene.t("inspect.help.aside"), (width) => lines(scene.t(`inspect.help.${topic}`), width));

export const aidHints = (scene: Scene): readonly Hint[] => [
  ["p", scene.t("inspect.key.aloud")],
  ["u", scene.t("inspect.key.undo")],
  ["?", scene.t("inspect.key.help")],
];

/** Asks on a screen, with the aids at hand; gives back what is not an aid. Escape is `b`. */
export async function askAided(scene: Scene, topic: Topic, asking: Asking): Promise<Heard> {
  for (;;) {
    const heard = await askOn(scene, { ...asking, commands: `${asking.commands}?hmpqu%!` });
    if (heard.kind === "line") return heard;
    if (heard.key === "u" && !asking.commands.includes("u")) throw new TakesBack();
    if (heard.key === "?") await showHelp(scene, topic);
    else if (heard.key === "m") await showSums(scene);
    else if (heard.key === "p") await showPlaybook(scene, topic);
    else if (heard.key === "h") await showClauses(scene, OF_A_LINE.includes(topic) ? scene.phone.at : null);
    else if (heard.key === "q") await scene.phone.show(scene);
    else if (heard.key === "!") await askFault(scene, OF_A_LINE.includes(topic) ? scene.phone.at : null);
    else if (heard.key === "%") await askAsk(scene, OF_A_LINE.includes(topic) ? scene.phone.at : null);
    else return heard.key === "escape" ? { kind: "key", key: "b" } : heard;
  }
}

/** The same, until one of the keys is pressed that mean something here. */
export async function askKey<K extends string>(scene: Scene, topic: Topic, asking: Asking, keys: readonly K[]): Promise<K> {
  for (;;) {
    const heard = await askAided(scene, topic, { ...asking, commands: keys.filter((key) => key.length === 1).join("") });
    const key = heard.kind === "key" ? keys.find((candidate) => candidate === heard.key) : undefined;
    if (key !== undefined) return key;
  }
}

/** What `desk playbook` does: the moments, or one of them; about a return, "that went well, didn't it?" is answered from its findings. */
import { inspectionMeant, loadWalk } from "../../app/load-walk.ts";
import { staffToCall } from "../../app/staff-to-call.ts";
import type { Walk } from "../../inspection/fold.ts";
import { howItWent } from "../../inspection/how-it-went.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { wrap } from "../output/columns.ts";
import { HARD_MOMENTS, type HardMoment, type Play, playOf } from "../output/playbook-text.ts";
import type { Arguments, Options } from "../program.ts";
import type { Session } from "../session.ts";
import { chosenLanguage } from "./chosen-language.ts";

/** As they are typed: `wentWell` is `well`. */
const NAMES: Readonly<Record<HardMoment, string>> = {
  denies: "denies",
  haggles: "haggles",
  shouts: "shouts",
  willNotLook: "will-not-look",
  wentWell: "well",
  before: "before",
  hurries: "hurries",
};

/** By its name, or by the digit it has in the walk. @throws UsageError `no-such-moment`. */
function momentOf(given: string): HardMoment {
  const name = given.trim().toLowerCase();
  const found = HARD_MOMENTS.find((moment, index) => NAMES[moment] === name || String(index + 1) === name);
  if (found) return found;
  throw new UsageError(
    "no-such-moment",
    { moment: plain(given).slice(0, 40) },
    Object.values(NAMES).map((each) => `desk playbook ${each}`),
  );
}

function list({ t, out, flags, json, print }: Session): void {
  const moments = HARD_MOMENTS.map((moment) => ({ name: NAMES[moment], title: t(`playbook.${moment}.title`) }));
  if (flags.json) {
    json({ moments });
    return;
  }
  const width = Math.max(...moments.map(({ name }) => name.length));
  print(t("playbook.ask"), ...moments.map(({ name, title }) => `  ${out.bold(name.padEnd(width))}  ${title}`));
}

function tell({ t, out, print }: Session, play: Play): void {
  print(
    out.bold(play.title),
    "",
    ...wrap(play.aloud, 2).map((line) => out.bold(line)),
    ...(play.meaning === null ? [] : wrap(play.meaning, 2).map((line) => out.dim(line))),
    "",
    ...wrap(`${t("playbook.never")} ${play.never}`, 0),
    ...wrap(`${t("playbook.call")} ${play.call}`, 0),
    ...wrap(`${t("playbook.letter")} ${play.letter}`, 0),
  );
}

/** The return that is spoken of. @throws UserError `no-return-yet` for a hand-over, and those of {@link inspectionMeant}. */
async function walkOf(session: Session, id: string): Promise<Walk> {
  const desk = await session.deskWithoutActor();
  return (await desk.store()).read(async (repositories) => {
    const header = await inspectionMeant(repositories, id);
    if (header.kind === "handover") throw new UserError("nothing-returned", { contract: header.contract }, [`inspect ${header.contract}`]);
    return loadWalk(repositories, header.id);
  });
}

export async function playbook(session: Session, [moment, id]: Arguments, options: Options): Promise<void> {
  if (typeof moment !== "string") return list(session);
  const chosen = momentOf(moment);
  const walk = typeof id === "string" ? await walkOf(session, id) : null;
  const language = chosenLanguage(options.language) ?? walk?.contract.language ?? session.language;
  const play = playOf(
    chosen,
    {
      t: session.t,
      customer: await session.customerTexts(language),
      language,
      own: await session.customerTexts(session.language),
      ownLanguage: session.language,
      leads: await staffToCall(await session.deskWithoutActor()),
    },
    walk !== null && chosen === "wentWell" ? howItWent(walk) : null,
  );
  if (session.flags.json) return session.json({ moment: NAMES[chosen], language, ...play });
  tell(session, play);
}

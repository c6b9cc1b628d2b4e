/** The counted number of a line with many units. Fewer than expected are missing or still out: the clerk says which. */
import { aidHints, askAided, askKey } from "./aids.ts";
import { countsOf, factsOf, lineAside, lineHead } from "./line-head.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import type { Scene } from "./scene.ts";
import { lineText } from "./walk-texts.ts";

/** Fewer were counted: what of the others? */
async function explainFewer(scene: Scene, position: number, counted: number, short: number): Promise<Move | null> {
  const { t, paint, book } = scene;
  const handover = book.walk.header.kind === "handover";
  const key = await askKey(
    scene,
    "tally",
    {
      aside: lineAside(scene, position),
      body: (width) => [
        ...lineHead(scene, position, width),
        "",
        paint.bold(t("inspect.tally.fewer", { counted, short })),
        t(handover ? "inspect.tally.fewerAskHandover" : "inspect.tally.fewerAsk", { short }),
      ],
      commands: "",
      hints: [
        ["1", t("inspect.tally.missing")],
        ...(handover ? [] : ([["2", t("inspect.tally.stillOut")]] as const)),
        ["b", t("inspect.tally.again")],
      ],
    },
    handover ? ["1", "b"] : ["1", "2", "b"],
  );
  if (key === "b") return null;
  const counts = countsOf(scene, position);
  const changed = key === "1" ? { missing: counts.missing + short } : { stillOut: counts.stillOut + short };
  await book.record(
    { type: "counted", position, counts: { ...counts, ok: counts.ok - short, ...changed } },
    { type: "tallied", position, counted },
  );
  return NEXT;
}

async function takeNumber(scene: Scene, position: number, cameBack: number, counted: number): Promise<Move | string> {
  const { t, book } = scene;
  if (counted === cameBack) {
    await book.record({ type: "tallied", position, counted });
    return NEXT;
  }
  const short = cameBack - counted;
  if (short < 0) return t("inspect.tally.more", { counted, expected: cameBack });
  if (short > factsOf(book.walk, position).ok) return t("inspect.tally.tooFew", { counted });
  return (await explainFewer(scene, position, counted, short)) ?? "";
}

/** Asks how many were counted; blank is "not counted", and the record says so. */
export async function askTally(scene: Scene, position: number, cameBack: number): Promise<Move> {
  const { t, paint, book } = scene;
  let message = "";
  for (;;) {
    const heard = await askAided(scene, "tally", {
      aside: lineAside(scene, position),
      body: (width) => [
        ...lineHead(scene, position, width),
        "",
        paint.dim(t("inspect.line.recorded", { counts: lineText(t, factsOf(book.walk, position)) })),
        t("inspect.tally.ask"),
      ],
      commands: "b",
      begins: /\d/u,
      hints: [
        ["Enter", t("inspect.key.notCounted")],
        [String(cameBack), t("inspect.key.counted")],
        ["b", t("inspect.key.back")],
        ...aidHints(scene),
      ],
      ...(message === "" ? {} : { message }),
    });
    message = "";
    if (heard.kind === "key" && heard.key === "b") return BACK;
    if (heard.kind === "key" && heard.key === "enter") {
      await book.record({ type: "tallied", position, counted: null });
      return NEXT;
    }
    if (heard.kind === "key") continue;
    if (!/^\d{1,7}$/u.test(heard.text)) {
      message = t("inspect.tally.notNumber", { typed: heard.text });
      continue;
    }
    const outcome = await takeNumber(scene, position, cameBack, Number(heard.text));
    if (typeof outcome !== "string") return outcome;
    message = outcome;
  }
}

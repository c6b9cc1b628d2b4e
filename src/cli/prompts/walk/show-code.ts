/** The screen with the code: scanned, it opens the page on one phone. A page of its own, since a code needs most of a small window. */
import type { PhoneRole } from "../../../adapters/phone/phone-host.ts";
import { qrLines } from "../../output/qr-lines.ts";
import { clip, type Hint, spokenHints, wrap } from "./frame.ts";
import type { Scene } from "./scene.ts";
import type { Screen, Size, Spoken } from "./stage.ts";

/** What the screen is about. */
export interface ShownPhones {
  link(role: PhoneRole): string;
  count(): number;
  endAll(): void;
}

const hasColour = ({ paint }: Scene): boolean => paint.bold("x") !== "x";

function keysFor({ t }: Scene, role: PhoneRole, phones: number): readonly Hint[] {
  return [
    ["Enter", t("phone.key.back")],
    ["n", t("phone.key.another")],
    ["c", t(role === "clerk" ? "phone.key.customer" : "phone.key.clerk")],
    ...(phones > 0 ? ([["x", t("phone.key.endAll")]] as const) : []),
  ];
}

/** No code is drawn where a screen reader reads: the address does the same. */
function spokenCode(scene: Scene, url: string, role: PhoneRole, phones: number, message: string): Spoken {
  const { t } = scene;
  const question = [
    t(`phone.code.${role}.title`),
    t("phone.code.typed"),
    url,
    t("phone.code.once"),
    t("phone.code.count", { count: phones }),
    message,
    spokenHints(keysFor(scene, role, phones)),
  ];
  return { question, summary: [], typed: "" };
}

/** Code and address at the left, words at the right; where the window is too small for the code, the address alone. */
function layOutCode(scene: Scene, url: string, role: PhoneRole, phones: number, message: string, { columns, rows }: Size): Screen {
  const { t, paint } = scene;
  const code = qrLines(url, hasColour(scene));
  const wide = Math.max(...qrLines(url, false).map((line) => line.length));
  const hints = keysFor(scene, role, phones).map(([key, does]) => `${paint.bold(key)} ${paint.dim(does)}`);
  const below = [...(message === "" ? [] : [message]), hints.join("   ")];
  const fits = rows >= code.length + below.length + 2 && columns > wide;
  const room = fits ? columns - wide - 4 : columns - 3;
  const words = [
    paint.bold(t(`phone.code.${role}.title`)),
    "",
    ...wrap(t(`phone.code.${role}.how`), room),
    "",
    ...wrap(t("phone.code.once"), room),
    "",
    ...wrap(t("phone.code.count", { count: phones }), room),
    ...(fits ? [] : ["", ...wrap(t("phone.code.small"), room)]),
  ];
  const above = !fits || room < 24 ? (fits ? code : words) : code.map((line, index) => `${line}  ${words[index] ?? ""}`);
  return {
    above: [...above, ` ${clip(url, columns - 2)}`].slice(-(rows - below.length - 1)),
    line: ` ${paint.accent("›")} `,
    below,
    spoken: spokenCode(scene, url, role, phones, message),
  };
}

/** Until the clerk goes back to the walk, or a phone has opened the link. */
export async function showCode(scene: Scene, phones: ShownPhones, first: PhoneRole): Promise<void> {
  const { t, stage } = scene;
  let role = first;
  let url = phones.link(role);
  let message = "";
  let known = phones.count();
  for (;;) {
    stage.show((size) => layOutCode(scene, url, role, phones.count(), message, size));
    const key = await stage.key();
    if (phones.count() > known) {
      scene.news = [t("phone.connected", { count: phones.count() }), scene.news].filter((text) => text !== "").join(" ");
      return;
    }
    known = phones.count();
    message = "";
    if (key.name === "enter" || key.name === "escape") return;
    if (key.name !== "text") continue;
    if (key.text === "n" || key.text === "c") {
      if (key.text === "c") role = role === "clerk" ? "customer" : "clerk";
      url = phones.link(role);
    } else if (key.text === "x" && known > 0) {
      phones.endAll();
      known = 0;
      url = phones.link(role);
      message = t("phone.ended");
    } else message = t("inspect.walk.unknownKey");
  }
}

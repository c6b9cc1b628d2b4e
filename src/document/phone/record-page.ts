/** The page on which a customer reads the record, in a language of their choice, and signs it, types a name, or would rather not. */
import type { TextLine } from "../record/record-text.ts";
import { escapeHtml, fillPage, type PageFrame } from "./fill-page.ts";

/** `closed`: to be read alone; `given`: the desk has yet to confirm it. */
export interface RecordState {
  /** The hash of the text as it stands: another one is another text. */
  readonly version: string;
  readonly signing: "closed" | "open" | "given" | "confirmed";
}

export interface RecordParts {
  readonly lines: readonly TextLine[];
  readonly state: RecordState;
  /** Offered in the field of the name. */
  readonly name: string;
  /** Whether the phone takes photos as well. */
  readonly toPhotos: boolean;
}

const TAGS: Readonly<Record<TextLine["kind"], string>> = { title: "h2", heading: "h2", strong: "h3", plain: "p", item: "li" };

/** Each line of the text in an element of its own; items that follow each other are one list. */
function linesHtml(lines: readonly TextLine[]): string {
  const html = lines.map(({ kind, text }) => `<${TAGS[kind]}>${escapeHtml(text)}</${TAGS[kind]}>`).join("\n");
  return html.replace(/(?:<li>.*<\/li>\n?)+/gu, (items) => `<ul>${items.trimEnd()}</ul>\n`);
}

function signingForm({ messages: t, language }: PageFrame, { state, name }: RecordParts): string {
  const say = (key: string): string => escapeHtml(t(`phone.sign.${key}`));
  return `
<form method="post" action="/word?lang=${language}" id="signing"${state.signing === "open" ? "" : " hidden"}>
  <h2>${say("heading")}</h2>
  <p>${say("means")}</p>
  <input type="hidden" name="text" value="${state.version}">
  <input type="hidden" name="strokes" id="strokes" value="">
  <label for="name">${say("name")}</label>
  <input type="text" id="name" name="name" autocomplete="name" maxlength="200" value="${escapeHtml(name)}">
  <div id="drawing" hidden>
    <p id="how">${say("draw")}</p>
    <canvas id="sheet" width="1000" height="400" role="img" aria-labelledby="how"></canvas>
    <button type="button" class="quiet" id="clear">${say("clear")}</button>
  </div>
  <button type="submit" name="act" value="sign">${say("sign")}</button>
  <button type="submit" name="act" value="decline" class="quiet" formnovalidate>${say("decline")}</button>
</form>`;
}

/** @param script of `templates/phone/record.js`. */
export function recordPage(frame: PageFrame, parts: RecordParts, script: string, note: string | null): string {
  const { messages: t, language } = frame;
  const { lines, state, toPhotos } = parts;
  const content = `
<p class="soft" id="state">${escapeHtml(t(`phone.sign.state.${state.signing}`))}</p>
<article class="record" id="record" lang="${language}">
${linesHtml(lines)}
</article>
${signingForm(frame, parts)}
${toPhotos ? `<p><a href="/">${escapeHtml(t("phone.toPhotos"))}</a></p>` : ""}`;
  const states = Object.fromEntries(["closed", "open", "given", "confirmed"].map((key) => [key, t(`phone.sign.state.${key}`)]));
  const texts = { states, changed: t("phone.sign.changed"), lost: t("phone.sign.lost"), over: t("phone.closed.text") };
  return fillPage(frame, {
    title: t("phone.sign.title"),
    note,
    path: "/record",
    content,
    script,
    data: { texts: { texts, language }, now: state },
  });
}

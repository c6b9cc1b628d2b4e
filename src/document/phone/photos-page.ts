/** The page that a phone takes photos on: what the desk is at, two ways to photos, and what became of those that were sent. */
import type { Finding, LineFacts } from "../../inspection/inspection.ts";
import { type Describing, listFindings } from "../describe-source.ts";
import { escapeHtml, fillPage, type PageFrame } from "./fill-page.ts";

/** Something that a photo can be of. */
export interface SaidTarget {
  /** As the page sends it back. */
  readonly value: string;
  readonly text: string;
}

/** What the page shows now; sent anew whenever something has changed. */
export interface PhotosState {
  /** What the desk is at; empty for nothing. */
  readonly target: string;
  readonly line: string;
  readonly what: string;
  /** How many photos it has. */
  readonly count: string;
  readonly targets: readonly SaidTarget[];
}

/** `Taittotuoli: 3 kpl säröillä (vakava)`, or the line alone. */
export function sayTarget(context: Describing, line: LineFacts, finding: Finding | null): { readonly line: string; readonly what: string } {
  const { contract, messages: t, language } = context;
  const name = contract.lines.find(({ position }) => position === line.position)?.name ?? String(line.position);
  if (finding === null) return { line: name, what: t("phone.photos.wholeLine") };
  const count = line.groups.find(({ findings }) => findings.includes(finding))?.count ?? 1;
  return { line: name, what: t("facts.group", { count, what: listFindings([finding], count, { messages: t, language }) }) };
}

const SCRIPT_TEXTS = ["hand", "progress", "sending", "checking", "lost", "over", "waiting", "tooLarge"] as const;

function fileButton(id: string, text: string, attributes: string, quiet: boolean): string {
  return `<div class="file"><label class="button${quiet ? " quiet" : ""}" for="${id}">${escapeHtml(text)}</label><input type="file" id="${id}" name="photo" accept="image/*,.heic,.heif" ${attributes}></div>`;
}

/** @param script of `templates/phone/photos.js`. @param largest bytes of a photo that is taken. */
export function photosPage(frame: PageFrame, state: PhotosState, script: string, largest: number, note: string | null): string {
  const { messages: t, language } = frame;
  const options = state.targets.map(({ value, text }) => `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`);
  const most = Math.floor(largest / 1_000_000);
  const content = `
<section class="at" aria-live="polite">
  <p class="soft">${escapeHtml(t("phone.photos.at"))}</p>
  <p class="what" id="what">${escapeHtml(state.what)}</p>
  <p id="line">${escapeHtml(state.line)}</p>
  <p class="soft" id="count">${escapeHtml(state.count)}</p>
</section>
<form method="post" action="/photos?lang=${language}" enctype="multipart/form-data">
  <label for="of">${escapeHtml(t("phone.photos.of"))}</label>
  <select id="of" name="of"><option value="">${escapeHtml(t("phone.photos.hand"))}</option>${options.join("")}</select>
  ${fileButton("take", t("phone.photos.take"), 'capture="environment"', false)}
  ${fileButton("choose", t("phone.photos.choose"), "multiple", true)}
  <p class="soft">${escapeHtml(t("phone.photos.limit", { most }))}</p>
  <noscript><button type="submit">${escapeHtml(t("phone.photos.send"))}</button></noscript>
</form>
<p><a href="/record">${escapeHtml(t("phone.toRecord"))}</a></p>
<ul id="sent" class="sent" aria-label="${escapeHtml(t("phone.photos.sent"))}"></ul>`;
  // The script puts in what it alone knows.
  const open = { name: "{name}", share: "{share}", size: "{size}", most };
  const texts = Object.fromEntries(SCRIPT_TEXTS.map((key) => [key, t(`phone.photos.${key}`, open)]));
  return fillPage(frame, {
    title: t("phone.photos.title"),
    note,
    path: "/",
    content,
    script,
    data: { texts: { texts, largest, language }, state },
  });
}

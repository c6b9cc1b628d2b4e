/** A page of the phone from its template: `{{name}}` is text, `{{{name}}}` is made of such texts already. */
import type { Language } from "../../kernel/text.ts";
import type { Messages } from "../../language/messages.ts";

/** The files of `templates/phone/`. */
export interface PageLook {
  readonly html: string;
  readonly css: string;
}

export interface PageFrame {
  readonly look: PageLook;
  readonly messages: Messages;
  readonly language: Language;
  readonly firm: string;
  /** What a script or style must carry to be run. */
  readonly nonce: string;
}

export interface PageParts {
  readonly title: string;
  readonly note: string | null;
  /** Where another language is asked for; null: no choice. */
  readonly path: string | null;
  readonly content: string;
  /** What the page does; empty for nothing. */
  readonly script: string;
  /** What the script is told, by the id it looks for. */
  readonly data: Readonly<Record<string, unknown>>;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (character) => ENTITIES[character] as string);

/** @throws RangeError for a name that the values lack. */
export function fillTemplate(template: string, texts: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/gu, (_, made: string | undefined, plainName: string | undefined) => {
    const text = texts[made ?? (plainName as string)];
    if (text === undefined) throw new RangeError(`no value for ${made ?? plainName}`);
    return made === undefined ? escapeHtml(text) : text;
  });
}

/** Each language in its own words. */
const NAMES: Readonly<Record<Language, string>> = { fi: "Suomi", sv: "Svenska", en: "English" };

function languageLinks({ messages: t, language }: PageFrame, path: string | null): string {
  if (path === null) return "";
  const links = Object.entries(NAMES).map(
    ([code, name]) =>
      `<li><a href="${path}?lang=${code}" lang="${code}" hreflang="${code}"${code === language ? ' aria-current="true"' : ""}>${name}</a></li>`,
  );
  return `<nav aria-label="${escapeHtml(t("phone.languages"))}"><ul>${links.join("")}</ul></nav>`;
}

/** JSON in a page: nothing in it can end the element that it stands in. */
const data = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;

export function fillPage(frame: PageFrame, parts: PageParts): string {
  const { look, language, firm, nonce } = frame;
  const told = Object.entries(parts.data).map(([id, value]) => data(id, value));
  const script = parts.script === "" ? "" : `${told.join("\n")}\n<script nonce="${nonce}">${parts.script}</script>`;
  return fillTemplate(look.html, {
    lang: language,
    title: parts.title,
    firm,
    style: `<style nonce="${nonce}">${look.css}</style>`,
    languages: languageLinks(frame, parts.path),
    note: parts.note ?? "",
    content: parts.content,
    script,
  });
}

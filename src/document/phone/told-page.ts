/** A page that only says something: that a link was used, that its time is over, or that nothing is here. */
import { escapeHtml, fillPage, type PageFrame } from "./fill-page.ts";

export function toldPage(frame: PageFrame, what: "used" | "expired" | "closed"): string {
  const { messages: t } = frame;
  const content = `<p>${escapeHtml(t(`phone.${what}.text`))}</p>`;
  return fillPage(frame, { title: t(`phone.${what}.title`), note: null, path: null, content, script: "", data: {} });
}

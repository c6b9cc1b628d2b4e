/** How the phone page's server answers: what every answer carries, and nothing that a browser would keep or pass on. */
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";

export const newNonce = (): string => randomBytes(16).toString("base64");

/** Only the page's own script and style run; it speaks to nobody but this server, and no other page can frame it. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src blob: data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** `same-origin` and not `no-referrer`: with that, browsers hide the origin of a form, which is checked. Others are told nothing either way. */
const EVERY = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
} as const;

const send = (response: ServerResponse, status: number, type: string, body: string, more: Readonly<Record<string, string>>): void => {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...EVERY, ...more, "Content-Type": `${type}; charset=utf-8`, "Content-Length": String(bytes.length) });
  response.end(bytes);
};

export const sendPage = (response: ServerResponse, status: number, html: string, nonce: string): void =>
  send(response, status, "text/html", html, { "Content-Security-Policy": policy(nonce) });

export const sendJson = (response: ServerResponse, status: number, value: unknown, more: Readonly<Record<string, string>> = {}): void =>
  send(response, status, "application/json", JSON.stringify(value), { ...more, "Content-Security-Policy": "default-src 'none'" });

export function redirect(response: ServerResponse, path: string, cookie: string | null): void {
  response.writeHead(303, { ...EVERY, Location: path, ...(cookie === null ? {} : { "Set-Cookie": cookie }), "Content-Length": "0" });
  response.end();
}

/** News as they come (server-sent events). @returns sends one. */
export function openStream(response: ServerResponse): (value: unknown) => void {
  response.writeHead(200, {
    ...EVERY,
    "Content-Type": "text/event-stream; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'",
  });
  response.flushHeaders();
  return (value) => void response.write(`data: ${JSON.stringify(value)}\n\n`);
}

/**
 * The phone page's server: bound to one address of this machine, open as long as the walk, and deaf to everybody but the phones that
 * opened one of its links. Plain http: a desk's machine has no name that a certificate could be for.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { UserError } from "../../kernel/errors.ts";
import { LANGUAGES, type Language } from "../../kernel/text.ts";
import { Links, type Phone } from "./links.ts";
import type { Asked, PageName, PhoneHost, PhoneRole, Refusal } from "./phone-host.ts";
import { LARGEST_PHOTO, Receiving } from "./read-body.ts";
import { readFields, readPhotoForm } from "./read-form.ts";
import { newNonce, openStream, redirect, sendJson, sendPage } from "./replies.ts";

/** What is not known is answered so late: nobody tries many. In milliseconds. */
const SLOW_MILLISECONDS = 1_000;
/** Browsers and what stands between drop a connection on which nothing is said for a minute. */
const HEARTBEAT_MILLISECONDS = 15_000;
/** Eight phones with their news and a few uploads each. */
const MOST_CONNECTIONS = 64;
/** Several photos of a form without a script, together; drawn strokes and a name. In bytes. */
const LARGEST_FORM = LARGEST_PHOTO;
const LARGEST_WORD = 300_000;
/** A large photo over a poor network. In milliseconds. */
const LONGEST_REQUEST = 20 * 60_000;

export interface PhoneServer {
  /** A link for one phone: `http://192.168.1.20:40123/…`. */
  link(role: PhoneRole): string;
  /** How many phones have opened one and are still there. */
  phones(): number;
  /** Sends every page what it shows now. */
  announce(): void;
  endAll(): void;
  close(): Promise<void>;
}

export interface PhoneServerSetting {
  /** The one address it listens on. */
  readonly address: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
  readonly slowMilliseconds?: number;
}

interface Watcher {
  readonly phone: Phone;
  tell(): void;
  end(): void;
}

interface Request {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Null: a stranger. */
  readonly phone: Phone | null;
}

const STATUS: Readonly<Record<Refusal, number>> = { length: 411, size: 413, busy: 503, half: 400, shape: 400 };

const languageOf = (text: string | null): Language | null => LANGUAGES.find((language) => language === text) ?? null;

class Serving {
  readonly server: Server;
  private readonly links: Links;
  private readonly receiving = new Receiving();
  private readonly watchers = new Set<Watcher>();
  private readonly sockets = new Set<Socket>();
  private readonly heartbeat: NodeJS.Timeout;
  private origin = "";
  private count = 0;

  constructor(
    private readonly host: PhoneHost,
    private readonly slow: number,
    now: () => number,
  ) {
    this.links = new Links(now);
    this.server = createServer({ requestTimeout: LONGEST_REQUEST, headersTimeout: 10_000 }, (request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
    this.server.maxConnections = MOST_CONNECTIONS;
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    this.heartbeat = setInterval(() => this.announce(), HEARTBEAT_MILLISECONDS);
    this.heartbeat.unref();
  }

  listen(address: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", (error: NodeJS.ErrnoException) =>
        reject(new UserError("phone-address-not-here", { address, detail: error.code ?? error.message })),
      );
      this.server.listen(0, address, () => {
        const { port } = this.server.address() as AddressInfo;
        this.origin = `http://${address}:${port}`;
        resolve();
      });
    });
  }

  link(role: PhoneRole): string {
    return `${this.origin}/${this.links.issue(role)}`;
  }

  phones(): number {
    return this.links.count();
  }

  announce(): void {
    for (const watcher of this.watchers) watcher.tell();
    this.countAgain();
  }

  endAll(): void {
    this.links.endAll();
    for (const watcher of this.watchers) watcher.end();
    this.countAgain();
  }

  close(): Promise<void> {
    clearInterval(this.heartbeat);
    this.endAll();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }

  private countAgain(): void {
    const { count } = this;
    this.count = this.links.count();
    if (count !== this.count) this.host.phonesChanged(this.count);
  }

  private get cookieName(): string {
    // Browsers keep cookies by address alone: two desks on one machine must not take each other's.
    return `phone-${new URL(this.origin).port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page elsewhere that gives this address another name must get nowhere.
    if (request.headers.host !== new URL(this.origin).host) return this.stranger(request, response);
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", this.origin);
    const phone = this.phoneOf(request);
    const asking: Request = { request, response, path, query, phone };
    if (request.method === "GET") return this.get(asking);
    if (request.method === "POST" && phone !== null && request.headers.origin === this.origin) return this.post(asking, phone);
    return this.stranger(request, response);
  }

  private phoneOf(request: IncomingMessage): Phone | null {
    const cookies = (request.headers.cookie ?? "").split(/;\s*/u).map((one) => one.split("="));
    const value = cookies.find(([name]) => name === this.cookieName)?.[1];
    return value === undefined ? null : this.links.phone(value);
  }

  private asked({ query, request, phone }: Request, note: string | null = null): Asked {
    return {
      role: phone?.role ?? "customer",
      language: languageOf(query.get("lang")),
      accepts: request.headers["accept-language"] ?? "",
      nonce: newNonce(),
      note,
    };
  }

  private async page(asking: Request, name: PageName, status = 200, note: string | null = null): Promise<void> {
    const asked = this.asked(asking, note);
    sendPage(asking.response, status, await this.host.page(name, asked), asked.nonce);
  }

  /** One answer to all that is not known, late. */
  private async stranger(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    await pause(this.slow);
    await this.page({ request, response, path: "", query: new URLSearchParams(), phone: null }, "closed", 404);
  }

  private async get(asking: Request): Promise<void> {
    const { path, phone, request, response } = asking;
    if (/^\/[\w-]{22}$/u.test(path)) return this.open(asking);
    if (phone === null) return this.stranger(request, response);
    if (path === "/" && phone.role === "customer") return redirect(response, "/record", null);
    if (path === "/") return this.page(asking, "photos");
    if (path === "/record") return this.page(asking, "record");
    if (path === "/news") return this.watch(asking, phone);
    return this.stranger(request, response);
  }

  private async open(asking: Request): Promise<void> {
    const { path, phone, request, response } = asking;
    // The phone that opened the link already went back to it.
    if (phone !== null) return redirect(response, "/", null);
    const opened = this.links.open(path.slice(1));
    if (opened.state === "unknown") return this.stranger(request, response);
    if (opened.state !== "opened") return this.page(asking, opened.state, 410);
    redirect(response, "/", `${this.cookieName}=${opened.cookie}; Path=/; HttpOnly; SameSite=Strict`);
    this.countAgain();
  }

  private watch(asking: Request, phone: Phone): void {
    const { response } = asking;
    const asked = this.asked(asking);
    const send = openStream(response);
    const page = asking.query.get("page") === "record" ? "record" : "photos";
    const watcher: Watcher = { phone, tell: () => send(this.host.state(page, asked)), end: () => response.end() };
    phone.connections += 1;
    this.watchers.add(watcher);
    watcher.tell();
    response.on("close", () => {
      phone.connections -= 1;
      this.watchers.delete(watcher);
    });
  }

  private async post(asking: Request, phone: Phone): Promise<void> {
    const { path, request, response } = asking;
    if (path === "/photos" && phone.role === "clerk") return this.takePhotos(asking);
    if (path === "/word") return this.takeWord(asking);
    return this.stranger(request, response);
  }

  private refuse(asking: Request, code: Refusal): void {
    // Read to its end and thrown away: a browser that is still sending would not read the answer.
    asking.request.resume();
    const text = this.host.refusal(code, this.asked(asking));
    sendJson(asking.response, STATUS[code], { kept: false, text }, code === "busy" ? { "Retry-After": "2" } : {});
  }

  private async takePhotos(asking: Request): Promise<void> {
    const { request, response, query } = asking;
    const type = request.headers["content-type"] ?? "";
    const form = type.startsWith("multipart/form-data");
    const read = await this.receiving.read(request, form ? LARGEST_FORM : LARGEST_PHOTO);
    if ("refused" in read) return this.refuse(asking, read.refused);
    try {
      if (form) return await this.takeForm(asking, read.bytes, type);
      const name = query.get("name") ?? "";
      const answered = await this.host.photo({ name, bytes: read.bytes, of: query.get("of") }, this.asked(asking));
      sendJson(response, answered.kept ? 201 : 422, answered);
    } finally {
      read.release();
    }
  }

  private async takeForm(asking: Request, bytes: Uint8Array, type: string): Promise<void> {
    const photos = await readPhotoForm(bytes, type);
    if (photos === null) return this.refuse(asking, "shape");
    const texts: string[] = [];
    for (const photo of photos) texts.push((await this.host.photo(photo, this.asked(asking))).text);
    await this.page(asking, "photos", 200, texts.join("\n") || null);
  }

  private async takeWord(asking: Request): Promise<void> {
    const read = await this.receiving.read(asking.request, LARGEST_WORD);
    if ("refused" in read) return this.refuse(asking, read.refused);
    try {
      const answered = await this.host.word(readFields(read.bytes), this.asked(asking));
      if (asking.query.get("from") === "script") sendJson(asking.response, answered.kept ? 201 : 409, answered);
      else await this.page(asking, "record", 200, answered.text);
    } finally {
      read.release();
    }
  }
}

/** @throws UserError `phone-address-not-here` when the machine does not have the address. */
export async function openPhoneServer(host: PhoneHost, setting: PhoneServerSetting): Promise<PhoneServer> {
  const serving = new Serving(host, setting.slowMilliseconds ?? SLOW_MILLISECONDS, setting.now ?? (() => performance.now()));
  await serving.listen(setting.address);
  return serving;
}

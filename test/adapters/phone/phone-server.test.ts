/** The phone page's server as strangers and broken phones meet it, over real sockets. */
import { type IncomingHttpHeaders, request as open } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { IDLE_MILLISECONDS, LINK_MILLISECONDS } from "../../../src/adapters/phone/links.ts";
import { isPrivate, privateAddresses } from "../../../src/adapters/phone/network-address.ts";
import type { PhoneHost, SentPhoto } from "../../../src/adapters/phone/phone-host.ts";
import { openPhoneServer, type PhoneServer } from "../../../src/adapters/phone/phone-server.ts";
import { LARGEST_PHOTO } from "../../../src/adapters/phone/read-body.ts";

interface Opened {
  readonly server: PhoneServer;
  readonly photos: SentPhoto[];
  readonly words: ReadonlyMap<string, string>[];
  readonly counts: number[];
  /** Lets the clock go on, in milliseconds. */
  later(milliseconds: number): void;
}

/** A host that notes what it is given. */
async function opened(slowMilliseconds = 0): Promise<Opened> {
  const photos: SentPhoto[] = [];
  const words: ReadonlyMap<string, string>[] = [];
  const counts: number[] = [];
  let now = 0;
  const host: PhoneHost = {
    page: async (name, { note, nonce }) => `${name} ${note ?? ""}<script nonce="${nonce}"></script>`,
    photo: async (photo) => {
      photos.push(photo);
      return { kept: photo.bytes.length > 0, text: `got ${photo.bytes.length}` };
    },
    word: async (fields) => {
      words.push(fields);
      return { kept: true, text: "noted" };
    },
    state: () => ({ photos: photos.length }),
    refusal: (code) => code,
    phonesChanged: (count) => void counts.push(count),
  };
  const server = await openPhoneServer(host, { address: "127.0.0.1", now: () => now, slowMilliseconds });
  onTestFinished(() => server.close());
  return {
    server,
    photos,
    words,
    counts,
    later: (milliseconds) => {
      now += milliseconds;
    },
  };
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

function ask(url: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const asking = open(url, { method, headers: { ...length, ...headers } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk) => chunks.push(chunk));
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks).toString() }));
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

/** The cookie of a phone that opens a link, and the server's address. */
async function letIn(link: string): Promise<{ readonly cookie: string; readonly origin: string }> {
  const reply = await ask(link);
  expect([reply.status, reply.headers.location]).toEqual([303, "/"]);
  return { cookie: (reply.headers["set-cookie"]?.[0] ?? "").split(";")[0] as string, origin: new URL(link).origin };
}

test("a link lets in one phone, whose cookie no script and no other site can use", async () => {
  const { server, counts } = await opened();
  const link = server.link("clerk");
  expect(new URL(link).pathname).toMatch(/^\/[\w-]{22}$/u);
  const reply = await ask(link);
  expect(reply.headers["set-cookie"]?.[0]).toMatch(/^phone-\d+=[\w-]{22}; Path=\/; HttpOnly; SameSite=Strict$/u);
  expect(counts).toEqual([1]);
  const { cookie, origin } = await letIn(server.link("clerk"));
  const page = await ask(`${origin}/`, { headers: { cookie } });
  expect([page.status, page.body.startsWith("photos")]).toEqual([200, true]);
  const nonce = /nonce="([^"]+)"/u.exec(page.body)?.[1];
  expect(page.headers["content-security-policy"]).toBe(
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src blob: data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  const { "cache-control": cache, "x-content-type-options": sniff, "referrer-policy": referrer } = page.headers;
  expect([cache, sniff, referrer]).toEqual(["no-store", "nosniff", "same-origin"]);
  expect((await ask(`${origin}/`, { headers: { cookie } })).headers["content-security-policy"]).not.toContain(nonce);
});

test("a link is used up by the first phone, late after its minutes, and withdrawn by a new one; a look at its head uses nothing up", async () => {
  const { server, later } = await opened();
  const first = server.link("clerk");
  expect((await ask(first, { method: "HEAD" })).status).toBe(404);
  const { cookie } = await letIn(first);
  expect(await ask(first)).toMatchObject({ status: 410, body: expect.stringMatching(/^used/u) });
  expect(await ask(first, { headers: { cookie } })).toMatchObject({ status: 303, headers: { location: "/" } });
  const withdrawn = server.link("clerk");
  const late = server.link("clerk");
  expect(await ask(withdrawn)).toMatchObject({ status: 410, body: expect.stringMatching(/^expired/u) });
  later(LINK_MILLISECONDS + 1);
  expect(await ask(late)).toMatchObject({ status: 410, body: expect.stringMatching(/^expired/u) });
});

test("strangers get one and the same answer, whatever they ask for: a guess, a page, another host's name, a form from elsewhere", async () => {
  const { server, photos } = await opened();
  const { cookie, origin } = await letIn(server.link("clerk"));
  const guess = await ask(`${origin}/${"A".repeat(22)}`);
  const own = { cookie, origin };
  const answers = await Promise.all([
    ask(`${origin}/`),
    ask(`${origin}/`, { headers: { cookie: `${cookie}x` } }),
    ask(`${origin}/photos`, { headers: { cookie } }),
    ask(`${origin}/`, { headers: { cookie, host: "photos.example" } }),
    ask(`${origin}/photos`, { method: "POST", headers: { origin }, body: "a" }),
    ask(`${origin}/photos`, { method: "POST", headers: { cookie }, body: "a" }),
    ask(`${origin}/photos`, { method: "POST", headers: { cookie, origin: "http://elsewhere.example" }, body: "a" }),
    ask(`${origin}/elsewhere`, { method: "POST", headers: own, body: "a" }),
    ask(`${origin}/`, { method: "PUT", headers: own, body: "a" }),
  ]);
  const plain = ({ status, headers, body }: Reply) => [status, headers["content-type"], body.replace(/nonce="[^"]+"/u, "")];
  for (const answer of answers) expect(plain(answer)).toEqual(plain(guess));
  expect([guess.status, photos]).toEqual([404, []]);
});

test("a stranger waits for the answer", async () => {
  const { server } = await opened(200);
  const { origin } = new URL(server.link("clerk"));
  let answered = false;
  const asking = ask(`${origin}/`).then((reply) => {
    answered = true;
    return reply.status;
  });
  await ask(server.link("clerk"));
  expect(answered).toBe(false);
  expect(await asking).toBe(404);
});

test("photos: whole bodies with a length that fits; more than is taken is refused without a word lost", async () => {
  const { server, photos } = await opened();
  const { cookie, origin } = await letIn(server.link("clerk"));
  const headers = { cookie, origin };
  const send = (path: string, sent: Sent): Promise<Reply> =>
    ask(`${origin}${path}`, { method: "POST", ...sent, headers: { ...headers, ...sent.headers } });
  expect(await send("/photos?name=a%20b.jpg&of=2", { body: "bytes" })).toMatchObject({ status: 201, body: '{"kept":true,"text":"got 5"}' });
  expect(await send("/photos", { body: "" })).toMatchObject({ status: 422 });
  expect(await send("/photos", { headers: { "transfer-encoding": "chunked" } })).toMatchObject({ status: 411 });
  const large = Buffer.alloc(LARGEST_PHOTO + 1);
  expect(await send("/photos", { body: large })).toMatchObject({ status: 413, body: '{"kept":false,"text":"size"}' });
  expect(photos.map(({ name, of, bytes }) => [name, of, Buffer.from(bytes).toString()])).toEqual([
    ["a b.jpg", "2", "bytes"],
    ["", null, ""],
  ]);
});

test("a form without a script: its photos one by one, and what became of them on the page", async () => {
  const { server, photos } = await opened();
  const { cookie, origin } = await letIn(server.link("clerk"));
  const boundary = "xYz";
  const part = (name: string, content: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: image/jpeg\r\n\r\n${content}\r\n`;
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="of"\r\n\r\n2\r\n${part('photo"; filename="a.jpg', "one")}${part('photo"; filename="b.jpg', "two2")}${part('photo"; filename="', "")}--${boundary}--\r\n`;
  const headers = { cookie, origin, "content-type": `multipart/form-data; boundary=${boundary}` };
  const reply = await ask(`${origin}/photos`, { method: "POST", headers, body });
  expect([reply.status, reply.body.split("<")[0]]).toEqual([200, "photos got 3\ngot 4"]);
  expect(photos.map(({ name, of }) => [name, of])).toEqual([
    ["a.jpg", "2"],
    ["b.jpg", "2"],
  ]);
  expect(await ask(`${origin}/photos`, { method: "POST", headers, body: "no form" })).toMatchObject({ status: 400 });
});

test("a body that breaks off reaches nobody, and leaves room for the next", async () => {
  const { server, photos } = await opened();
  const { cookie, origin } = await letIn(server.link("clerk"));
  const { port, host } = new URL(origin);
  for (let times = 0; times < 12; times += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        const head = `POST /photos HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Length: 50000000\r\n\r\nhalf`;
        socket.write(head, () => setTimeout(() => socket.destroy(), 5));
      });
      socket.on("close", () => resolve());
      socket.on("error", () => resolve());
    });
  }
  const reply = await ask(`${origin}/photos?name=whole`, { method: "POST", headers: { cookie, origin }, body: "whole" });
  expect(reply.status).toBe(201);
  expect(photos.map(({ name }) => name)).toEqual(["whole"]);
});

test("more photos at a time than memory is kept for wait for their turn", async () => {
  const { server } = await opened();
  const { cookie, origin } = await letIn(server.link("clerk"));
  const { port, host } = new URL(origin);
  /** Resolves once the server has taken the request up. */
  const begin = (): Promise<{ end(): void }> =>
    new Promise((resolve, reject) => {
      const head = `POST /photos HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nExpect: 100-continue\r\nContent-Length: 55000000\r\n\r\n`;
      const socket = connect(Number(port), "127.0.0.1", () => socket.write(head));
      socket.once("data", () => resolve({ end: () => socket.destroy() }));
      socket.on("error", reject);
    });
  const held = [await begin(), await begin()];
  const sent = { method: "POST", headers: { cookie, origin }, body: Buffer.alloc(30_000_000) };
  let reply = await ask(`${origin}/photos`, sent);
  expect([reply.status, reply.headers["retry-after"], reply.body]).toEqual([503, "2", '{"kept":false,"text":"busy"}']);
  for (const one of held) one.end();
  for (let tries = 0; reply.status === 503 && tries < 200; tries += 1) reply = await ask(`${origin}/photos`, sent);
  expect(reply.status).toBe(201);
});

test("a customer's phone reads and signs, and sends no photos", async () => {
  const { server, photos, words } = await opened();
  const { cookie, origin } = await letIn(server.link("customer"));
  const headers = { cookie, origin };
  expect(await ask(`${origin}/`, { headers })).toMatchObject({ status: 303, headers: { location: "/record" } });
  expect(await ask(`${origin}/record`, { headers })).toMatchObject({ status: 200, body: expect.stringMatching(/^record/u) });
  expect((await ask(`${origin}/photos`, { method: "POST", headers, body: "a" })).status).toBe(404);
  expect(await ask(`${origin}/word?from=script`, { method: "POST", headers, body: "name=Aino+M%C3%A4kel%C3%A4" })).toMatchObject({
    status: 201,
    body: '{"kept":true,"text":"noted"}',
  });
  expect(await ask(`${origin}/word`, { method: "POST", headers, body: "declined=yes" })).toMatchObject({
    status: 200,
    body: expect.stringMatching(/^record noted/u),
  });
  expect([photos, words.map((fields) => [...fields])]).toEqual([[], [[["name", "Aino Mäkelä"]], [["declined", "yes"]]]]);
});

/** What comes on a phone's line of news, piece by piece. */
function listen(origin: string, cookie: string): Promise<{ next(): Promise<string | null> }> {
  return new Promise((resolve, reject) => {
    const pieces: (string | null)[] = [];
    const waiting: ((piece: string | null) => void)[] = [];
    const give = (piece: string | null): void => {
      const reader = waiting.shift();
      if (reader) reader(piece);
      else pieces.push(piece);
    };
    const asking = open(`${origin}/news`, { headers: { cookie } }, (reply) => {
      reply.on("data", (chunk: Buffer) => give(chunk.toString()));
      reply.on("end", () => give(null));
      reply.on("error", () => give(null));
      resolve({
        next: () => {
          const piece = pieces.shift();
          return piece === undefined ? new Promise((read) => void waiting.push(read)) : Promise.resolve(piece);
        },
      });
    });
    asking.on("error", reject);
    asking.end();
  });
}

test("news come at once; an open page keeps its phone in, a closed one is forgotten; one key ends all", async () => {
  const { server, later, counts } = await opened();
  const { cookie, origin } = await letIn(server.link("clerk"));
  const news = await listen(origin, cookie);
  expect(await news.next()).toBe('data: {"photos":0}\n\n');
  const other = await letIn(server.link("clerk"));
  expect(server.phones()).toBe(2);
  later(IDLE_MILLISECONDS + 1);
  expect(server.phones()).toBe(1);
  expect((await ask(`${origin}/`, { headers: { cookie: other.cookie } })).status).toBe(404);
  await ask(`${origin}/photos`, { method: "POST", headers: { cookie, origin }, body: "a" });
  server.announce();
  expect(await news.next()).toBe('data: {"photos":1}\n\n');
  const unopened = server.link("clerk");
  server.endAll();
  expect(await news.next()).toBeNull();
  expect((await ask(`${origin}/`, { headers: { cookie } })).status).toBe(404);
  expect((await ask(unopened)).status).toBe(410);
  expect(counts).toEqual([1, 2, 1, 0]);
});

test("it listens on one address alone, and only one that the machine has", async () => {
  const { server } = await opened();
  const { port } = new URL(server.link("clerk"));
  const elsewhere = await ask(`http://127.0.0.2:${port}/`).catch((error: NodeJS.ErrnoException) => error.code);
  expect(elsewhere).toBe("ECONNREFUSED");
  await expect(openPhoneServer({} as PhoneHost, { address: "192.0.2.1" })).rejects.toMatchObject({ code: "phone-address-not-here" });
});

test("addresses of private networks, without the machine's own to itself", () => {
  const card = (address: string, internal = false, family = "IPv4") => ({ address, internal, family }) as never;
  const cards = {
    lo: [card("127.0.0.1", true)],
    wlan: [card("192.168.1.20"), card("fe80::1", false, "IPv6")],
    vpn: [card("100.64.0.1"), card("10.1.2.3"), card("172.16.0.9"), card("172.32.0.9"), card("169.254.1.1")],
    none: undefined,
  };
  expect(privateAddresses(cards)).toEqual(["192.168.1.20", "10.1.2.3", "172.16.0.9"]);
  expect([isPrivate("8.8.8.8"), isPrivate("192.168.0.1")]).toEqual([false, true]);
});

/** A real SMTP server on loopback, with the bad days that servers have. */
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";
import type { MailSettings } from "../../src/app/ports/deliveries.ts";

export const MAIL_USER = "desk@juhlakalusto.example";
export const MAIL_PASSWORD = "syysmyrsky-7";

/** The certificate of `localhost` that the server shows, for `NODE_EXTRA_CA_CERTS`. */
export const CERTIFICATE = new URL("./localhost.crt", import.meta.url);

export interface BadDay {
  /** Asks the first tries to come back later, as greylisting does. */
  readonly greylisted?: number;
  /** Accepts no recipient. */
  readonly unknownRecipient?: boolean;
  /** The line is cut while the letter is on its way. */
  readonly cutDuringLetter?: boolean;
  /** The letter is taken, and the line is cut before the server says so. */
  readonly cutAfterLetter?: boolean;
  readonly security?: MailSettings["security"];
}

export interface MailServer {
  readonly settings: MailSettings;
  /** What arrived, in its order; also what arrived without an answer. */
  readonly mails: readonly ParsedMail[];
  /** Recipients that were asked for. */
  readonly asked: readonly string[];
}

const reply = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

const settingsFor = (port: number, security: MailSettings["security"]): MailSettings => ({
  host: "localhost",
  port,
  security,
  user: MAIL_USER,
  from: MAIL_USER,
  timeoutSeconds: 2,
  retryAfterSeconds: [],
});

export async function mailServer({ security = "none", ...day }: BadDay = {}): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const asked: string[] = [];
  const server = new SMTPServer({
    secure: security === "tls",
    key: await readFile(new URL("./localhost.key", import.meta.url)),
    cert: await readFile(CERTIFICATE),
    authMethods: ["PLAIN", "LOGIN"],
    allowInsecureAuth: security === "none",
    disabledCommands: security === "starttls" ? [] : ["STARTTLS"],
    onAuth({ username, password }, _session, done) {
      if (username === MAIL_USER && password === MAIL_PASSWORD) done(null, { user: username });
      else done(reply(535, "5.7.8 Authentication credentials invalid"));
    },
    onRcptTo({ address }, _session, done) {
      asked.push(address);
      if (day.unknownRecipient) done(reply(550, "5.1.1 No such user here"));
      else if (asked.length <= (day.greylisted ?? 0)) done(reply(451, "4.7.1 Greylisted, come back in five minutes"));
      else done();
    },
    onData(stream, session, done) {
      if (day.cutDuringLetter) {
        stream.once("data", () => cut(session.id));
        return;
      }
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        if (day.cutAfterLetter) cut(session.id);
        else done();
      }, done);
    },
  });
  const cut = (id: string): void => {
    for (const connection of server.connections as unknown as Iterable<{ id: string; _socket: { destroy(): void } }>) {
      if (connection.id === id) connection._socket.destroy();
    }
  };
  // What a client tears down is the client's affair.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { settings: settingsFor((server.server.address() as AddressInfo).port, security), mails, asked };
}

async function listening(server: Server): Promise<MailSettings> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return settingsFor((server.address() as AddressInfo).port, "none");
}

/** A port at which nobody listens. */
export async function closedPort(): Promise<MailSettings> {
  const server = createServer();
  const settings = await listening(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return settings;
}

/** A server that takes the connection and never says a word. */
export async function silentServer(): Promise<MailSettings> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { ...(await listening(server)), timeoutSeconds: 1 };
}

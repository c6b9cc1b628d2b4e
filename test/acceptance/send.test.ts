/** Letters leave by a real SMTP server and a real `lp` command: on good days, on bad ones, and never twice without being told. */
import { execFile } from "node:child_process";
import { mkdir, open, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { issueBilling } from "../../src/app/issue-billing.ts";
import type { MailSettings } from "../../src/app/ports/deliveries.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import { instant } from "../../src/kernel/dates.ts";
import { writeMailPassword } from "../../src/storage/mail-password.ts";
import { writeSettings } from "../../src/storage/settings-file.ts";
import { buildContract, buildCustomer } from "../support/build-contract.ts";
import {
  type BadDay,
  CERTIFICATE,
  closedPort,
  MAIL_PASSWORD,
  MAIL_USER,
  type MailServer,
  mailServer,
  silentServer,
} from "../support/mail-server.ts";
import { printerIn } from "../support/printer.ts";
import { assetsOf, type Books, returnedDesk } from "../support/returned-desk.ts";
import { type Ran, runProgram } from "../support/run-program.ts";
import { MIRAS_PIN, temporaryDesk } from "../support/temporary-desk.ts";

const AT = "2026-05-21T08:00:00Z";

interface Office {
  readonly home: string;
  readonly root: string;
  /** `invoice send L-2026-0001`, a space between the words. */
  run(typed: string, env?: Readonly<Record<string, string>>): Promise<Ran>;
}

/** A desk with one issued bill, L-2026-0001 and K-2026-0001, and a mail server that it knows. */
async function office(mail: MailSettings | null, password: string | null = MAIL_PASSWORD, books: Books = {}): Promise<Office> {
  const { desk, contract } = await returnedDesk(books);
  await issueBilling(desk, await previewBilling(desk, contract.number, "all"), "all", assetsOf(desk));
  await writeSettings(desk.home, { ...desk.settings, mail });
  if (password !== null) await writeMailPassword(desk.home, password);
  const run: Office["run"] = (typed, env = {}) => {
    const [program, ...words] = typed.split(" ");
    return runProgram(program as "invoice", words, { home: desk.home, at: AT, env: { RETURNDESK_STAFF: "mira", ...env } });
  };
  return { home: desk.home, root: join(desk.home, ".."), run };
}

async function officeWith(day: BadDay = {}, retryAfterSeconds: readonly number[] = []): Promise<Office & { readonly server: MailServer }> {
  const server = await mailServer(day);
  return { ...(await office({ ...server.settings, retryAfterSeconds })), server };
}

test("a letter leaves once, with its PDF as it is stored, and the record says when and to whom", async () => {
  const { run, server } = await officeWith();
  const sent = await run("invoice send L-2026-0001");
  expect([sent.exitCode, sent.stdout, sent.stderr]).toEqual([0, "L-2026-0001 K-2026-0001 was sent to aino.makela@example.fi.\n", ""]);
  const [mail] = server.mails;
  expect(server.mails).toHaveLength(1);
  expect(mail?.from?.value).toEqual([{ name: "Tampereen Juhlakalusto Oy", address: MAIL_USER }]);
  expect(mail?.replyTo?.value).toEqual([{ name: "Tampereen Juhlakalusto Oy", address: "tiski@juhlakalusto.example" }]);
  expect([mail?.to].flat()[0]?.value).toEqual([{ name: "Aino Mäkelä", address: "aino.makela@example.fi" }]);
  expect(mail?.subject).toMatch(/^Palautuksen yhteenveto, sopimus /u);
  expect(mail?.text).toMatch(/^Hei,\n\nkiitos palautuksesta 18\.5\.2026\./u);
  expect(mail?.text).toContain("Mira Salo, +358 40 765 4321, tiski@juhlakalusto.example");
  const shown = (await run("invoice show L-2026-0001 --json")).json<{ pdf: { path: string; name: string }; deliveries: unknown[] }>();
  expect(mail?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([[shown.pdf.name, "application/pdf"]]);
  expect(mail?.attachments[0]?.content.equals(await readFile(shown.pdf.path))).toBe(true);
  expect(shown.deliveries).toMatchObject([{ channel: "mail", recipient: "aino.makela@example.fi", by: "mira", end: { result: "sent" } }]);
  expect((await run("invoice show L-2026-0001")).stdout).toMatch(/^Sent 21\sMay\s2026 at\s11:00 to aino\.makela@example\.fi by mira$/mu);
});

test("it is not sent twice without being told; told, it is another mail", async () => {
  const { run, server } = await officeWith();
  await run("invoice send L-2026-0001");
  const second = await run("invoice send K-2026-0001");
  expect([second.exitCode, second.stderr]).toEqual([
    1,
    "error: L-2026-0001 K-2026-0001 was sent to aino.makela@example.fi on 2026-05-21 11:00.\ntry: invoice send L-2026-0001 --again\n",
  ]);
  expect((await run("invoice send L-2026-0001 --again --to toinen@example.fi")).exitCode).toBe(0);
  expect(server.asked).toEqual(["aino.makela@example.fi", "toinen@example.fi"]);
  expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(2);
});

test("a dry run shows the mail and sends nothing", async () => {
  const { run, server } = await officeWith();
  const shown = await run("invoice send L-2026-0001 --dry-run");
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toMatch(
    /^To: Aino Mäkelä <aino\.makela@example\.fi>\nSubject: Palautuksen yhteenveto, .+\nAttached: L-2026-0001_K-2026-0001\.pdf\n\nHei,/u,
  );
  expect([server.asked, (await run("invoice send --json")).json()]).toMatchObject([
    [],
    { undelivered: [{ letter: "L-2026-0001 K-2026-0001" }] },
  ]);
});

/** What to mend first is said before how to send it. */
const BAD_DAYS: readonly [string, () => Promise<MailSettings>, string | null, RegExp][] = [
  ["refused connection", closedPort, MAIL_PASSWORD, /the mail server does not answer at this address and port/u],
  ["silent server", silentServer, MAIL_PASSWORD, /the mail server did not answer in time/u],
  [
    "wrong password",
    async () => (await mailServer()).settings,
    "guessed",
    /the mail server does not accept the user name or password.*\ntry: desk mail --user NAME\n/u,
  ],
  ["no password", async () => (await mailServer()).settings, null, /the mail server does not accept the user name or password/u],
  [
    "unknown recipient",
    async () => (await mailServer({ unknownRecipient: true })).settings,
    MAIL_PASSWORD,
    /recipient’s address.*\ntry: invoice send L-2026-0001 --to ADDRESS\n/u,
  ],
  ["greylisting", async () => (await mailServer({ greylisted: 9 })).settings, MAIL_PASSWORD, /asks to come back later \(451 4\.7\.1/u],
  [
    "line cut during the letter",
    async () => (await mailServer({ cutDuringLetter: true })).settings,
    MAIL_PASSWORD,
    /the connection was lost/u,
  ],
  ["untrusted certificate", async () => (await mailServer({ security: "tls" })).settings, MAIL_PASSWORD, /could not be encrypted safely/u],
  [
    "no encryption where it is asked for",
    async () => ({ ...(await mailServer()).settings, security: "starttls" }),
    MAIL_PASSWORD,
    /could not be encrypted safely/u,
  ],
];

test.each(BAD_DAYS)("%s: the bill stays issued and unsent, and it says how to send it", async (_, settings, password, why) => {
  const { run } = await office(await settings(), password);
  const failed = await run("invoice send L-2026-0001");
  expect([failed.exitCode, failed.stdout]).toEqual([1, ""]);
  expect(failed.stderr).toMatch(/^error: L-2026-0001 K-2026-0001 is issued and was not sent to aino\.makela@example\.fi: /u);
  expect(failed.stderr).toMatch(why);
  expect(failed.stderr).toMatch(/\ntry: invoice send L-2026-0001\ntry: invoice print L-2026-0001\n$/u);
  expect(failed.stderr).not.toContain(MAIL_PASSWORD);
  const shown = (await run("invoice show L-2026-0001 --json")).json<{ deliveries: { end: { result: string } }[] }>();
  expect(shown.deliveries.map(({ end }) => end.result)).toEqual(["unsent"]);
});

test("a server that asks to come back later is asked again after the waits, with the same mail", async () => {
  const { run, server } = await officeWith({ greylisted: 2 }, [0, 0]);
  const sent = await run("invoice send L-2026-0001");
  expect([sent.exitCode, server.asked.length, server.mails.length]).toEqual([0, 3, 1]);
  expect(sent.stderr.match(/Trying again in 0 s/gu)).toHaveLength(2);
  expect(server.mails[0]?.messageId).toMatch(/^<bill\.1\.1\.[0-9a-f]{16}@juhlakalusto\.example>$/u);
});

test("cut off after the whole letter was out: nobody knows, and it is not sent again by itself", async () => {
  const { run, server } = await officeWith({ cutAfterLetter: true }, [0, 0]);
  const unsure = await run("invoice send L-2026-0001");
  expect([unsure.exitCode, server.mails.length]).toEqual([1, 1]);
  expect(unsure.stderr).toMatch(/^error: L-2026-0001 K-2026-0001 may have been sent to aino\.makela@example\.fi: /u);
  const again = await run("invoice send L-2026-0001");
  expect(again.stderr).toMatch(
    /may have been sent .+ Ask the customer before sending it again\.\ntry: invoice send L-2026-0001 --again\n$/u,
  );
  expect((await run("invoice send --all --yes")).stderr).toBe("Everything issued has been delivered.\n");
  expect(server.mails).toHaveLength(1);
});

test.each([
  "aino@example.fi\r\nBcc: eve@example.fi",
  "aino@example.fi, eve@example.fi",
  "Aino <aino@example.fi>",
  "aino@example",
  "@example.fi",
])("no address smuggles anything in: %j", async (to) => {
  const { home, server } = await officeWith();
  const options = { home, at: AT, env: { RETURNDESK_STAFF: "mira" } };
  const refused = await runProgram("invoice", ["send", "L-2026-0001", "--to", to], options);
  expect([refused.exitCode, server.asked]).toEqual([1, []]);
  expect(refused.stderr).toMatch(/ is no e-mail address\.\ntry: invoice send L-2026-0001 --to ADDRESS\n$/u);
});

test("a customer's name puts nothing into the head of a mail", async () => {
  const server = await mailServer();
  const name = 'Aino" <eve@example.fi>, Mäkelä; Bcc: eve@example.fi';
  const { run } = await office(server.settings, MAIL_PASSWORD, { contract: { customer: { ...buildContract().customer, name } } });
  expect((await run("invoice send L-2026-0001")).exitCode).toBe(0);
  expect(server.asked).toEqual(["aino.makela@example.fi"]);
  expect([server.mails[0]?.bcc, server.mails[0]?.cc, [server.mails[0]?.to].flat()[0]?.value]).toEqual([
    undefined,
    undefined,
    [{ name, address: "aino.makela@example.fi" }],
  ]);
});

test("what is undelivered is listed and sent together, and one failure does not stop the others", async () => {
  const { run, server } = await officeWith();
  expect((await run("invoice send")).stdout).toMatch(
    /^Letter\tContract\tCustomer\tE-mail\nL-2026-0001 K-2026-0001\t.+\tAino Mäkelä\taino\.makela@example\.fi\n$/u,
  );
  const unasked = await run("invoice send --all");
  expect([unasked.exitCode, unasked.stderr]).toMatchObject([2, expect.stringContaining("invoice send --all --yes")]);
  const sent = await run("invoice send --all --yes");
  expect([sent.exitCode, sent.stdout, sent.stderr]).toEqual([0, "One letter was sent.\n", "1/1 L-2026-0001 K-2026-0001\n"]);
  expect([server.mails.length, (await run("invoice send --all --yes")).stderr]).toEqual([1, "Everything issued has been delivered.\n"]);
});

test("stopped in the middle: nobody knows, and it is not sent again by itself", async () => {
  const server = await mailServer();
  const { desk, contract } = await returnedDesk();
  const { id, pdf } = await issueBilling(desk, await previewBilling(desk, contract.number, "all"), "all", assetsOf(desk));
  // What `kill -9` leaves: the try is in the books, its end is not.
  const begun = { letter: `bill/${id}`, contract: contract.number, channel: "mail", recipient: "aino.makela@example.fi" } as const;
  await (await desk.store()).write(({ deliveries }) =>
    deliveries.begin({ ...begun, pdf: pdf?.sha256 ?? "", at: instant(AT), by: "mira" }).then(() => {}),
  );
  await writeSettings(desk.home, { ...desk.settings, mail: server.settings });
  const options = { home: desk.home, at: AT, env: { RETURNDESK_STAFF: "mira" } };
  const refused = await runProgram("invoice", ["send", "L-2026-0001"], options);
  expect([refused.exitCode, refused.stderr.split(": the")[0]]).toEqual([
    1,
    "error: L-2026-0001 K-2026-0001 may have been sent to aino.makela@example.fi on 2026-05-21 11:00",
  ]);
  expect((await runProgram("invoice", ["show", "L-2026-0001"], options)).stdout).toContain("the program was stopped meanwhile");
  expect(server.asked).toEqual([]);
});

test.each(["tls", "starttls"] as const)("a letter leaves encrypted with %s where the certificate is trusted", async (security) => {
  const server = await mailServer({ security });
  const { home } = await office(server.settings);
  const start = fileURLToPath(new URL("../support/start-invoice.ts", import.meta.url));
  const env = { ...process.env, RETURNDESK_HOME: home, RETURNDESK_STAFF: "mira", NODE_EXTRA_CA_CERTS: fileURLToPath(CERTIFICATE) };
  const argv = ["--import", "tsx", start, "send", "L-2026-0001"];
  const { stderr } = await promisify(execFile)(process.execPath, argv, { env });
  expect([stderr, server.mails.length]).toEqual(["", 1]);
});

async function withPrinter(root: string, script: string): Promise<Record<string, string>> {
  const folder = join(root, "bin");
  await mkdir(folder);
  return { PATH: await printerIn(folder, script), PRINTED: join(root, "printed") };
}

test("a letter is printed as it is stored", async () => {
  const { run, root } = await office(null, null);
  const env = await withPrinter(
    root,
    'cat > "$PRINTED.pdf"; printf "%s\\n" "$@" > "$PRINTED.args"; echo "request id is counter-7 (1 file(s))"',
  );
  const printed = await run("invoice print L-2026-0001 --printer counter", env);
  expect([printed.exitCode, printed.stdout]).toEqual([
    0,
    "L-2026-0001 K-2026-0001 went to the printer. request id is counter-7 (1 file(s))\n",
  ]);
  const { pdf } = (await run("invoice show L-2026-0001 --json")).json<{ pdf: { path: string } }>();
  expect((await readFile(`${env.PRINTED}.pdf`)).equals(await readFile(pdf.path))).toBe(true);
  expect(await readFile(`${env.PRINTED}.args`, "utf8")).toBe("-t\nL-2026-0001 K-2026-0001\n-d\ncounter\n-\n");
  expect((await run("invoice send")).stderr).toBe("Everything issued has been delivered.\n");
});

test("a printer that refuses, and a system that cannot print, leave it undelivered", async () => {
  const { run, root } = await office(null, null);
  const refusing = await withPrinter(root, 'echo "lp: Error - no default destination available." >&2; exit 1');
  expect((await run("invoice print L-2026-0001", refusing)).stderr).toBe(
    "error: The printer did not take it: lp: Error - no default destination available.\n" +
      "try: see that the printer is on, or name another one; invoice show ID --out FILE writes the PDF\n",
  );
  const without = await run("invoice print L-2026-0001", { PATH: join(root, "nothing-here") });
  expect([without.exitCode, without.stderr]).toEqual([
    1,
    "error: This system has no lp command to print with.\ntry: invoice show ID --out FILE writes the PDF, to be printed from there\n",
  ]);
  expect((await run("invoice send --json")).json()).toMatchObject({ undelivered: [{ letter: "L-2026-0001 K-2026-0001" }] });
});

test("the mail server is set up, tried, shown without its password, and forgotten", async () => {
  const server = await mailServer();
  const { run, home } = await office(null, null);
  expect((await run("desk mail")).stderr).toBe(
    "error: No mail server is set up.\ntry: desk mail --host SERVER --user NAME --from ADDRESS\n",
  );
  const secret = join(home, "secret");
  await writeFile(secret, `${MAIL_PASSWORD}\n`);
  const file = await open(secret);
  const flags = `--host localhost --port ${server.settings.port} --security none --user ${MAIL_USER}`;
  const saved = await run(`desk mail ${flags} --password-fd ${file.fd} --test mira@example.fi`);
  await file.close();
  expect([saved.exitCode, saved.stderr]).toEqual([
    0,
    `A mail went to mira@example.fi.\nWritten to ${join(home, "desk.json")}. Try it with: desk mail --test ADDRESS\n`,
  ]);
  expect([server.asked, server.mails[0]?.subject]).toEqual([["mira@example.fi"], "A try from the desk"]);
  const shown = await run("desk mail");
  expect(shown.stdout).toBe(
    `Mail server: localhost, port ${server.settings.port}, not encrypted\nUser: ${MAIL_USER} (password in ${join(home, "mail-password")})\nSender: tiski@juhlakalusto.example\n`,
  );
  expect((await stat(join(home, "mail-password"))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(home, "desk.json"), "utf8")).not.toContain(MAIL_PASSWORD);
  expect((await run("desk mail --off")).stdout).toBe("No mail server is set up any more.\n");
  await expect(stat(join(home, "mail-password"))).rejects.toThrow("ENOENT");
});

test.each([
  ["--host mail.example.fi --port 99999", "--port cannot be “99999”"],
  ["--host mail.example.fi --security ssl", "--security cannot be “ssl”"],
  ["--host mail.example.fi --from desk", "--from cannot be “desk”"],
  ["--host smtp://mail", "--host cannot be “smtp://mail”"],
  ["--host mail.example.fi --user desk --security none", "A password to mail.example.fi would go unencrypted over the network."],
  ["--port 25", "Which mail server?"],
  ["--host mail.example.fi --user desk", "The mail server’s password is needed."],
])("desk mail %s is refused and changes nothing", async (flags, why) => {
  const desk = await temporaryDesk();
  const before = await readFile(join(desk.home, "desk.json"), "utf8");
  const refused = await runProgram("desk", ["mail", ...flags.split(" ")], { home: desk.home, env: { RETURNDESK_STAFF: "mira" } });
  expect(refused.exitCode).toBeGreaterThan(0);
  expect(refused.stderr).toContain(why);
  expect(await readFile(join(desk.home, "desk.json"), "utf8")).toBe(before);
});

test("a credit note is a letter of its own", async () => {
  const server = await mailServer();
  const { desk, contract } = await returnedDesk();
  await issueBilling(desk, await previewBilling(desk, contract.number, "all"), "all", assetsOf(desk));
  await writeSettings(desk.home, { ...desk.settings, mail: server.settings });
  const pins = join(desk.home, "pins");
  await writeFile(pins, `mira:${MIRAS_PIN}\n`);
  await writeMailPassword(desk.home, MAIL_PASSWORD);
  const file = await open(pins);
  const run = (...words: string[]) => runProgram("invoice", words, { home: desk.home, at: AT, env: { RETURNDESK_STAFF: "mira" } });
  const credited = await run("credit", "K-2026-0001", "--reason", "Tuoli löytyi ehjänä", "--yes", "--pin-fd", String(file.fd));
  await file.close();
  expect([credited.exitCode, credited.stderr]).toEqual([0, ""]);
  expect((await run("send", "--json")).json()).toMatchObject({
    undelivered: [{ letter: "L-2026-0001 K-2026-0001" }, { letter: "H-2026-0001" }],
  });
  expect((await run("send", "H-2026-0001")).stdout).toBe("H-2026-0001 was sent to aino.makela@example.fi.\n");
  expect(server.mails[0]?.subject).toBe("Hyvityslasku H-2026-0001, sopimus 2026-0117");
  expect(server.mails[0]?.text).toMatch(
    /^Hei,\n\nkiitos palautuksesta\. Liitteenä on hyvityslasku, 194,70\s€\. Se muuttaa korvauserittelyä K-2026-0001/u,
  );
  expect(server.mails[0]?.attachments.map(({ filename }) => filename)).toEqual(["H-2026-0001.pdf"]);
});

test("a reminder is a letter of its own", async () => {
  const { run, home, server } = await officeWith();
  const later = (...words: string[]) =>
    runProgram("invoice", words, { home, at: "2026-07-20T08:00:00Z", env: { RETURNDESK_STAFF: "mira" } });
  expect((await run("invoice send L-2026-0001 --reminder")).stderr).toBe(
    "error: No reminder of L-2026-0001 K-2026-0001 has been issued.\ntry: invoice remind L-2026-0001\n",
  );
  expect((await later("remind", "L-2026-0001", "--yes")).exitCode).toBe(0);
  expect((await later("send", "L-2026-0001", "--reminder")).stdout).toBe(
    "L-2026-0001 K-2026-0001 (1) was sent to aino.makela@example.fi.\n",
  );
  expect((await later("send", "L-2026-0001", "--reminder")).stderr).toMatch(/try: invoice send L-2026-0001 --reminder --again\n$/u);
  expect(server.mails.map(({ subject }) => subject)).toEqual(["Muistutus: L-2026-0001, K-2026-0001, sopimus 2026-0117"]);
  expect(server.mails[0]?.text).toContain("Jos olet jo maksanut, sinun ei tarvitse tehdä mitään. Kiitos.");
});

describe("a customer whose name or address tries to write headers, as the books hold it", () => {
  const officeOf = async (customer: Parameters<typeof buildCustomer>[0]) => {
    const server = await mailServer();
    return { ...(await office(server.settings, MAIL_PASSWORD, { contract: { customer: buildCustomer(customer) } })), server };
  };
  const EVIL = "evil@example.com";

  test.each([
    `Aino\r\nBcc: ${EVIL}\r\n\r\nHello`,
    `Aino" <${EVIL}>, "Mäkelä`,
    `=?utf-8?Q?Aino=0D=0ABcc:_${EVIL.replace("@", "=40")}?=`,
    `Aino\u2028Bcc: ${EVIL}\u0000\u001b[2J`,
    `Aino, ${EVIL};`,
  ])("name %j: one mail, to the customer alone, with the headers of every other", async (name) => {
    const { run, server } = await officeOf({ name });
    expect(await run("invoice send L-2026-0001")).toMatchObject({ exitCode: 0 });
    expect([server.mails.length, server.asked]).toEqual([1, ["aino.makela@example.fi"]]);
    const [mail] = server.mails;
    expect(
      [mail?.to]
        .flat()
        .flatMap((to) => to?.value ?? [])
        .map(({ address }) => address),
    ).toEqual(["aino.makela@example.fi"]);
    expect([...(mail?.headers.keys() ?? [])].sort()).toEqual([
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "reply-to",
      "subject",
      "to",
    ]);
    expect(mail?.text).toMatch(/^Hei,\n\nkiitos palautuksesta/u);
  });

  test.each([
    `aino@example.fi\r\nBcc: ${EVIL}`,
    `aino@example.fi, ${EVIL}`,
    `aino@example.fi> RCPT TO:<${EVIL}`,
    `Aino <${EVIL}>`,
    `aino@example.fi\u0000${EVIL}`,
  ])("address %j: nothing is sent to anybody", async (email) => {
    const { run, server } = await officeOf({ email });
    const sent = await run("invoice send L-2026-0001 --json");
    expect([sent.exitCode, JSON.parse(sent.stderr).error.code]).toEqual([1, "mail-address-wrong"]);
    expect([server.mails, server.asked]).toEqual([[], []]);
  });
});

/** Mails as people, machines and ill-wishers build them: read as plain text, or refused with a reason; nothing is opened, run or fetched. */
import { expect, test } from "vitest";
import { readMail } from "../../../src/adapters/mail/read-mail.ts";

const mail = (...lines: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [typeof line === "string" ? Buffer.from(line) : line, Buffer.from("\r\n")]));
const refused = async (bytes: Buffer): Promise<string> =>
  readMail(bytes).then(
    () => "read",
    (error: { readonly code: string }) => error.code,
  );

test("a customer's mail: who, what about, when and the words", async () => {
  const bytes = mail(
    "From: =?utf-8?q?Aino_M=C3=A4kel=C3=A4?= <Aino@Example.FI>",
    "Subject: Vs: vastaus, asia A-1",
    "Date: Thu, 21 May 2026 12:30:00 +0300",
    "In-Reply-To: <a-1.acknowledgement.1779355800000@juhlakalusto.example>",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Kuppi oli s=E4r=F6ill=E4.",
  );
  expect(await readMail(bytes)).toEqual({
    from: { name: "Aino Mäkelä", address: "aino@example.fi" },
    subject: "Vs: vastaus, asia A-1",
    written: "2026-05-21T09:30:00.000Z",
    text: "Kuppi oli säröillä.",
    attachments: [],
    automatic: null,
    answers: ["a-1.acknowledgement.1779355800000@juhlakalusto.example"],
  });
});

test("HTML becomes its words: no script, no style, nothing that is fetched", async () => {
  const html = `<html><head><title>x</title><style>p{color:red}</style><script>alert(1)</script></head><body onload="alert(2)">
    <p>Hei,<br>kaksi &auml;mp&auml;ri&auml;.</p><script>document.write("x")</script><iframe src="http://evil.example"></iframe>
    <svg onload="alert(3)"></svg></body></html>`;
  const { text } = await readMail(mail("From: a@example.fi", "Content-Type: text/html; charset=utf-8", "", html));
  expect(text).toBe("Hei,\nkaksi ämpäriä.");
});

test("an archive stays shut: its name without folders, its kind and its size", async () => {
  const bytes = mail(
    "From: a@example.fi",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Liitteenä.",
    "--b",
    "Content-Type: application/zip",
    'Content-Disposition: attachment; filename="../../etc/kuvat.zip"',
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.alloc(3_000, 80).toString("base64"),
    "--b--",
  );
  const { text, attachments } = await readMail(bytes);
  expect([text, attachments]).toEqual(["Liitteenä.", [{ name: "kuvat.zip", type: "application/zip", size: 3_000 }]]);
});

test("no header comes out of a header, and nothing steers a terminal", async () => {
  const bytes = mail(
    "From: =?utf-8?q?Aino=0D=0ABcc=3A_evil=40example.com?= <aino@example.fi>",
    "Subject: =?utf-8?q?Hei=0D=0ABcc=3A_evil=40example.com?= \u0000\u001b[31m",
    "",
    "punainen \u001b[2J\u202e\u0000loppu",
  );
  const { from, subject, text } = await readMail(bytes);
  expect({ from, subject, text }).toEqual({
    from: { name: "Aino Bcc: evil@example.com", address: "aino@example.fi" },
    subject: "Hei Bcc: evil@example.com [31m",
    text: "punainen [2Jloppu",
  });
});

test.each([
  ["no From", "Subject: x"],
  ["From without an address", "From: Aino Mäkelä"],
  ["an address with a line in it", 'From: "a\r\n\tb"@x'],
  ["an address that is a whole list", "From: <a@example.fi,b@example.fi>"],
  ["an address without an end", `From: ${"a".repeat(300)}@example.fi`],
])("%s: nobody to answer", async (_, header) => {
  expect((await readMail(mail(header, "", "Hei."))).from).toBeNull();
});

test("bad encodings are read as far as they can be, never a reason to lose the words", async () => {
  const read = async (type: string, encoding: string, body: string | Buffer): Promise<string> =>
    (
      await readMail(
        mail("From: a@example.fi", `Content-Type: text/plain; charset=${type}`, `Content-Transfer-Encoding: ${encoding}`, "", body),
      )
    ).text;
  expect([
    await read("x-klingon", "8bit", Buffer.from([72, 101, 105, 0x20, 0xff])),
    await read("utf-8", "base64", "####SGVp!!%%%"),
    await read("utf-8", "quoted-printable", "Hei=ZZ ="),
    await read("utf-7", "7bit", "+ADw-b+AD4-"),
  ]).toEqual(["Hei \ufffd", "Hei", "Hei=ZZ", "<b>"]);
});

test.each([
  ["headers that do not end", () => mail("From: a@example.fi", "X: y\r\n".repeat(60_000), "", "Hei."), "mail-head-endless"],
  ["one header that does not end", () => mail("From: a@example.fi", `X: ${"y".repeat(3_000_000)}`), "mail-head-endless"],
  [
    "parts within parts",
    () =>
      mail(
        "From: a@example.fi",
        Array.from({ length: 2_000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`).join("\r\n"),
        "",
        "Hei.",
      ),
    "mail-tangled",
  ],
  [
    "parts without end",
    () => mail("From: a@example.fi", "Content-Type: multipart/mixed; boundary=b", "", "--b\r\n\r\nx\r\n".repeat(20_000)),
    "mail-tangled",
  ],
  [
    "HTML of a depth that nobody reads",
    () => mail("From: a@example.fi", "Content-Type: text/html", "", "<div>".repeat(60_000)),
    "mail-tangled",
  ],
  [
    "HTML longer than a book",
    () => mail("From: a@example.fi", "Content-Type: text/html", "", "<p>hei</p>".repeat(120_000)),
    "mail-tangled",
  ],
])("%s: refused with a reason", async (_, build, code) => {
  expect(await refused(build())).toBe(code);
});

test.each([
  ["hundreds of encoded words", `Subject: ${"=?utf-8?q?a?= ".repeat(16_000)}`],
  ["a list of people that breaks off", `To: ${"a <b@example.fi>, (x(".repeat(12_000)}`],
  [
    "a type with thousands of pieces",
    `Content-Type: text/plain; ${Array.from({ length: 9_000 }, (__, at) => `a*${at}*=x'y'%41;`).join("")}`,
  ],
  ["references that are no ids", `References: ${"<".repeat(200_000)}`],
])("%s does no harm", async (_, header) => {
  expect((await readMail(mail("From: a@example.fi", header, "", "Hei."))).text).toBe("Hei.");
});

test("a mail in a mail is an attachment", async () => {
  const inner = Array.from(
    { length: 40 },
    (_, at) => `Content-Type: message/rfc822\r\n\r\nFrom: b${at}@example.fi\r\nSubject: s${at}`,
  ).join("\r\n");
  const { subject, attachments } = await readMail(mail("From: a@example.fi", "Subject: ulompi", inner, "", "Hei."));
  expect([subject, attachments.map(({ type }) => type)]).toEqual(["ulompi", ["message/rfc822"]]);
});

test.each([
  ["bounce", ["From: MAILER-DAEMON@example.fi"]],
  ["bounce", ["From: a@example.fi", "Content-Type: multipart/report; report-type=delivery-status; boundary=b"]],
  ["answer", ["From: a@example.fi", "Auto-Submitted: auto-replied (vacation)"]],
  ["answer", ["From: a@example.fi", "Subject: Automaattinen vastaus: Vastauksemme"]],
  ["answer", ["From: a@example.fi", "X-Autoreply: yes"]],
  ["bulk", ["From: a@example.fi", "Precedence: bulk"]],
  ["bulk", ["From: a@example.fi", "List-Unsubscribe: <https://news.example>"]],
  ["bulk", ["From: no-reply@example.fi"]],
  [null, ["From: a@example.fi", "Auto-Submitted: no", "Subject: Automaatti oli rikki"]],
] as const)("no person wrote: %s, %s", async (kind, headers) => {
  expect((await readMail(mail(...headers, "", "Hei."))).automatic).toBe(kind);
});

test("a bounce names the mail of ours that came back", async () => {
  const id = "a-3.reply.1779355800000@juhlakalusto.example";
  const bytes = mail(
    "From: MAILER-DAEMON@example.fi",
    "Subject: Undelivered",
    "",
    "Your mail:",
    "",
    "Subject: Vastauksemme",
    `Message-ID: <${id}>`,
  );
  expect((await readMail(bytes)).answers).toEqual([id]);
});

test("25 MB are read within the memory that a mail needs, and nothing of what is attached is kept", async () => {
  const content = Buffer.alloc(18_400_000, 7).toString("base64").replace(/.{76}/gu, "$&\r\n");
  const head = [
    "From: a@example.fi",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "",
    "Video.",
    "--b",
    "Content-Type: video/mp4; name=v.mp4",
  ];
  const { text, attachments } = await readMail(mail(...head, "Content-Transfer-Encoding: base64", "", content, "--b--"));
  expect([text, attachments]).toEqual(["Video.", [{ name: "v.mp4", type: "video/mp4", size: 18_400_000 }]]);
});

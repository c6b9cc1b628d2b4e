/** What leaves by a real mail server for a case, on a good day and on a bad one. */
import { expect, test } from "vitest";
import { writeMailPassword } from "../../src/storage/mail-password.ts";
import { writeSettings } from "../../src/storage/settings-file.ts";
import { type BadDay, MAIL_PASSWORD, mailServer } from "../support/mail-server.ts";
import { runProgram } from "../support/run-program.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

async function office(day: BadDay, retryAfterSeconds: readonly number[] = []) {
  const server = await mailServer(day);
  const desk = await temporaryDesk();
  await writeSettings(desk.home, { ...desk.settings, mail: { ...server.settings, retryAfterSeconds } });
  await writeMailPassword(desk.home, MAIL_PASSWORD);
  const run = (...words: readonly string[]) =>
    runProgram("desk", ["cases", ...words, "--json"], { home: desk.home, at: "2026-05-21T09:00:00Z", env: { RETURNDESK_STAFF: "mira" } });
  return { server, run };
}
const OPEN = [
  "open",
  "--name",
  "Lena\r\nBcc: evil@example.com",
  "--email",
  "lena@example.fi",
  "--language",
  "sv",
  "--words",
  "Ingen svarade.",
];

test("the acknowledgement and the answer go to the customer alone, with the case in the subject", async () => {
  const { server, run } = await office({});
  expect((await run(...OPEN)).json()).toMatchObject({ acknowledgement: { way: "mail", to: "lena@example.fi", sure: true, pdf: null } });
  expect((await run("reply", "A-1", "--act", "Vi ringer dig i morgon.", "--yes")).json()).toMatchObject({ reply: { way: "mail" } });
  expect(server.mails.map(({ subject }) => subject)).toEqual(["Vi har fått ditt meddelande, ärende A-1", "Vårt svar, ärende A-1"]);
  expect(server.mails.map(({ to, bcc }) => [[to].flat()[0]?.value.map(({ address }) => address), bcc])).toEqual([
    [["lena@example.fi"], undefined],
    [["lena@example.fi"], undefined],
  ]);
  expect(server.mails[0]?.text).toContain(
    "Ditt ärende A-1 sköts av Mira Salo, från början till slut. Du får vårt svar senast den 22.5.2026.",
  );
  expect(server.mails[1]?.text).toContain("\n\nVi ringer dig i morgon.\n\n");
  const { case: shown } = (await run("show", "A-1")).json<{ case: { due: null; steps: { kind: string }[] } }>();
  expect([shown.due, shown.steps.map(({ kind }) => kind)]).toEqual([null, ["opened", "mailing", "acknowledged", "mailing", "replied"]]);
});

test("a server that asks to come back later gets it later", async () => {
  const { server, run } = await office({ greylisted: 1 }, [0]);
  expect((await run(...OPEN)).json()).toMatchObject({ acknowledgement: { way: "mail", sure: true } });
  expect(server.mails).toHaveLength(1);
});

test("where no mail leaves there is a letter, and the reason is told", async () => {
  const { run } = await office({ unknownRecipient: true });
  const told = (await run(...OPEN)).json<{ acknowledgement: { pdf: { path: string } } }>();
  expect(told).toMatchObject({ acknowledgement: { way: "letter", failure: { reason: "recipient" } } });
  const { case: shown } = (await run("show", "A-1")).json<{ case: { steps: { kind: string }[] } }>();
  expect(shown.steps.map(({ kind }) => kind)).toEqual(["opened", "mailing", "unsent", "acknowledged"]);
});

test("a line that breaks when the mail was out is no reason for a second one, and the record says that nobody knows", async () => {
  const { run } = await office({ cutAfterLetter: true });
  expect((await run(...OPEN)).json()).toMatchObject({ acknowledgement: { way: "mail", sure: false } });
});

/** A short letter leaves by a real mail server with its PDF, and is there to be printed when no mail left. */
import { expect, test } from "vitest";
import { mailSender } from "../../src/adapters/mail-sender.ts";
import { sendShortLetter } from "../../src/app/send-short-letter.ts";
import { standingLetter } from "../../src/document/mail/standing-letter.ts";
import { day } from "../../src/kernel/dates.ts";
import { type BadDay, MAIL_PASSWORD, mailServer } from "../support/mail-server.ts";
import { textOf } from "../support/read-document.ts";
import { assetsOf } from "../support/returned-desk.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

async function sent(bad: BadDay, email: string | null = "aino@example.fi") {
  const server = await mailServer(bad);
  const mail = { ...server.settings, retryAfterSeconds: [0] };
  const desk = await temporaryDesk({ settings: { mail } });
  const person = { name: "Mira Salo", phone: "+358 40 765 4321", email: desk.settings.firm.email };
  const talk = { on: day("2026-05-19"), agreed: "varorna kommer i tid" };
  const facts = {
    language: "sv",
    firm: desk.settings.firm.name,
    talk,
    reason: "Tre gånger kom de över en vecka för sent",
    reviewOn: day("2026-11-30"),
    person,
  } as const;
  const letter = standingLetter(facts, await desk.texts("sv"));
  const steps: string[] = [];
  const post = {
    byMail: true,
    assetsFor: assetsOf(desk),
    send: mailSender(mail, MAIL_PASSWORD),
    beforeWait: () => void steps.push("waits"),
    wait: async () => {},
  };
  const short = {
    letter,
    language: "sv",
    to: { name: "Aino Mäkelä", email, address: null },
    facts: [],
    name: "N-1.pdf",
    id: "n-1.declined",
  } as const;
  const { pdf, mailed } = await sendShortLetter(desk, short, post, {
    made: async ({ name }) => void steps.push(name),
    left: async () => void steps.push("left"),
  });
  return { server, mailed, steps, text: await textOf(await (await desk.archive()).read(pdf.sha256)) };
}

test("it is stored before it leaves, waits for a server that asks to come back, and carries its PDF", async () => {
  const { server, mailed, steps, text } = await sent({ greylisted: 1 });
  expect([mailed, steps]).toEqual([true, ["N-1.pdf", "waits", "left"]]);
  const [mail] = server.mails;
  expect([mail?.subject, mail?.attachments.map(({ filename }) => filename)]).toEqual([
    "Om att hyra av Tampereen Juhlakalusto Oy",
    ["N-1.pdf"],
  ]);
  for (const said of [
    "Den 19.5.2026 talade vi",
    "varorna kommer i tid.",
    "över en vecka för sent.",
    "Vi ser på saken på nytt den 30.11.2026.",
  ])
    expect([text.replace(/\s+/gu, " ").includes(said), mail?.text?.includes(said)]).toEqual([true, true]);
});

test.each([
  [{ unknownRecipient: true }, "nobody@example.fi"],
  [{}, null],
] as const)("no mail leaves: the letter is there to be printed", async (bad, email) => {
  const { server, mailed, steps, text } = await sent(bad, email);
  expect([mailed, steps, server.mails.length, text.includes("Om att hyra av oss")]).toEqual([false, ["N-1.pdf"], 0, true]);
});

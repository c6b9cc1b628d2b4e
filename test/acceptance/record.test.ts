/** The record of a walkthrough leaves the house: mailed once for each version, printed, and kept byte for byte whatever is amended. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Settings } from "../../src/app/ports.ts";
import { writeMailPassword } from "../../src/storage/mail-password.ts";
import { readSettings, writeSettings } from "../../src/storage/settings-file.ts";
import { closedPort, MAIL_PASSWORD, type MailServer, mailServer } from "../support/mail-server.ts";
import { printerIn } from "../support/printer.ts";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES, sha256Of, textOfFile } from "../support/story-desk.ts";

const { number } = STORIES.party;
const [BACK, LATER] = ["2026-05-18T12:00:00Z", "2026-05-19T08:00:00Z"];
const FOUND = `lines:
  - line: 3
    counted: 119
    missing: 1
    dirty: 23
    damaged: [{ count: 5, findings: [{ type: cracked, severity: minor, note: Särö kupin reunassa tai aluslautasessa. }] }]
`;

let desk: Clerk;
const path = (name: string): string => join(desk.root, name);
const codeOf = ({ stderr }: Ran): string => JSON.parse(stderr).error.code;

async function withMail(mail: MailServer["settings"]): Promise<void> {
  await writeSettings(desk.home, { ...((await readSettings(desk.home)) as Settings), mail });
  await writeMailPassword(desk.home, MAIL_PASSWORD);
}

interface Shown {
  readonly records: readonly {
    readonly version: number;
    readonly acknowledged: { readonly kind: string; readonly name: string } | null;
    readonly file: { readonly sha256: string; readonly copies: readonly { readonly path: string }[] };
    readonly deliveries: readonly { readonly channel: string; readonly end: { readonly result: string } }[];
  }[];
}
const shown = async (): Promise<Shown["records"]> => (await desk.done(LATER, "inspect show R-2 --json")).json<Shown>().records;

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await writeFile(path("found.yaml"), FOUND);
}, 60_000);
afterAll(() => desk.close());

test("without a server nothing is rendered or sent; a server that is away leaves it unsent, and says how to send it", async () => {
  const rendered = (await shown()).length;
  expect(codeOf(await desk.run(BACK, "inspect record R-2 --mail --json"))).toBe("mail-not-set-up");
  const { settings } = await mailServer();
  await withMail({ ...settings, ...(await closedPort()) });
  const away = await desk.run(BACK, "inspect record R-2 --mail");
  expect(away.exitCode).toBe(1);
  expect(away.stderr).toMatch(/try: inspect record R-2 --mail\ntry: inspect record R-2 --print\n/u);
  expect((await shown()).length).toBe(rendered);
});

test("mailed at once, and never twice without being told", async () => {
  const server = await mailServer();
  await withMail(server.settings);
  const tried = await desk.done(BACK, "inspect record R-2 --mail --dry-run");
  expect(tried.stdout).toContain("Subject: Palautuksen katselmus, sopimus 2026-0117");
  expect(tried.stdout).toContain("kiitos palautuksesta 18.5.2026.\nPalautuneista 382 kappaleesta 366 oli kunnossa.");
  expect(server.asked).toEqual([]);
  const sent = await desk.done(BACK, "inspect record R-2 --mail");
  expect(sent.stdout).toBe("R-2 was sent to aino.makela@example.fi.\n");
  const again = await desk.run(BACK, "inspect record R-2 --mail");
  expect([again.exitCode, again.stderr.split("\n")[1]]).toEqual([1, "try: inspect record R-2 --mail --again"]);
  await desk.done(BACK, "inspect record R-2 --again --to", ["aino@example.fi"]);
  expect(server.mails.map(({ attachments }) => attachments[0]?.filename)).toEqual(["R-2_2026-0117.pdf", "R-2_2026-0117.pdf"]);
  expect((await desk.done(BACK, `desk journal --contract ${number}`)).stdout).toContain("R-2 sent by mail");
});

test("printed, to be handed over", async () => {
  const bin = path("bin");
  await mkdir(bin);
  const env = { PATH: await printerIn(bin, 'cat > "$0.pdf"; echo "request id is counter-7"') };
  const dry = await desk.run(BACK, "inspect record R-2 --print --dry-run --json", [], { env });
  expect(dry.json()).toMatchObject({ dryRun: true, inspection: "R-2", version: 1, print: true });
  const printed = await desk.run(BACK, "inspect record R-2 --printer counter --json", [], { env });
  expect(printed.json()).toMatchObject({
    record: { version: 1, sha256: await sha256Of(join(bin, "lp.pdf")), copy: null },
    deliveries: [{ channel: "print", recipient: "counter", end: { result: "sent", detail: "request id is counter-7" } }],
  });
});

test("amended, the record says what differs from what was acknowledged, and that one stays byte for byte", async () => {
  await desk.done(BACK, "inspect record R-2 --out", [path("first.pdf")]);
  await desk.done(LATER, "inspect amend R-2 --reason", ["Yksi kuppi löytyi pinon alta", "--answers", path("found.yaml")]);
  await desk.done(LATER, "inspect record R-2 --out", [path("second.pdf")]);
  const text = await textOfFile(path("second.pdf"));
  expect(text).toContain("Korjattu 19.5.2026 klo 11.00, Mira Lahti: Yksi kuppi löytyi pinon alta");
  expect(text).toContain("Muuttunut siitä pöytäkirjasta, jonka Aino Mäkelä kuittasi 18.5.2026 klo 13.20:");
  expect(text).toMatch(/Silloin: Kunnossa: 113 · 5 kpl säröillä \(vähäinen\) · 2 kpl puuttuu[\s\S]+Nyt: Kunnossa: 114 · 5 kpl/u);
  // The cups that were cracked were seen at the return, and not when the count was put right.
  expect(text).not.toContain("Havaitsi Mira Lahti, 19.5.2026");
  await desk.done(LATER, "inspect record R-2 --version 1 --out", [path("again.pdf")]);
  expect((await readFile(path("again.pdf"))).equals(await readFile(path("first.pdf")))).toBe(true);
  const [first, second] = await shown();
  expect(first).toMatchObject({ version: 1, acknowledged: { kind: "name", name: "Aino Mäkelä" } });
  expect([first?.file.sha256, second?.file.sha256]).toEqual([await sha256Of(path("first.pdf")), await sha256Of(path("second.pdf"))]);
  expect(await sha256Of(first?.file.copies[0]?.path ?? "")).toBe(first?.file.sha256);
  expect([first, second].map((one) => one?.deliveries.map(({ channel, end }) => `${channel} ${end.result}`))).toEqual([
    ["mail unsent", "mail sent", "mail sent", "print sent"],
    [],
  ]);
  expect((await desk.done(LATER, "inspect show R-2")).stdout).toMatch(
    /Version 1, finished 18\sMay\s2026 at\s\d\d:\d\d, the one the customer acknowledged\n +sha256 [0-9a-f]{64}\n/u,
  );
  const refused = async (more: string) => codeOf(await desk.run(LATER, `inspect record R-2 --json --version ${more}`));
  expect([await refused("3"), await refused("x"), await refused("1 --with-sums")]).toEqual([
    "version-unknown",
    "not-a-count",
    "version-without-sums",
  ]);
});

/** What is found after the return: entered with both times, told by mail or by post, and charged only when the notice left in time. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Settings } from "../../src/app/ports.ts";
import { writeMailPassword } from "../../src/storage/mail-password.ts";
import { readSettings, writeSettings } from "../../src/storage/settings-file.ts";
import { MAIL_PASSWORD, mailServer } from "../support/mail-server.ts";
import type { Ran } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, STORIES, textOfFile } from "../support/story-desk.ts";

const { number } = STORIES.event;
/** The goods came back on Monday 2026-06-15: three business days end on Thursday 18. */
const [SEEN, ENTERED, LAST, AFTER] = ["2026-06-16 09:30", "2026-06-16T10:00:00Z", "2026-06-18T12:00:00Z", "2026-06-22T08:00:00Z"];
const LATE =
  "lines:\n  - { product: plate-dinner, damaged: [{ count: 2, findings: [{ type: broken, severity: severe, note: Brickorna gick sönder }] }] }\n";

let desk: Clerk;
/** The code of an error that was told as JSON. */
const codeOf = ({ stderr }: Ran): string => JSON.parse(stderr).error.code;
const path = (name: string): string => join(desk.root, name);
const late = (more: readonly string[] = []): readonly string[] => [
  "--late",
  "--seen",
  SEEN,
  "--reason",
  "Märktes vid disken",
  "--answers",
  path("late.yaml"),
  ...more,
];

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "event");
  await writeFile(path("late.yaml"), LATE);
  await writeFile(path("more.yaml"), "lines: [{ product: plate-dinner, missing: 2 }]\n");
}, 60_000);
afterAll(() => desk.close());

describe("a late finding", () => {
  test("needs a time that can be true, and is damage alone", async () => {
    const refused = async (seen: string, file = "late.yaml") => {
      const words = ["--late", "--seen", seen, "--reason", "x", "--answers", path(file), "--json"];
      return codeOf(await desk.run(ENTERED, "inspect amend R-2", words));
    };
    expect([
      await refused("2026-06-17 09:00"),
      await refused("2026-06-14 09:00"),
      await refused("yesterday"),
      await refused(SEEN, "more.yaml"),
    ]).toEqual(["seen-in-future", "seen-before-return", "not-a-time", "answers-wrong"]);
    const words = ["--reason", "x", "--answers", path("late.yaml")];
    expect(codeOf(await desk.run(ENTERED, "inspect amend R-2 --late --json", words))).toBe("seen-missing");
    expect(codeOf(await desk.run(ENTERED, "inspect notify R-2 --json"))).toBe("nothing-to-notify");
  });

  test("is entered beside what stands, with both times", async () => {
    await desk.done(ENTERED, "inspect amend R-2 --dry-run", late());
    const entered = await desk.done(ENTERED, "inspect amend R-2", late());
    expect(entered.stdout).toContain("R-2: entered as found after the return, seen 16");
    expect(entered.stdout).toMatch(/Next: inspect notify R-2\. It counts when it is sent by 18\sJune?\s2026\./u);
    const shown = (await desk.done(ENTERED, "inspect show R-2")).stdout;
    expect(shown).toMatch(/seen 16\sJune\s2026 at\s09:30, entered 16\sJune\s2026 at\s13:00; no notice sent yet/u);
    const { inspection } = (await desk.done(ENTERED, "inspect show R-2 --json")).json<{
      inspection: { lines: { position: number; ok: number; damaged: number; groups: { count: number; findings: object[] }[] }[] };
    }>();
    const line = inspection.lines.find(({ groups }) =>
      groups.some(({ findings }) => findings.some((one) => "late" in one && one.late !== null)),
    );
    expect(line?.groups.at(-1)).toMatchObject({
      count: 2,
      findings: [{ seenAt: "2026-06-16T06:30:00.000Z", enteredAt: ENTERED.replace("Z", ".000Z"), late: { noticeSentAt: null } }],
    });
  });

  test("waits for its notice: the list, the doctor and the preview of the bill say so", async () => {
    expect((await desk.done(ENTERED, "inspect list")).stderr).toContain("a late finding without a notice");
    expect((await desk.done(ENTERED, "inspect list --json")).json()).toMatchObject({
      noticesWaiting: [{ inspection: "R-2", contract: number, lastDay: "2026-06-18" }],
    });
    expect((await desk.run(ENTERED, "desk doctor")).stdout).toContain("inspect notify R-2");
    const { notice } = (await desk.done(ENTERED, "invoice R-2 --preview --json")).json<{
      notice: { lastDay: string; more: { cents: number } };
    }>();
    expect(notice.lastDay).toBe("2026-06-18");
    expect(notice.more.cents).toBeGreaterThan(0);
    expect((await desk.done(ENTERED, "invoice R-2 --preview")).stdout).toMatch(/Sent by 18\sJune\s2026, it would add €2\.70/u);
    expect((await desk.done(AFTER, "invoice R-2 --preview --json")).json()).toMatchObject({ notice: null });
  });

  test("the letter is made without sending; only the word that it was posted counts", async () => {
    await desk.done(ENTERED, "inspect notify R-2 --letter --out", [path("notice.pdf")]);
    const text = await textOfFile(path("notice.pdf"));
    expect(text).toContain("Det som noterades efter återlämningen");
    expect(text).toContain("punkt 9.1");
    expect((await desk.done(LAST, "invoice R-2 --preview --json")).json()).toMatchObject({ notice: { lastDay: "2026-06-18" } });
    const code = async (day: string) => codeOf(await desk.run(LAST, "inspect notify R-2 --json --posted", [day]));
    expect([await code("2026-06-19"), await code("2026-06-15"), await code("soon")]).toEqual([
      "posted-in-future",
      "posted-before-made",
      "not-a-day",
    ]);
  });

  test("sent by mail in time, it is charged; sent once more, the first time counts", async () => {
    const server = await mailServer();
    await writeSettings(desk.home, { ...((await readSettings(desk.home)) as Settings), mail: server.settings });
    await writeMailPassword(desk.home, MAIL_PASSWORD);
    expect((await desk.done(LAST, "inspect notify R-2 --dry-run")).stdout).toContain("Noterat efter återlämningen");
    const waiting = (await desk.done(LAST, "inspect list --json")).json<{ noticesWaiting: object[] }>().noticesWaiting;
    expect([server.asked, waiting.length]).toEqual([[], 1]);
    const before = (await desk.done(AFTER, "invoice R-2 --preview --json")).json<{ charges: object[] }>().charges.length;
    const sent = await desk.done(LAST, "inspect notify R-2 --json");
    expect(sent.json()).toMatchObject({
      notice: { sentAt: LAST.replace("Z", ".000Z"), inTime: true },
      delivery: { end: { result: "sent" } },
    });
    expect(server.mails[0]?.attachments[0]?.filename).toBe(`R-2_${number}_2026-06-18.pdf`);
    const again = await desk.run(AFTER, "inspect notify R-2");
    expect([again.exitCode, again.stderr.split("\n")[1]]).toEqual([1, "try: inspect notify R-2 --again"]);
    await desk.done(AFTER, "inspect notify R-2 --again");
    expect(codeOf(await desk.run(AFTER, "inspect notify R-2 --json --posted 2026-06-18"))).toBe("notice-sent-already");
    const { charges } = (await desk.done(AFTER, "invoice R-2 --preview --json")).json<{ charges: object[] }>();
    expect(charges.length).toBeGreaterThan(before);
    expect((await desk.done(AFTER, "inspect show R-2")).stdout).toMatch(/notice sent 18\sJune\s2026 at\s15:00/u);
    expect((await desk.done(AFTER, `desk journal --contract ${number}`)).stdout).toContain("notice of R-2 sent by mail");
  });

  test("the version before it stays readable", async () => {
    const first = await desk.done(AFTER, "inspect show R-2 --version 1");
    expect([first.stdout.includes("F12"), first.stdout.includes("161 in order")]).toEqual([false, false]);
    expect((await desk.done(AFTER, "inspect show R-2 --version 2")).stdout).toContain("F12");
    expect(codeOf(await desk.run(AFTER, "inspect show R-2 --json --version 3"))).toBe("version-unknown");
  });

  test("the record shows both times", async () => {
    await desk.done(AFTER, "inspect record R-2 --out", [path("record.pdf")]);
    expect(await textOfFile(path("record.pdf"))).toContain("Märktes vid disken");
  });
});

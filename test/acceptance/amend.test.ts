/** From a finding that the terms do not price to a bill, with the programs alone. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clerk, clerk, FIXTURES, STORIES, textOfFile } from "../support/story-desk.ts";

const { number, signer, out, back } = STORIES.clean;
const LATER = "2026-07-06T09:00:00Z";

let desk: Clerk;
const path = (name: string): string => join(desk.root, name);

/** The garden tables belong to no category that the terms price. One of them comes back dented. */
beforeAll(async () => {
  desk = await clerk();
  const contract = await readFile(join(FIXTURES, "clean", "contract.yaml"), "utf8");
  const terms = join(FIXTURES, "terms", "furniture-and-tableware.yaml");
  await writeFile(
    path("contract.yaml"),
    contract.replace("../terms/furniture-and-tableware.yaml", terms).replace("category: tables", "category: decor\n    life: 10 years"),
  );
  const answers = await readFile(join(FIXTURES, "clean", "answers.yaml"), "utf8");
  await writeFile(
    path("answers.yaml"),
    `${answers}\nlines:\n  - product: table-garden\n    damaged: [{ count: 1, findings: [{ type: dented, severity: minor }] }]\n`,
  );
  await writeFile(path("corrections.yaml"), "lines: [{ product: table-garden, withoutCharge: yes }]\n");
  await writeFile(path("recount.yaml"), "lines: [{ product: cup-coffee, missing: 6 }]\n");
  await desk.done(out, "contracts add", [path("contract.yaml")]);
  await desk.done(out, `contracts archive ${number}`, [join(FIXTURES, "clean", "signed.pdf"), "--signed-by", signer, "--yes"]);
  await desk.done(out, `inspect handover ${number} --answers`, [join(FIXTURES, "clean", "handover.yaml")]);
}, 60_000);
afterAll(() => desk.close());

const amend = (typed: string, ...more: string[]) => desk.run(LATER, `inspect amend ${typed}`, more);

describe("a finding without a price", () => {
  test("the walk ends with the way to the record", async () => {
    const walked = await desk.done(back, `inspect ${number} --answers`, [path("answers.yaml")]);
    expect(walked.stdout).toContain("inspect record R-2 --out FOLDER");
    expect(walked.stdout).not.toContain(desk.data);
    await desk.done(back, "inspect record R-2 --out", [path("before.pdf")]);
  });

  test("blocks the bill and leads to the amendment", async () => {
    const refused = await desk.run(LATER, `invoice ${number} --yes`);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("The signed terms set no price for this.");
    expect(refused.stderr).toContain('inspect amend R-2 --reason "…"');
  });

  test("an amendment needs a reason, and corrections where there is no terminal; tried, it stores nothing", async () => {
    const codes = [
      await amend("R-2"),
      await amend("R-2", "--reason", "Checked again"),
      await amend("R-99", "--reason", "x", "--answers", path("recount.yaml")),
    ];
    expect(codes.map(({ exitCode }) => exitCode)).toEqual([2, 2, 1]);
    const tried = await amend("R-2", "--reason", "Checked again", "--answers", path("recount.yaml"), "--dry-run");
    expect([tried.exitCode, tried.stdout]).toEqual([0, ""]);
    const shown = await desk.done(LATER, "inspect show R-2 --json");
    expect(shown.json()).toMatchObject({ inspection: { amendments: [] } });
  });

  test("amended from a file it can be billed; the record says who amended it and why, and the earlier one stays archived", async () => {
    const before = await desk.done(LATER, "inspect record R-2 --json");
    const amended = await amend("R-2", "--reason", "Agreed: noted only", "--answers", path("corrections.yaml"), "--json");
    expect(amended.stderr).toBe("");
    expect(amended.json()).toMatchObject({
      inspection: {
        amendments: [{ reason: "Agreed: noted only", by: ["Mira Lahti"] }],
        lines: [{ withoutCharge: false }, { damaged: 1, withoutCharge: true }, { withoutCharge: false }],
        answer: { all: "agrees", words: "A lovely afternoon, thank you." },
        acknowledgement: { kind: "name", name: signer },
      },
    });
    await desk.done(LATER, "inspect record R-2 --out", [path("after.pdf")]);
    const record = await textOfFile(path("after.pdf"));
    expect(record).toContain("Mira Lahti: Agreed: noted only");
    expect(await textOfFile(path("before.pdf"))).not.toContain("Amend");
    const { record: earlier } = before.json<{ record: { path: string } }>();
    expect(await textOfFile(earlier.path)).toBe(await textOfFile(path("before.pdf")));
    const bill = (await desk.done(LATER, `invoice ${number} --yes --json`)).json<{
      charges: unknown[];
      notCharged: { reason: string }[];
    }>();
    expect([bill.charges, bill.notCharged.map(({ reason }) => reason)]).toEqual([[], ["notPriced"]]);
  });

  test("amended after the bill, the bill is reckoned anew before anything else is billed", async () => {
    const [amended, corrected] = ["2026-07-07T09:00:00Z", "2026-07-20T09:00:00Z"];
    const ended = await desk.done(amended, `inspect amend ${number} --answers`, [path("recount.yaml"), "--reason", "Six cups are missing"]);
    expect(ended.stdout).toContain("Next: invoice correct R-2 shows what that changes on the bill.");
    const listed = await desk.done(corrected, "invoice");
    expect(listed.stderr).toContain(`Billed, and changed since: ${number} (Eleanor Whitfield). \`invoice correct ${number}\``);
    const refused = await desk.run(corrected, `invoice ${number} --yes`);
    expect([refused.exitCode, refused.stderr.split("\n").slice(0, 2)]).toEqual([
      1,
      [
        `error: R-2 was amended after it was billed. The bill is corrected first; then the rest of ${number} can be billed.`,
        `try: invoice correct ${number}`,
      ],
    ]);
    const shown = await desk.done(corrected, `invoice correct ${number} --preview --json`);
    expect(shown.json()).toMatchObject({ preview: true, unchanged: false, creditNotes: [], billings: [{ charges: [{ kind: "lost" }] }] });
    expect((await desk.run(corrected, `invoice correct ${number}`)).exitCode).toBe(2);
    const done = await desk.done(corrected, `invoice correct ${number} --yes`);
    expect(done.stdout).toMatch(/^Damages statement K-2026-0001, /u);
    expect((await desk.done(corrected, "inspect show K-2026-0001")).stdout).toMatch(/^R-2 · return of contract/u);
    const again = await desk.done(corrected, `invoice correct ${number} --yes`);
    expect(again.stdout).toBe(`Nothing that ${number} was billed on has changed since. There is nothing to correct.\n`);
    expect((await desk.done(corrected, "invoice --json")).json()).toMatchObject({ unbilled: [], uncorrected: [] });
  });
});

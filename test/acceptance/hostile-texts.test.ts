/** Names and notes that try to be something else: formulas, markup, further headers, commands to a terminal. Through the programs alone. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insideOf } from "../support/read-document.ts";
import { bringBack, type Clerk, clerk, FIXTURES, STORIES, type StoryName, textOfFile } from "../support/story-desk.ts";

const NAME = `=HYPERLINK("http://evil.example";"x")</Nm><b>&lt;]]>`;
const BILLED = "2026-07-06T08:00:00Z";
let desk: Clerk;

/** A story's contract with another customer's name. */
async function contractOf(story: StoryName, over: (text: string) => string): Promise<string> {
  const text = await readFile(join(FIXTURES, story, "contract.yaml"), "utf8");
  const path = join(desk.root, `${story}.yaml`);
  await writeFile(path, over(text.replaceAll("../terms/", join(FIXTURES, "terms/"))));
  return path;
}
const named = (name: string) => (text: string) => text.replace(/^( +)name: .*$/mu, (_, indent) => `${indent}name: ${JSON.stringify(name)}`);

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party", { contract: await contractOf("party", named(NAME)) });
  await bringBack(desk, "clean", { contract: await contractOf("clean", named(NAME)) });
  await bringBack(desk, "event", { contract: await contractOf("event", named(NAME)) });
  await desk.done(BILLED, "invoice --all --yes");
}, 120_000);
afterAll(() => desk.close());

describe("a name that is a formula and markup", () => {
  test("stays text in the books' tables", async () => {
    await desk.done(BILLED, "desk books 2026-07 --out books");
    const file = await readFile(join(desk.root, "books", "books-2026-07", "entries.csv"));
    const rows: Record<string, string>[] = parse(file, { bom: true, delimiter: ";", columns: true });
    expect(new Set(rows.map(({ Customer }) => Customer))).toEqual(new Set([`'${NAME}`]));
  });

  test("stays text in an e-invoice and in the bank's order", async () => {
    await desk.done(BILLED, "invoice export L-2026-0001 --format finvoice --out a.xml");
    await desk.done(BILLED, `invoice refunds ${STORIES.clean.number} --iban FI5810171000000122 --file refunds.xml`);
    for (const [file, said] of [
      ["a.xml", "<BuyerOrganisationName>=HYPERLINK("],
      // Banks take a few signs only.
      ["refunds.xml", "<Nm>HYPERLINK( http://evil.example x ) /Nm b lt</Nm>"],
    ] as const) {
      const xml = (await readFile(join(desk.root, file))).toString("latin1");
      expect(xml).toContain(said);
      expect([file, xml.includes("<b>")]).toEqual([file, false]);
    }
  });

  test("stays text in Peppol, and in the XML and on the page of a Factur-X", async () => {
    const { documents } = (await desk.done(BILLED, `invoice show ${STORIES.event.number} --json`)).json<{
      documents: { number: string }[];
    }>();
    const [document] = documents;
    await desk.done(BILLED, `invoice export ${document?.number} --format peppol --out peppol.xml`);
    await desk.done(BILLED, `invoice export ${document?.number} --format facturx --out facturx.pdf`);
    const pdf = await readFile(join(desk.root, "facturx.pdf"));
    const cii = insideOf(pdf);
    const escaped = NAME.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
    expect(await readFile(join(desk.root, "peppol.xml"), "utf8")).toContain(`<cbc:RegistrationName>${escaped}</cbc:RegistrationName>`);
    expect(cii).toContain(`<ram:Name>${escaped}</ram:Name>`);
    expect(await textOfFile(join(desk.root, "facturx.pdf"))).toContain("=HYPERLINK(");
  });

  test("stays text in the table of returns tried under other terms", async () => {
    const terms = join(FIXTURES, "terms", "furniture-and-tableware.yaml");
    const { stdout } = await desk.done(BILLED, "contracts terms try --csv -", [terms]);
    const rows: Record<string, string>[] = parse(stdout, { bom: true, delimiter: ";", columns: true });
    expect(rows.map(({ contract, customer }) => [contract, customer])).toEqual(
      expect.arrayContaining([
        [STORIES.party.number, `'${NAME}`],
        [STORIES.event.number, `'${NAME}`],
      ]),
    );
  });

  test("is printed as it is", async () => {
    const shown = await desk.done(BILLED, `invoice show ${STORIES.party.number} --out bill.pdf`);
    expect(shown.exitCode).toBe(0);
    expect(await textOfFile(join(desk.root, "bill.pdf"))).toContain("=HYPERLINK(");
  });
});

describe("what holds a line break or a command to a terminal is refused where it comes in, or said without it", () => {
  test.each([
    [
      "a further header in an address",
      (text: string) => text.replace(/^( +)email: .*$/mu, '$1email: "aino@example.fi\\r\\nBcc: evil@example.com"'),
    ],
    ["a further header in a name", named("Aino\r\nBcc: evil@example.com")],
    ["a command to a terminal", named("Aino \u001b[2J\u0007")],
  ])("%s", async (_, over) => {
    const path = await contractOf("clean", over);
    const text = (await readFile(path, "utf8")).replace(STORIES.clean.number, "2026-9999");
    await writeFile(path, text);
    const ran = await desk.run(BILLED, "contracts add", [path]);
    expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/u);
    expect(`${ran.stdout}${ran.stderr}`).not.toMatch(/^Bcc:/mu);
    expect(ran.exitCode).toBe(1);
  });
});

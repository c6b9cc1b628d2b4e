import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ran, runProgram } from "../support/run-program.ts";

const FIRM = fileURLToPath(new URL("../../fixtures/firm.yaml", import.meta.url));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "returndesk-test-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const desk = (argv: readonly string[], at?: string): Promise<Ran> => runProgram("desk", argv, { home, ...(at ? { at } : {}) });
const init = (...more: string[]): Promise<Ran> => desk(["init", "--from", FIRM, "--mirror", join(home, "mirror"), ...more]);

/** A file descriptor that holds one `id:pin` line, as a shell's `3<file` gives. */
async function withPin<T>(line: string, work: (fd: string) => Promise<T>): Promise<T> {
  const file = join(home, "pin");
  writeFileSync(file, `${line}\n`);
  const fd = openSync(file, "r");
  try {
    return await work(String(fd));
  } finally {
    closeSync(fd);
  }
}

describe("desk init", () => {
  it("sets up the firm from a file and makes the first owner, who is signed in", async () => {
    const ran = await init();
    expect([ran.exitCode, ran.stderr]).toEqual([0, "Mira Lahti is the first owner and goes by mira.\n"]);
    const settings = JSON.parse(readFileSync(join(home, "desk.json"), "utf8"));
    expect(settings.firm).toEqual({
      name: "Pirkan Juhlavuokraus Oy",
      address: { street: "Verstaskuja 4", postalCode: "33100", city: "Tampere", country: "FI" },
      businessId: "0112038-9",
      vatId: "FI01120389",
      iban: "FI2112345600000785",
      bic: "NDEAFIHH",
      phone: "+358 3 123 4567",
      email: "asiakaspalvelu@pirkanjuhlavuokraus.example",
      logo: null,
      eInvoice: null,
    });
    expect(settings).toMatchObject({ desk: "Tampere", zone: "Europe/Helsinki", language: "fi", data: home, mirror: join(home, "mirror") });
    expect((await desk(["staff", "list"])).stdout).toBe("Id\tName\tRole\tPIN\tUntil\nmira *\tMira Lahti\towner\t–\t–\n");
  });

  it("names every missing flag at once where nobody can be asked", async () => {
    const ran = await desk(["init"]);
    expect(ran.exitCode).toBe(2);
    for (const flag of ["--name", "--street", "--postal-code", "--city", "--business-id", "--iban", "--phone", "--email", "--owner"]) {
      expect(ran.stderr).toContain(`${flag}: is needed`);
    }
  });

  it("refuses a wrong IBAN and business id, both at once, and writes nothing", async () => {
    const ran = await init("--iban", "FI2112345600000786", "--business-id", "0112038-8");
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('--iban "FI2112345600000786": is no valid IBAN');
    expect(ran.stderr).toContain('--business-id "0112038-8": is no valid business id');
    expect((await desk(["staff", "list"])).stderr).toContain("error: This desk is not set up yet");
  });

  it("does not write over a desk that is set up, unless told to", async () => {
    await init();
    expect((await init()).stderr).toContain("error: Pirkan Juhlavuokraus Oy is set up already");
    const replaced = await init("--replace", "--name", "Uusi Vuokraamo Oy");
    expect(replaced.exitCode).toBe(0);
    expect((await desk(["staff", "list", "--json"])).json<{ staff: unknown[] }>().staff).toHaveLength(1);
  });

  it("keeps, when set up anew, whatever nobody asked about", async () => {
    const logo = join(home, "logo.png");
    writeFileSync(
      logo,
      await sharp({ create: { width: 400, height: 80, channels: 3, background: "#445566" } })
        .png()
        .toBuffer(),
    );
    await init("--logo", logo, "--data", join(home, "data"), "--language", "en", "--bic", "");
    const path = join(home, "desk.json");
    const numbers = { invoice: "L-{year}-{number:5}" };
    const mail = { host: "mail.example.fi", port: 587, security: "starttls", user: null, from: "tiski@example.fi" };
    const before = { ...JSON.parse(readFileSync(path, "utf8")), numbers, mail };
    writeFileSync(path, JSON.stringify(before));
    expect(before.firm.logo).toMatch(/^[0-9a-f]{64}$/u);

    const replaced = await desk(["init", "--replace", "--phone", "+358 3 765 4321", "--json"]);
    const settings = { ...before, firm: { ...before.firm, phone: "+358 3 765 4321" } };
    expect([replaced.exitCode, JSON.parse(readFileSync(path, "utf8"))]).toEqual([0, settings]);
    // A VAT id that followed from the business id follows the new one; the logo goes along to another archive.
    const moved = await desk([
      "init",
      "--replace",
      "--business-id",
      "2345671-3",
      "--data",
      join(home, "elsewhere"),
      "--owner",
      "Onni Salo",
    ]);
    expect([moved.exitCode, JSON.parse(readFileSync(path, "utf8"))]).toEqual([
      0,
      { ...settings, data: join(home, "elsewhere"), firm: { ...settings.firm, businessId: "2345671-3", vatId: "FI23456713" } },
    ]);
    expect((await desk(["doctor"])).stdout).not.toContain("logo");
    const without = await desk(["init", "--replace", "--logo", ""]);
    expect([without.exitCode, JSON.parse(readFileSync(path, "utf8")).firm.logo]).toEqual([0, null]);
  });

  it("takes the e-invoice address and operator by flags and from a file, checks both, and keeps them when set up anew", async () => {
    const route = { address: { scheme: "0216", id: "003701120389" }, operator: "003721291126" };
    const stored = () => JSON.parse(readFileSync(join(home, "desk.json"), "utf8")).firm.eInvoice;
    const wrong = await init("--e-invoice-address", "0037 nowhere", "--e-invoice-operator", "a bank");
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      1,
      expect.stringMatching(
        /--e-invoice-address "0037 nowhere": is no e-invoice address[\s\S]*--e-invoice-operator "a bank": is no operator/u,
      ),
    ]);
    await init("--e-invoice-address", "003701120389", "--e-invoice-operator", "003721291126");
    expect(stored()).toEqual(route);
    await desk(["init", "--replace", "--phone", "+358 3 765 4321"]);
    expect(stored()).toEqual(route);
    await desk(["init", "--replace", "--e-invoice-operator", "NDEAFIHH"]);
    expect(stored()).toEqual({ ...route, operator: "NDEAFIHH" });
    await desk(["init", "--replace", "--e-invoice-address", "", "--e-invoice-operator", ""]);
    expect(stored()).toBeNull();
    const file = join(home, "firm.yaml");
    writeFileSync(file, `${readFileSync(FIRM, "utf8")}eInvoiceAddress: 0216:003701120389\neInvoiceOperator: "003721291126"\n`);
    await desk(["init", "--replace", "--from", file]);
    expect(stored()).toEqual(route);
  });

  it("writes damaged settings anew when told to", async () => {
    await init();
    writeFileSync(join(home, "desk.json"), "{");
    const ran = await init();
    expect([ran.exitCode, ran.stderr.split("\n").at(-2)]).toEqual([1, "try: mend the file, or write it anew with desk init --replace"]);
    expect((await init("--replace")).exitCode).toBe(0);
    expect((await desk(["staff", "list"])).exitCode).toBe(0);
  });

  it("only says what it would do on a dry run", async () => {
    const ran = await init("--dry-run");
    expect([ran.exitCode, ran.stdout]).toEqual([
      0,
      `The settings would be written to ${join(home, "desk.json")}.\nThis was a dry run: nothing was stored.\n`,
    ]);
    expect((await desk(["staff", "list"])).exitCode).toBe(1);
  });
});

describe("desk staff", () => {
  beforeEach(async () => void (await init()));

  it("adds, signs in and ends people; somebody who ended cannot act", async () => {
    expect((await desk(["staff", "add", "Onni Salo", "--role", "temp", "--until", "2026-08-31"])).stdout).toBe(
      "Onni Salo goes by onni: temp.\n",
    );
    expect((await desk(["staff", "sign-in", "onni"])).stdout).toBe("Onni Salo (temp) is at the desk.\n");
    expect((await desk(["staff", "list"], "2026-09-01T08:00:00Z")).stderr).toContain(
      "error: Onni Salo does not work at this desk any more",
    );
    expect((await desk(["staff", "end", "onni", "--on", "2026-06-01", "--as", "mira"])).stdout).toBe("Onni Salo: last day 2026-06-01.\n");
  });

  it("keeps at least one owner", async () => {
    expect((await desk(["staff", "end", "mira"])).stderr).toContain("error: Mira Lahti is the only owner");
  });

  it("asks for an owner's PIN once there is one, and a name alone grants nothing", async () => {
    const set = await withPin("mira:471147", (fd) => desk(["staff", "pin", "mira", "--new-pin-fd", fd]));
    expect(set.stdout).toBe("The PIN of mira is set.\n");
    const refused = await desk(["staff", "add", "Onni Salo", "--as", "mira"]);
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      "error: This needs the PIN of somebody who may decide it.\ntry: --pin-fd 3 3<file with a line id:pin\n",
    ]);
    const wrong = await withPin("mira:000000", (fd) => desk(["staff", "add", "Onni Salo", "--pin-fd", fd]));
    expect([wrong.exitCode, wrong.stderr.split("\n")[0]]).toEqual([1, "error: That is not the PIN of mira."]);
    const added = await withPin("mira:471147", (fd) => desk(["staff", "add", "Onni Salo", "--pin-fd", fd]));
    expect(added.stdout).toBe("Onni Salo goes by onni: clerk.\n");
  });

  it("slows down guesses", async () => {
    await withPin("mira:471147", (fd) => desk(["staff", "pin", "mira", "--new-pin-fd", fd]));
    const guess = (pin: string, at: string): Promise<Ran> =>
      withPin(`mira:${pin}`, (fd) => desk(["staff", "add", "Onni Salo", "--pin-fd", fd], at));
    for (const pin of ["0000", "0001", "0002"]) await guess(pin, "2026-05-20T11:00:00Z");
    expect((await guess("471147", "2026-05-20T11:00:01Z")).stderr).toContain("error: Too many wrong PINs for mira: wait 2 seconds.");
    expect((await guess("471147", "2026-05-20T11:00:03Z")).exitCode).toBe(0);
  });

  it("suggests the command that was meant", async () => {
    const ran = await desk(["staf"]);
    expect([ran.exitCode, ran.stderr]).toEqual([2, "error: There is no command staf.\ntry: did you mean staff?\n"]);
  });
});

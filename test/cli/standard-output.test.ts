import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const MODULE = pathToFileURL(join(import.meta.dirname, "../../src/cli/standard-output.ts")).href;
const LINES = 20_000;
/** More than any pipe holds: some of it waits for the reader. */
const SCRIPT = `const { standardOutput } = await import(${JSON.stringify(MODULE)});
  const stdout = standardOutput();
  for (let line = 1; line <= ${LINES}; line += 1) stdout.write("rivi " + line + " äö\\n");`;
const ARGV = ["--import", "tsx", "--input-type=module", "--eval", SCRIPT];
const ALL = Array.from({ length: LINES }, (_, index) => `rivi ${index + 1} äö\n`).join("");

test("all of it arrives through a pipe", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ARGV, { encoding: "utf8", maxBuffer: 1e8 });
  expect({ status, stderr, whole: stdout === ALL }).toEqual({ status: 0, stderr: "", whole: true });
});

test("all of it arrives in a file", async () => {
  const file = join(await temporaryFolder(), "answer.txt");
  const handle = openSync(file, "w");
  const { status } = spawnSync(process.execPath, ARGV, { stdio: ["ignore", handle, "inherit"] });
  closeSync(handle);
  expect({ status, whole: readFileSync(file, "utf8") === ALL }).toEqual({ status: 0, whole: true });
});

test("a pipe that does not wait is waited for", () => {
  // Opening Node's own stream makes the pipe such a one; whoever started us may have done the same.
  const argv = ARGV.with(-1, `process.stdout.isTTY; ${SCRIPT}`);
  const slowly = ["-c", '"$0" "$@" | (dd bs=1 count=1 2>&-; sleep 1; cat)', process.execPath, ...argv];
  const { status, stdout, stderr } = spawnSync("sh", slowly, { encoding: "utf8", maxBuffer: 1e8 });
  expect({ status, stderr, whole: stdout === ALL }).toEqual({ status: 0, stderr: "", whole: true });
});

test("a full disk is a clear error of the program", () => {
  const start = new URL("start.ts", MODULE).href;
  const script = `const { start } = await import(${JSON.stringify(start)}); await start("contracts");`;
  const env = { ...process.env, LC_ALL: "C", RETURNDESK_LANGUAGE: "en" };
  const full = openSync("/dev/full", "w");
  const words = ["--", "schema"];
  const { status, stderr } = spawnSync(process.execPath, [...ARGV.with(-1, script), ...words], {
    encoding: "utf8",
    env,
    stdio: ["ignore", full, "pipe"],
  });
  closeSync(full);
  expect([status, stderr.split("\n").map((line) => line.split(":")[0])]).toEqual([1, ["error", "try", ""]]);
  expect(stderr).toContain("The answer cannot be written: the disk it goes to is full.");
});

test("a reader that went away is no failure", async () => {
  const child = spawn(process.execPath, ARGV, { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  const [status] = await once(child, "exit");
  expect({ status, said }).toEqual({ status: 0, said: "" });
});

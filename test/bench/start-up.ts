/**
 * Whole processes, side by side: each program against `node -e 0`, in turn, so that a machine whose speed drifts is fair to both; and the
 * processor time of issuing one bill. Run with `npm run bench`; RUNS sets the number of pairs.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REPORT = fileURLToPath(new URL("report-usage.cjs", import.meta.url));
const RUNS = Number(process.env.RUNS ?? 31);

// Reading extra certificates costs every Node process several milliseconds that are not ours.
const { NODE_EXTRA_CA_CERTS: _certificates, RETURNDESK_STAFF: _staff, ...clean } = process.env;

const bin = (name: string): string => join(ROOT, "bin", `${name}.cjs`);
const fixture = (path: string): string => join(ROOT, "fixtures", path);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

interface Finished {
  readonly wallMs: number;
  /** Processor seconds, user and system. */
  readonly cpu: number;
}

function run(argv: readonly string[], env: NodeJS.ProcessEnv, preload: readonly string[] = []): Finished {
  const started = process.hrtime.bigint();
  const { status, stderr, output } = spawnSync(process.execPath, [...preload, ...argv], { env, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  return { wallMs: Number(process.hrtime.bigint() - started) / 1e6, cpu: Number(JSON.parse(String(output[3]) || "{}").seconds) };
}

function pairRatio(argv: readonly string[], env: NodeJS.ProcessEnv): number {
  const bare = run(["-e", "0"], env).wallMs;
  return run(argv, env).wallMs / bare;
}

/** The median of the ratios of pairs run one after the other. */
function ratioToBareNode(argv: readonly string[], env: NodeJS.ProcessEnv): number {
  run(argv, env);
  return median(Array.from({ length: RUNS }, () => pairRatio(argv, env)));
}

/** A desk of its own in a temporary folder. */
function prepareDesk(home: string): NodeJS.ProcessEnv {
  const env = { ...clean, RETURNDESK_HOME: home };
  const folders = ["--data", join(home, "data"), "--mirror", join(home, "mirror")];
  run([bin("desk"), "init", "--from", fixture("firm.yaml"), ...folders, "--no-input"], env);
  return env;
}

function returnStory(story: string, env: NodeJS.ProcessEnv): string {
  const file = (name: string): string => fixture(`${story}/${name}`);
  run([bin("contracts"), "add", file("contract.yaml")], env);
  const listed = spawnSync(process.execPath, [bin("contracts"), "list", "--json"], { env }).stdout.toString();
  const contracts = (JSON.parse(listed) as { contracts: { number: string; signed: boolean }[] }).contracts;
  const number = contracts.find((contract) => !contract.signed)?.number as string;
  run([bin("contracts"), "archive", number, file("signed.pdf"), "--yes"], env);
  run([bin("inspect"), "handover", number, "--answers", file("handover.yaml")], env);
  run([bin("inspect"), number, "--answers", file("answers.yaml")], env);
  return number;
}

export function benchStartUp(): void {
  const home = mkdtempSync(join(tmpdir(), "returndesk-bench-"));
  try {
    const env = prepareDesk(home);
    const numbers = ["party", "event", "clean"].map((story) => returnStory(story, env));
    const print = (what: string, figure: string, limit: string): void => void process.stdout.write(`${what}\t${figure}\tlimit ${limit}\n`);
    print("inspect --help ÷ node -e 0", ratioToBareNode([bin("inspect"), "--help"], env).toFixed(2), "1.60");
    print("contracts show ÷ node -e 0", ratioToBareNode([bin("contracts"), "show", numbers[0] as string], env).toFixed(2), "2.20");
    for (const number of numbers) {
      const { cpu, wallMs } = run([bin("invoice"), number, "--yes"], env, ["--require", REPORT]);
      print(`issue the bill of ${number}`, `${cpu.toFixed(2)} s processor, ${(wallMs / 1000).toFixed(2)} s wall`, "0.50 s processor");
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

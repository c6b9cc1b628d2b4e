/** Plays one whole return with the real commands, in a folder of its own, and shows each as a person would type it. */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { type Instant, instant, parseLocalTime, plusMinutes } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import { makeFolder } from "../../storage/durable-file.ts";
import { templatesFolder } from "../../storage/templates.ts";
import type { Io } from "../io.ts";
import { main, type ProgramName } from "../main.ts";
import type { Session } from "../session.ts";

const ZONE = "Europe/Helsinki";
/** Days after the return on which the demo's bill goes out: the waiting days for missing things are over then. */
const BILLED_AFTER_DAYS = 8;

interface DemoOptions {
  /** Null: a new folder among the system's temporary ones. */
  readonly out: string | null;
  readonly story: string;
  readonly interactive: boolean;
}

interface Story {
  readonly folder: string;
  readonly number: string;
  readonly customer: string;
  readonly handOver: Instant;
  readonly cameBack: Instant;
}

/** @throws UserError `demo-failed` when a step does not end well, with that step's command. */
export async function playDemo(session: Session, options: DemoOptions): Promise<void> {
  const story = await readStory(options.story);
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const out = await emptyFolder(session, options.out);
  const play = player(session, out);
  const { t } = session;
  const { number } = story;
  const file = (name: string): string => join(story.folder, name);
  const firm = join(story.folder, "..", "firm.yaml");

  const before = plusMinutes(story.handOver, -60);
  await play(before, "desk.demo.step.init", "desk", [
    "init",
    "--from",
    firm,
    "--data",
    join(out, "data"),
    "--mirror",
    join(out, "mirror"),
    "--no-input",
  ]);
  await play(before, "desk.demo.step.add", "contracts", ["add", file("contract.yaml")]);
  await play(before, "desk.demo.step.form", "contracts", ["form", number, "--out", join(out, `${number}-form.pdf`)]);
  const signed = ["--signed-by", story.customer, "--signed-on", story.handOver.slice(0, 10), "--yes"];
  await play(story.handOver, "desk.demo.step.archive", "contracts", ["archive", number, file("signed.pdf"), ...signed]);
  await play(story.handOver, "desk.demo.step.handover", "inspect", ["handover", number, "--answers", file("handover.yaml")]);
  const answers = options.interactive && session.interactive ? [] : ["--answers", file("answers.yaml")];
  await play(story.cameBack, "desk.demo.step.walk", "inspect", [number, ...answers]);
  const billed = plusMinutes(story.cameBack, BILLED_AFTER_DAYS * 24 * 60);
  await play(story.cameBack, "desk.demo.step.record", "inspect", ["record", number, "--out", join(out, `${number}-record.pdf`)]);
  await play(billed, "desk.demo.step.assess", "invoice", [number, "--preview"]);
  await play(billed, "desk.demo.step.issue", "invoice", [number, "--yes", "--out", join(out, `${number}-bill.pdf`)]);

  const pdfs = (await readdir(out)).filter((name) => name.endsWith(".pdf")).sort();
  session.print("", session.out.bold(t("desk.demo.pdfs")), ...pdfs.map((name) => `  ${join(out, name)}`));
  session.print("", session.out.bold(t("desk.demo.next")));
  session.verbatim(hints(session, out, number).join("\n"));
}

/** Commands to go on with, ready to paste. */
function hints(session: Session, out: string, number: string): string[] {
  const bin = join(dirname(templatesFolder()), "bin");
  const rows: readonly (readonly [string, string])[] = [
    [`node ${join(bin, "invoice.cjs")} explain ${number}`, "explain"],
    [`node ${join(bin, "contracts.cjs")} show ${number}`, "show"],
    [`node ${join(bin, "contracts.cjs")} verify`, "verify"],
    ["npm run demo -- --interactive", "inspect"],
    [`node ${join(bin, "desk.cjs")} init`, "init"],
  ];
  const home = `export RETURNDESK_HOME=${join(out, "home")}`;
  return [
    `  ${home}`,
    ...rows.flatMap(([command, key]) => [`  ${session.out.dim(`# ${session.t(`desk.demo.hint.${key}`)}`)}`, `  ${command}`]),
  ];
}

type Play = (at: Instant, title: string, program: ProgramName, argv: readonly string[]) => Promise<void>;

function player(session: Session, out: string): Play {
  let step = 0;
  return async (at, title, program, argv) => {
    step += 1;
    session.print("", session.out.accent(`${step}. ${session.t(title)}`));
    session.verbatim(session.out.dim(`$ ${shown(program, argv)}`));
    const started = Date.parse(session.io.clock.now());
    const io: Io = {
      ...session.io,
      env: { ...session.io.env, RETURNDESK_HOME: join(out, "home"), RETURNDESK_STAFF: undefined, RETURNDESK_LANGUAGE: session.language },
      clock: { now: () => instant(new Date(Date.parse(at) + Date.parse(session.io.clock.now()) - started)) },
    };
    const exitCode = await main(program, argv, io);
    if (exitCode !== 0) throw new UserError("demo-failed", { command: shown(program, argv), exitCode });
  };
}

const shown = (program: string, argv: readonly string[]): string =>
  [program, ...argv.map((word) => (/^[\w./:@-]+$/u.test(word) ? word : JSON.stringify(word)))].join(" ");

async function emptyFolder(session: Session, out: string | null): Promise<string> {
  if (out === null) return mkdtemp(join(tmpdir(), "returndesk-demo-"));
  const folder = resolve(session.io.cwd, out);
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new UserError("demo-folder", { folder }, ["desk demo --out ANOTHER-FOLDER"]);
  }
  await makeFolder(folder);
  return folder;
}

async function readStory(name: string): Promise<Story> {
  const fixtures = join(dirname(templatesFolder()), "fixtures");
  const stories = (await readdir(fixtures)).filter((story) => existsSync(join(fixtures, story, "answers.yaml"))).sort();
  if (!stories.includes(name)) {
    throw new UserError("unknown-story", { story: name, stories: stories.join(", ") }, [`desk demo --story ${stories[0]}`]);
  }
  const folder = join(fixtures, name);
  const read = async (file: string) => parse(await readFile(join(folder, file), "utf8"), { schema: "failsafe" });
  const contract = await read("contract.yaml");
  const answers = await read("answers.yaml");
  return {
    folder,
    number: contract.number,
    customer: contract.customer.contact ?? contract.customer.name,
    handOver: parseLocalTime(contract.handOver, ZONE) as Instant,
    cameBack: parseLocalTime(answers.cameBackAt, ZONE) as Instant,
  };
}

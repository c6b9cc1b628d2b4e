import type { Declare, Options } from "../../program.ts";
import { versionFrom } from "./version-from.ts";

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** `--to` and `--again` say that it is mailed, `--printer` that it is printed. */
function deliveryFrom({ out, mail, to, again, print, printer }: Options) {
  const mailed = mail === true || typeof to === "string" || again === true;
  return {
    out: text(out),
    printer: print === true || typeof printer === "string" ? (text(printer) ?? "") : null,
    mail: mailed ? { to: text(to), again: again === true } : null,
  };
}

/** `inspect record ID`: the walkthrough record as a PDF for the customer; without sums unless asked for. */
export const declareRecord: Declare = (program, cli) => {
  const command = cli
    .command(program, "record <id>", "inspect.record")
    .option("--mail", cli.help("inspect.record.option.mail"))
    .option("--to <address>", cli.help("inspect.record.option.to"))
    .option("--again", cli.help("inspect.record.option.again"))
    .option("--print", cli.help("inspect.record.option.print"))
    .option("--printer <name>", cli.help("inspect.record.option.printer"))
    .option("--out <path>", cli.help("inspect.record.option.out"))
    .option("--with-sums", cli.help("inspect.walk.option.withSums"))
    .option("--version <n>", cli.help("inspect.record.option.version"));
  command.action(
    cli.action(async (session, [id], options) => {
      const { deliverRecord } = await import("./deliver-record.ts");
      const request = { id: id as string, withSums: options.withSums === true, version: versionFrom(options.version) };
      await deliverRecord(session, request, deliveryFrom(options));
    }),
  );
};

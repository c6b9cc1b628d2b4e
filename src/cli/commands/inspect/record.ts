import type { Declare } from "../../program.ts";

/** `inspect record ID`: the walkthrough record as a PDF for the customer; without sums unless asked for. */
export const declareRecord: Declare = (program, cli) => {
  cli
    .command(program, "record <id>", "inspect.record")
    .option("--out <path>", cli.help("inspect.record.option.out"))
    .option("--with-sums", cli.help("inspect.walk.option.withSums"))
    .action(
      cli.action(async (session, [id], options) => {
        const { deliverRecord } = await import("./deliver-record.ts");
        const request = { id: id as string, withSums: options.withSums === true };
        if (session.flags.dryRun) {
          const { finishedWalk } = await import("../../../app/render-record.ts");
          await finishedWalk(await session.desk(), request.id);
          return session.remark(session.t("common.dryRun"));
        }
        const record = await deliverRecord(session, request, typeof options.out === "string" ? options.out : null);
        if (session.flags.json) session.json({ record });
        else session.print(record.copy ?? record.path);
      }),
    );
};

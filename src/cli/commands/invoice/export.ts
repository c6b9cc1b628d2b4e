import type { Declare } from "../../program.ts";

/** `invoice export ID --format peppol|finvoice|facturx`: e-invoices of what is issued, stored once and the same each time. */
export const declareExport: Declare = (program, cli) => {
  cli
    .command(program, "export [id]", "invoice.export")
    .requiredOption("--format <format>", cli.help("invoice.export.option.format"))
    .option("--all", cli.help("invoice.export.option.all"))
    .option("--out <path>", cli.help("invoice.export.option.out"))
    .action(
      cli.action(async (session, [id], options) => {
        const { exportDocuments } = await import("../../actions/export-documents.ts");
        await exportDocuments(session, typeof id === "string" ? id : null, {
          format: String(options.format),
          all: options.all === true,
          out: typeof options.out === "string" ? options.out : null,
        });
      }),
    );
};

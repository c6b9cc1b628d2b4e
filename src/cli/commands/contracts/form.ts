import type { Declare } from "../../program.ts";

/** `contracts form NUMBER --out FILE`: the contract to sign, with a QR code on every page. */
export const declareForm: Declare = (program, cli) => {
  cli
    .command(program, "form <number>", "contracts.form")
    .requiredOption("--out <file>", cli.help("contracts.form.option.out"))
    .action(
      cli.action(async (session, [number], options) => {
        const { renderContractForm } = await import("../../../app/render-contract-form.ts");
        const { documentAssets } = await import("../../actions/document-assets.ts");
        const { writeNewFile } = await import("../../../adapters/output-files.ts");
        const desk = await session.desk();
        const { contract, pdf } = await renderContractForm(desk, String(number), (language) => documentAssets(desk, language));
        if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
        const path = await writeNewFile(session.io.cwd, String(options.out), pdf);
        if (session.flags.json) return session.json({ contract: contract.number, path, size: pdf.length });
        session.print(session.t("contracts.formWritten", { path }));
      }),
    );
};

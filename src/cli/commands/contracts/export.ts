import type { Declare } from "../../program.ts";

/** `contracts export NUMBER --out DIR`: the originals, the metadata and a list of hashes that `sha256sum -c` checks. */
export const declareExport: Declare = (program, cli) => {
  cli
    .command(program, "export <number>", "contracts.export")
    .requiredOption("--out <folder>", cli.help("contracts.export.option.out"))
    .action(
      cli.action(async (session, [number], options) => {
        const { exportContract, exportFolderName } = await import("../../../app/export-contract.ts");
        const { findContract } = await import("../../../app/find-contract.ts");
        const { newFolder } = await import("../../actions/new-folder.ts");
        const desk = await session.desk();
        if (session.flags.dryRun) {
          const contract = await (await desk.store()).read((repositories) => findContract(repositories, String(number)));
          session.print(exportFolderName(contract.number));
          return session.remark(session.t("common.dryRun"));
        }
        const exported = await exportContract(desk, String(number), (name) => newFolder(session, String(options.out), name));
        if (session.flags.json) return session.json({ ...exported });
        session.print(session.t("contracts.exported", { folder: exported.folder, files: exported.files.length }));
      }),
    );
};

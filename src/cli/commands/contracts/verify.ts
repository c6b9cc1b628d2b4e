import type { Declare } from "../../program.ts";

/** `contracts verify [NUMBER]`: reads every stored copy again; exit code 1 when one is not what was archived. */
export const declareVerify: Declare = (program, cli) => {
  cli.command(program, "verify [number]", "contracts.verify").action(
    cli.action(async (session, [number]) => {
      const { verifySignedCopies } = await import("../../../app/verify-signed-copies.ts");
      const { printVerified } = await import("../../output/verified-files.ts");
      const { progressLine } = await import("../../output/progress-line.ts");
      const desk = await session.desk();
      const files = await verifySignedCopies(
        desk,
        typeof number === "string" ? number : null,
        progressLine(session, "contracts.verify.progress"),
      );
      printVerified(session, files);
    }),
  );
};

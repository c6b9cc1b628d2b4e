import type { Declare } from "../../program.ts";

/** `desk check FILE`: what the books prove of a document that somebody holds; exit code 1 unless it is proven. */
export const declareCheck: Declare = (program, cli) => {
  cli.command(program, "check <file>", "desk.check").action(
    cli.action(async (session, [file]) => {
      const { checkFile } = await import("../../actions/check-file.ts");
      await checkFile(session, String(file));
    }),
  );
};

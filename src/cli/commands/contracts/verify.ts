import type { Declare } from "../../program.ts";

/** `contracts verify [NUMBER]`: reads again all that is stored; exit code 1 when something is not what was stored. */
export const declareVerify: Declare = (program, cli) => {
  cli
    .command(program, "verify [number]", "contracts.verify")
    .option("--heal", cli.help("contracts.verify.option.heal"))
    .option("--resume", cli.help("contracts.verify.option.resume"))
    .option("--rate <bytes>", cli.help("contracts.verify.option.rate"))
    .action(
      cli.action(async (session, [number], options) => {
        const { verify } = await import("../../actions/verify.ts");
        await verify(session, typeof number === "string" ? number : null, options);
      }),
    );
};

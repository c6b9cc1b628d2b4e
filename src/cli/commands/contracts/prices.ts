import type { Declare } from "../../program.ts";

/** `contracts prices NUMBER [--out FILE]`: what a crack, a loss, dirt or a late day would cost on these very items. */
export const declarePrices: Declare = (program, cli) => {
  cli
    .command(program, "prices <number>", "contracts.prices")
    .option("--out <file>", cli.help("contracts.prices.option.out"))
    .action(
      cli.action(async (session, [number], options) => {
        const { showPrices } = await import("../../actions/show-prices.ts");
        await showPrices(session, String(number), typeof options.out === "string" ? options.out : null);
      }),
    );
};

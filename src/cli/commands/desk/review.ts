import type { Declare } from "../../program.ts";

/** `desk review MONTH --out FILE`: a month at the desk, on one page for the coffee table. */
export const declareReview: Declare = (program, cli) => {
  cli
    .command(program, "review <month>", "desk.review")
    .option("--out <file>", cli.help("desk.review.option.out"))
    .action(
      cli.action(async (session, [month], { out }) => {
        const { review } = await import("../../actions/review-month.ts");
        await review(session, String(month), typeof out === "string" ? out : null);
      }),
    );
};

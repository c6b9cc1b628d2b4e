import type { Declare } from "../../program.ts";

/** `desk books MONTH --out DIR`: the month's end for the bookkeeper. */
export const declareBooks: Declare = (program, cli) => {
  cli
    .command(program, "books <month>", "desk.books")
    .option("--out <folder>", cli.help("desk.books.option.out"))
    .action(
      cli.action(async (session, [month], options) => {
        const { writeBooks } = await import("../../actions/write-books.ts");
        await writeBooks(session, String(month), typeof options.out === "string" ? options.out : null);
      }),
    );
};

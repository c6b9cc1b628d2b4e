/** `invoice export --all` over many bills, as a whole process: made on all processors, both copies on disk. `RETURNS` sets how many returns. */
import { manyReturns, runInvoice } from "../support/many-returns.ts";

const RETURNS = Number(process.env.RETURNS ?? 500);

export async function benchExport(): Promise<void> {
  const { desk } = await manyReturns(RETURNS);
  try {
    const run = async (argv: readonly string[]): Promise<number> => {
      const { code, stderr, milliseconds } = await runInvoice(desk, argv);
      if (code !== 0) throw new Error(`invoice ${argv.join(" ")} ended with ${code}: ${stderr}`);
      return milliseconds;
    };
    await run(["--all", "--yes"]);
    for (const format of ["finvoice", "facturx"]) {
      const milliseconds = await run(["export", "--all", "--format", format]);
      const perSecond = (2 * RETURNS * 1_000) / milliseconds;
      process.stdout.write(
        `export ${format}, ${2 * RETURNS} documents\t${(milliseconds / 1_000).toFixed(1)} s\t${perSecond.toFixed(0)} a second\n`,
      );
    }
  } finally {
    await desk.close();
  }
}

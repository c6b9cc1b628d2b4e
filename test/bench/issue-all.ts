/** `invoice --all` over many returns, as a whole process: numbers, letters on all processors, both copies on disk. `RETURNS` sets how many. */
import { manyReturns, runInvoice } from "../support/many-returns.ts";

const RETURNS = Number(process.env.RETURNS ?? 1_000);

export async function benchIssueAll(): Promise<void> {
  const { desk } = await manyReturns(RETURNS);
  try {
    const { code, stderr, milliseconds } = await runInvoice(desk, ["--all", "--yes"]);
    if (code !== 0) throw new Error(`invoice --all ended with ${code}: ${stderr}`);
    const perSecond = (RETURNS * 1_000) / milliseconds;
    process.stdout.write(`invoice --all, ${RETURNS} returns\t${(milliseconds / 1_000).toFixed(1)} s\t${perSecond.toFixed(0)} a second\n`);
  } finally {
    await desk.close();
  }
}

/** `contracts terms try` over the returns of some years: processor time, and that memory does not grow with them. `RETURNS` sets how many. */
import { tryTerms } from "../../src/app/try-terms.ts";
import { basisPoints } from "../../src/kernel/money.ts";
import { buildDamaged, buildTerms } from "../support/build-terms.ts";
import { manyReturns } from "../support/many-returns.ts";

const RETURNS = Number(process.env.RETURNS ?? 1_000);
/** Milliseconds of processor time for each return: five thousand take half a minute at most. */
const LIMIT = 6;

const HALF = buildDamaged({ price: { kind: "share", of: "currentValue", rate: basisPoints(5_000) } });

export async function benchTryTerms(): Promise<void> {
  const { desk } = await manyReturns(RETURNS);
  try {
    const started = process.cpuUsage();
    let highest = 0;
    const onProgress = (done: number): void => {
      if (done % 100 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
    };
    const tried = await tryTerms(desk, { terms: buildTerms({ damaged: [HALF] }), since: null, onProgress });
    const { user, system } = process.cpuUsage(started);
    const milliseconds = (user + system) / 1_000;
    process.stdout.write(
      `terms try, ${tried.returns} returns\t${Math.round(milliseconds)} ms\tlimit ${LIMIT * RETURNS} ms\theap at most ${Math.round(highest / 1e6)} MB\n`,
    );
    if (milliseconds > LIMIT * RETURNS) process.exitCode = 1;
  } finally {
    await desk.close();
  }
}

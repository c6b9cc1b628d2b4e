/** How many times more cases than `npm test` draws: it must be quick, `npm run fuzz:…` need not. */
export const LONGER = Number(process.env.FUZZ ?? 1);

/** For fast-check: on how many drawn cases a property is tried. */
export const runs = (usual: number): { readonly numRuns: number } => ({ numRuns: usual * LONGER });

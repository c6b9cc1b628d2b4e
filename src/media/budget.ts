/** Reading one file may take so long and no longer: a scan that cannot be understood in time is archived all the same. */
export interface Budget {
  /** Milliseconds left, at least 0. */
  left(): number;
}

export function startBudget(milliseconds: number): Budget {
  const end = performance.now() + milliseconds;
  return { left: () => Math.max(0, end - performance.now()) };
}

/** Does something again and again, never twice at once. @returns what stops it, once what is under way has ended. */
export function wakeEvery(milliseconds: number, act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= act().finally(() => {
      running = null;
    });
  }, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

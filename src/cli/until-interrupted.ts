/** Work that Ctrl-C ends between two pieces, so that it can say how to go on. A second Ctrl-C ends the program as always. */
export async function untilInterrupted<T>(work: (interrupted: () => boolean) => Promise<T>): Promise<T> {
  let interrupted = false;
  const stop = (): void => {
    interrupted = true;
  };
  process.once("SIGINT", stop);
  try {
    return await work(() => interrupted);
  } finally {
    process.removeListener("SIGINT", stop);
  }
}

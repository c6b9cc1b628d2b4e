/** Changes one bit of a file where it lies, as a tired disk does. */
import { open } from "node:fs/promises";

export async function flipBit(path: string, byte: number): Promise<void> {
  const handle = await open(path, "r+");
  try {
    const one = Buffer.alloc(1);
    await handle.read(one, 0, 1, byte);
    await handle.write(Buffer.from([(one[0] as number) ^ 1]), 0, 1, byte);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

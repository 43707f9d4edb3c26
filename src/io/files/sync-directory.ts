import { open } from 'node:fs/promises';

/** Makes the entries of a directory durable: a file is only there after a crash when its name is. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

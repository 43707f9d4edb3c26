import { readdirSync, readlinkSync } from 'node:fs';

/** How many files below a directory this process holds open. Linux alone can tell. */
export function openBelow(dir: string): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((path) => path.startsWith(dir)).length;
}

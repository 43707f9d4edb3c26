/** The moment of reading, epoch ms. The only clock there is. */
export function now(): number {
  return Date.now();
}

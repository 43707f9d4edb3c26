/** FNV-1a over both, then the last mix of MurmurHash3: the low bits choose a slot. Who writes the ids can choose it too. */
export function linkHash(symbol: string, link: string): number {
  let hash = over(over(0x811c9dc5, symbol), link);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function over(hash: number, text: string): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** The candidate a mistyped word most likely meant; undefined where more than a third of it would have to change. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let limit = Math.ceil(word.length / 3);
  let best: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const edits = editDistance(word, candidate);
    if (edits > limit || (edits === limit && best !== undefined)) continue;
    limit = edits;
    best = candidate;
  }
  return best;
}

/** Levenshtein distance: how many letters must be inserted, deleted or replaced. */
export function editDistance(a: string, b: string): number {
  // One row of the table at a time.
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    let left = i + 1;
    const row = [left];
    for (let j = 0; j < b.length; j++) {
      const replaced = (above[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      left = Math.min(replaced, (above[j + 1] ?? 0) + 1, left + 1);
      row.push(left);
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

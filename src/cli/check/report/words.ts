/** `1 close`, `2 closes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share in percent, to a tenth. What is not whole is never shown as 100 %, what is not nothing never as 0 %. */
export function shareText(have: number, of: number): string {
  if (of === 0) return '–';
  if (have === of) return '100 %';
  const tenths = Math.floor((have * 1000) / of);
  if (tenths === 0) return have === 0 ? '0 %' : '< 0.1 %';
  return `${(tenths / 10).toFixed(1).replace(/\.0$/, '')} %`;
}

/** The day (UTC) of a moment as a report states it. */
export function dayOf(iso: string | null): string {
  return iso === null ? '–' : iso.slice(0, 10);
}

const WIDTH = 760;
const LABELS = 300;
const ROW = 26;
const TOP = 44;

/** Bars, longest at the top, with their values: an SVG of its own, readable on light and on dark. */
export function bars(
  title: string,
  unit: string,
  values: readonly (readonly [name: string, value: number])[],
): string {
  const most = Math.max(...values.map(([, value]) => value));
  const rows = values
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, value], n) => {
      const y = TOP + n * ROW;
      const width = Math.max(1, (value / most) * (WIDTH - LABELS - 80));
      const colour = name.startsWith('intel') ? '#d55e00' : '#0072b2';
      return [
        `<text x="${LABELS - 8}" y="${y + 15}" text-anchor="end">${name}</text>`,
        `<rect x="${LABELS}" y="${y + 3}" width="${width.toFixed(1)}" height="16" fill="${colour}"/>`,
        `<text x="${(LABELS + width + 6).toFixed(1)}" y="${y + 15}">${value.toFixed(2)} ${unit}</text>`,
      ].join('');
    });
  const height = TOP + values.length * ROW + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#777"><text x="8" y="22" font-size="14">${title}</text>${rows.join('')}</svg>\n`;
}

import { cpus, loadavg, release } from 'node:os';

/** One line about where a measurement was made. */
export function machine(): string {
  const [cpu] = cpus();
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  return `${cpus().length} cores (${cpu?.model ?? 'unknown'}), Linux ${release()}, Node ${process.version}, load ${load}`;
}

/** The value at a share of sorted values: nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** p50, p99 and max of milliseconds, each as text. */
export function spread(valuesMs: readonly number[]): readonly string[] {
  return [0.5, 0.99, 1].map((share) => ms(quantile(valuesMs, share)));
}

export function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

export function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A table with its title above; the first row names the columns. */
export function print(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  console.log([`\n${title}`, ...lines].join('\n'));
}

/** Epoch ms with its fractions, the same in every process. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

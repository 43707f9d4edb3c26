import type { CheckReport } from '../report/check-schema';

const MOST_LINES = 10;

/** The reasons with their counts, and the first rows with their places. */
export function badRowLines({ faults, fault_reasons, quarantined }: CheckReport['rows']): readonly string[] {
  if (quarantined === 0) return [];
  const shown = faults.slice(0, MOST_LINES);
  const reasons = Object.entries(fault_reasons).sort(([, a], [, b]) => b - a);
  const more = quarantined - shown.length;
  return [
    `  ${reasons.map(([reason, count]) => `${count} ${reason}`).join(', ')}`,
    ...shown.map(
      ({ file, offset, reason, detail, length }) =>
        `  row: ${file}@${offset}: ${reason}: ${detail} (${length} bytes)`,
    ),
    ...(more > 0 ? [`  and ${more} more; a replay writes all to quarantine.jsonl`] : []),
  ];
}

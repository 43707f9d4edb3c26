/** In what a number is counted, as a description says it. */
export const UNITS = {
  usd: 'USD',
  price: 'USD a unit of the base asset',
  qty: 'units of the base asset',
  bps: 'bps',
  r: 'R',
  share: '0 to 1',
  percent: 'percent',
  either: 'percent or a fraction (docs/logs.md says which)',
  ms: 'ms',
  s: 's',
  hours: 'hours',
  days: 'days',
  epochS: 'epoch seconds',
  epochMs: 'epoch ms',
  time: 'epoch seconds, epoch ms or ISO 8601',
  count: 'count',
  bytes: 'bytes',
  block: 'that of its block, USD, R or bps',
  none: 'dimensionless',
} as const;

/** What a field is, and in what its number is counted; a text alone for what is no number. */
export type Word = string | readonly [text: string, unit: keyof typeof UNITS];

/** Words by field. `edge.n` is n inside edge, and comes before `n`; a path may begin with the name of its schema. */
export type Words = Readonly<Record<string, Word>>;

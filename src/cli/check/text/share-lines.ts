import type { CoverageShare } from '../report/check-schema';
import { shareText } from '../report/words';

/** Aligned: what, how many of how many, the share. */
export function shareLine(label: string, have: number, of: number): string {
  return `  ${label.padEnd(34)}${`${have} of ${of}`.padStart(18)}${shareText(have, of).padStart(10)}`;
}

/** The fields that no row lacks in one line; each other with its share, and below it what that does to the numbers. */
export function shareLines(fields: Readonly<Record<string, CoverageShare>>): readonly string[] {
  const entries = Object.entries(fields).filter(([, { of }]) => of > 0);
  const whole = entries
    .filter(([, { consequence }]) => consequence === null)
    .map(([field]) => wordsOf(field));
  return [
    ...(whole.length === 0 ? [] : [`  complete: ${whole.join(', ')}`]),
    ...entries.flatMap(([field, { have, of, consequence }]) =>
      consequence === null ? [] : [shareLine(wordsOf(field), have, of), `      ${consequence}`],
    ),
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  attempt: 'attempt or intent',
  entry: 'opening fills of the whole entry',
  fill_row: 'fill row of its order',
  notional: 'notional',
  order_id: 'order id',
  r: 'R',
  router_row: 'router row of its attempt',
  sizes: 'sizes before and after',
};

// A field of a row by its own name, what is joined or derived in words.
function wordsOf(field: string): string {
  return WORDS[field] ?? field;
}

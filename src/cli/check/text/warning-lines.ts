import type { CheckReport } from '../report/check-schema';

/** What the state files would carry, what is wrong beside the rows, and who is excluded. */
export function warningLines({ notes, warnings, too_many_groups, excluded }: CheckReport): readonly string[] {
  return [
    ...notes.map((note) => `  warning: ${note}`),
    ...warnings.map(({ code, meaning, remedy }) =>
      meaning === null ? `  warning: ${code}` : `  warning: ${code}: ${meaning}; what to do: ${remedy ?? ''}`,
    ),
    ...(too_many_groups === null ? [] : [`  warning: too_many_groups: ${too_many_groups}`]),
    ...excluded.map(({ symbol, reason }) => `  excluded: ${symbol} gets no weight: ${EXCLUDED[reason]}`),
  ];
}

const EXCLUDED: Readonly<Record<CheckReport['excluded'][number]['reason'], string>> = {
  restricted: 'it is restricted',
  status: 'its status is not a trading status',
  disabled: 'it is disabled',
};

import { reasonWords } from '../../../model/fund/reason-words';
import type { CheckReport } from '../report/check-schema';

type State = CheckReport['snapshots'][string]['state'];

const WORDS: Readonly<Record<State, string>> = {
  used: 'used',
  missing: 'missing',
  unusable: 'unusable',
  empty: 'says nothing',
  later: 'not used',
  old: 'not used',
};

const WHY: Readonly<Partial<Record<State, string>>> = {
  unusable: 'it cannot be read; see the warnings',
  later: 'later than the last row: an --as-of from then on uses it, and live does',
  old: 'older than the horizon',
};

/** Each snapshot, what follows where it does not count, and the risk mode that comes of them. */
export function snapshotLines({ snapshots, account }: CheckReport): readonly string[] {
  const entries = Object.entries(snapshots);
  if (entries.length === 0) return [];
  return [
    ...entries.flatMap(([name, { state, ts, consequence }]) => [
      `  ${`${name}.json`.padEnd(22)}${WORDS[state].padEnd(14)}${ts === null ? '' : secondOf(ts)}`.trimEnd(),
      ...[WHY[state]].flatMap((why) => (why === undefined ? [] : [`      ${why}`])),
      ...(consequence === null ? [] : [`      ${consequence}`]),
    ]),
    ...(account === null
      ? []
      : [
          `  risk mode at the last row: ${account.risk_mode}${account.reasons.length === 0 ? '' : ` (${account.reasons.map(reasonWords).join(', ')})`}`,
        ]),
  ];
}

// "2023-11-14T22:13:20.000+00:00" to the second.
function secondOf(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

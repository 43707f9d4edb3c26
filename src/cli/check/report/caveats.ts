import type { CheckReport, CoverageShare } from './check-schema';
import { counted, shareText } from './words';

type Told = Pick<CheckReport, 'coverage' | 'names' | 'account'>;

const MOST_TOLD = 3;
/** What is missing of fewer rows than this share does not stand in the verdict. */
const WORTH_TELLING = 0.05;

/** What weighs most on the numbers of logs that can be used, the heaviest first, and no more than three. */
export function caveatsOf({ coverage, names, account }: Told): readonly string[] {
  if (coverage === null) return [];
  const { positions, closes } = coverage;
  const { count, differing, risk_sources, fields } = positions;
  const { have, of } = names.known_symbols;
  return [
    ...(differing > 0 ? [`${differing} differ from their fills`] : []),
    ...(have < of ? [`${counted(of - have, 'symbol')} of ${of} not in pairs_universe.json`] : []),
    ...lack('no fee in', closes.fields['fee'], 'close'),
    ...lack('no R for', { have: count - risk_sources.none, of: count }, 'position'),
    ...lack('R by an assumed risk for', { have: count - risk_sources.fallback, of: count }, 'position'),
    ...lack('entry unknown of', fields['entry'], 'position'),
    ...lack('no router row for', fields['router_row'], 'position'),
    ...(account?.equity_usd === null ? ['no nav: mode will be cautious or worse'] : []),
    ...lack('no funding in', closes.fields['funding'], 'close'),
  ].slice(0, MOST_TOLD);
}

function lack(
  what: string,
  share: Pick<CoverageShare, 'have' | 'of'> | undefined,
  row: string,
): readonly string[] {
  if (share === undefined || share.of === 0) return [];
  const { have, of } = share;
  if (have === 0) return [what.startsWith('no ') ? `${what} any ${row}` : `${what} all ${row}s`];
  return of - have < of * WORTH_TELLING ? [] : [`${what} ${shareText(of - have, of)} of ${row}s`];
}

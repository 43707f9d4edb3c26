import type { ClaimsSummary } from '../../model/page-model';
import { numberColumn } from '../parts/columns';
import { drawing } from '../parts/drawing';
import { formatMoment, formatNumber, formatPercent } from '../parts/format';
import { h, type Element } from '../parts/node';
import { BOX, scaleOf } from '../parts/scale';
import { tablePanel } from '../parts/table';

type ClaimBin = ClaimsSummary['bins'][number];

/** What was said of the next trades of each symbol, and how often it happened: claims of about one chance together. */
export function claimsPanel(claims: ClaimsSummary | null): Element {
  return tablePanel('What the claims were worth', claims === null ? '' : aboutText(claims), {
    name: 'claims',
    caption: 'Claims by chance, and how often they came true',
    columns: [
      numberColumn<ClaimBin>(
        'said',
        'Said',
        ({ mean_p }) => mean_p,
        (chance) => formatPercent(chance),
      ),
      numberColumn<ClaimBin>(
        'share',
        'Happened',
        ({ share }) => share,
        (share) => h('b', {}, formatPercent(share)),
      ),
      numberColumn<ClaimBin>(
        'n',
        'Claims',
        ({ n }) => n,
        (n) => formatNumber(n, 0),
      ),
      {
        id: 'interval',
        title: 'Happened, 95 %; the mark is what was said',
        kind: 'drawing',
        cell: shareBar,
      },
      {
        id: 'ends',
        title: 'from … to',
        kind: 'number',
        cell: ({ interval }) =>
          h('small', {}, `${formatPercent(interval?.[0])} … ${formatPercent(interval?.[1])}`),
      },
    ],
    rows: claims?.bins ?? [],
    keyOf: ({ mean_p }) => String(mean_p),
    sort: undefined,
    full: true,
    empty:
      claims === null
        ? 'The scores file does not say.'
        : `No claim has an outcome yet: each speaks of the next ${claims.next_trades} trades of a symbol.`,
  });
}

function aboutText(claims: ClaimsSummary): string {
  const { next_trades, from_ms, to_ms, brier, skill, prediction_coverage, miscalibrated } = claims;
  if (claims.claims === 0) return 'p_dd says how likely the next trades of a symbol clear the hurdle.';
  return [
    `p_dd said how likely the next ${next_trades} trades of a symbol clear the hurdle: ${claims.claims} claims from ${formatMoment(from_ms)} to ${formatMoment(to_ms)}.`,
    `Brier ${formatNumber(brier, 3)} (0.25 is a coin), skill ${formatNumber(skill, 2)}; 95 % intervals held ${formatPercent(prediction_coverage)} of what came.`,
    ...(miscalibrated === true ? ['▲ They were not worth what they said.'] : []),
  ].join(' ');
}

const HEIGHT = 16;

function shareBar({ mean_p, share, interval }: ClaimBin): Element | false {
  if (mean_p === null || share === null || interval === null) return false;
  const place = scaleOf(0, 1);
  const isOff = mean_p < interval[0] || mean_p > interval[1];
  return drawing(
    `interval ${isOff ? 'loss' : 'unsure'}`,
    HEIGHT,
    `said ${formatPercent(mean_p)}, happened ${formatPercent(share)}`,
    h('line', { class: 'zero', x1: BOX / 2, x2: BOX / 2, y1: 0, y2: HEIGHT }),
    h('line', {
      class: 'range',
      x1: place(interval[0]),
      x2: place(interval[1]),
      y1: HEIGHT / 2,
      y2: HEIGHT / 2,
    }),
    h('line', { class: 'mean', x1: place(mean_p), x2: place(mean_p), y1: 2, y2: HEIGHT - 2 }),
  );
}

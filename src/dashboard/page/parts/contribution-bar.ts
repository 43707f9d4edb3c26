import type { ScorePartWeight, ScoreSummary } from '../../model/symbol-row';
import { drawing, stackedBars } from './drawing';
import { h, type Element } from './node';
import { formatNumber, words } from './format';
import { BOX, scaleOf } from './scale';

const HEIGHT = 12;

/** A score as the sum of its parts: the bar is as long as the score, the frame is a score of 1. */
export function contributionBar(score: ScoreSummary, parts: readonly ScorePartWeight[]): Element {
  const spoken = parts
    .map(({ name, weight }) => {
      const held = score.priors.includes(name) ? ' (no row carries it)' : '';
      return `${words(name)} ${formatNumber(contributionOf(score, name), 3)} of ${formatNumber(weight, 3)}${held}`;
    })
    .join(', ');
  const pieces = parts.map(({ name }, i) => ({
    className: `${partClass(i)}${score.priors.includes(name) ? ' prior' : ''}`,
    share: contributionOf(score, name),
  }));
  return drawing(
    'bar',
    HEIGHT,
    undefined,
    h('title', {}, `Score ${formatNumber(score.score, 3)}: ${spoken}`),
    h('rect', { class: 'frame', x: 0, y: 0, width: BOX, height: HEIGHT }),
    stackedBars(pieces, scaleOf(0, 1), HEIGHT, GAP),
  );
}

const GAP = 4;

function contributionOf({ contributions }: ScoreSummary, part: string): number {
  return Object.hasOwn(contributions, part) ? (contributions[part] ?? 0) : 0;
}

/** What the colours of the bars stand for, with each part's weight. */
export function partLegend(parts: readonly ScorePartWeight[]): Element {
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Parts of the score and their weights' },
    parts.map(({ name, weight }, i) =>
      h(
        'li',
        { key: name },
        swatch(partClass(i)),
        `${words(name)} `,
        h('small', {}, formatNumber(weight, 3)),
      ),
    ),
  );
}

/** A square in a colour of the drawings. */
export function swatch(className: string): Element {
  return h(
    'svg',
    { class: 'swatch', viewBox: '0 0 10 10', 'aria-hidden': 'true' },
    h('rect', { class: className, width: 10, height: 10 }),
  );
}

function partClass(i: number): string {
  return `part part-${i % 9}`;
}

import type { PageModel } from '../../model/page-model';
import { panel } from '../parts/cells';
import { curveLines, MOST_LINES } from '../parts/curve-lines';
import { formatSigned } from '../parts/format';
import { h, type Element } from '../parts/node';
import { BEST, FUND, type CurveUnit } from '../parts/view-state';

const UNIT_TEXT: Readonly<Record<CurveUnit, string>> = { r: 'R', usd: 'USD' };

/** Cumulative net result and drawdown over time, of the best symbols, one symbol, or the fund. */
export function curvesPanel(model: PageModel, choice: string, unit: CurveUnit): Element {
  const drawn = model.symbols.filter(({ curve }) => curve !== null && curve.ts_ms.length > 0);
  const lines = curveLines(model, choice, unit);
  return panel(
    'curves',
    'Cumulative net and drawdown',
    `Over the window ${model.header.window ?? ''}, times in UTC. Below: how far under its own peak.`,
    h(
      'div',
      { class: 'controls' },
      h(
        'label',
        {},
        'Show ',
        h(
          'select',
          { 'data-act': 'curve', id: 'curve-of' },
          option(BEST, `the ${String(MOST_LINES)} best scores`, choice),
          option(FUND, 'the fund', choice),
          drawn.map(({ symbol }) => option(symbol, symbol, choice)),
        ),
      ),
      h(
        'span',
        { role: 'group', 'aria-label': 'Unit' },
        (['r', 'usd'] as const).map((name) =>
          h(
            'button',
            { type: 'button', 'data-act': 'unit', 'data-unit': name, 'aria-pressed': String(name === unit) },
            UNIT_TEXT[name],
          ),
        ),
      ),
    ),
    lines.length === 0
      ? h('p', { class: 'empty' }, 'No curve: no closed trade in the window.')
      : h('div', {
          key: 'chart',
          'data-opaque': true,
          'data-chart': choice,
          class: 'chart',
          role: 'img',
          'aria-label': lines
            .map(({ name, total }) => `${name} ${formatSigned(total.at(-1), 2)} ${UNIT_TEXT[unit]}`)
            .join(', '),
        }),
  );
}

function option(value: string, text: string, chosen: string): Element {
  return h('option', { key: value, value, selected: value === chosen }, text);
}

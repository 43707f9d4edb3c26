import type { Explanation, PageModel } from '../../model/page-model';
import type { SymbolRow } from '../../model/symbol-row';
import { contributionBar } from '../parts/contribution-bar';
import { ABSENT, interval, moment, number, percent, signed, words } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { table } from '../parts/table';
import type { OpenSymbol } from '../parts/view-state';

/** The whole explanation of one symbol, in a dialog. It is there always, and filled when a symbol is open. */
export function drawer(model: PageModel, open: OpenSymbol | undefined): Element {
  return h(
    'dialog',
    { id: 'drawer', class: 'drawer', key: 'drawer', 'aria-labelledby': 'drawer-title' },
    open !== undefined && [
      h(
        'header',
        { key: 'head' },
        h('h2', { id: 'drawer-title' }, h('bdi', {}, open.symbol)),
        h('button', { type: 'button', 'data-act': 'close', 'aria-label': 'Close' }, 'Close'),
      ),
      h('div', { key: `of ${open.symbol}`, class: 'body' }, content(model, open)),
    ],
  );
}

function content(model: PageModel, { symbol, explanation }: OpenSymbol): Child {
  const row = model.symbols.find((candidate) => candidate.symbol === symbol);
  return [
    row !== undefined && summary(row, model),
    explanation === 'loading'
      ? h('p', { class: 'empty' }, 'Reading the explanation …')
      : explanation === 'none'
        ? h('p', { class: 'empty' }, 'There is no explanation: the symbol is not in the allocation file.')
        : sections(explanation),
  ];
}

function summary(row: SymbolRow, model: PageModel): Child {
  const { score, expectancy, allocation, by_window } = row;
  return [
    score !== null && contributionBar(score, model.score_parts),
    h(
      'dl',
      { class: 'facts' },
      fact('Score', number(score?.score, 3), row.rank === null ? '' : `rank ${String(row.rank)}`),
      fact(
        'R a trade',
        signed(expectancy?.avg_r, 2),
        `${interval(expectancy?.r_interval, 2)}, n ${number(expectancy?.known_r, 0)}`,
      ),
      fact(
        'Hit rate',
        percent(expectancy?.hit_rate),
        `${percent(expectancy?.hit_rate_interval?.[0])} … ${percent(expectancy?.hit_rate_interval?.[1])}, n ${number(expectancy?.count, 0)}`,
      ),
      fact(
        'Weight',
        `${percent(allocation?.current_weight)} → ${percent(allocation?.suggested_weight)}`,
        words(allocation?.reason ?? ABSENT),
      ),
      by_window.map(({ window, count, avg_r, net_pnl_usd }) =>
        fact(
          words(window),
          `${signed(net_pnl_usd, 2)} USD`,
          `${signed(avg_r, 2)} R a trade, n ${number(count, 0)}`,
        ),
      ),
    ),
  ];
}

function fact(name: string, value: string, beside: string): Element {
  return h('div', {}, h('dt', {}, name), h('dd', {}, h('b', {}, value), ' ', h('small', {}, beside)));
}

function sections({ as_of, window, sections: parts }: Explanation): Child {
  return [
    h('p', { class: 'about' }, `As of ${moment(Date.parse(as_of))} UTC, window ${window}.`),
    parts.map(({ title, statements, remarks }, i) =>
      h(
        'section',
        { key: String(i), 'aria-label': title },
        h('h3', {}, title),
        table({
          name: `terms-${String(i)}`,
          caption: title,
          columns: [
            { id: 'name', title: 'Term', kind: 'name', cell: (term) => words(term.name) },
            { id: 'value', title: 'Value', kind: 'number', cell: (term) => h('b', {}, term.value) },
            { id: 'formula', title: 'From', kind: 'text', cell: (term) => `= ${term.formula}` },
          ],
          rows: statements,
          keyOf: ({ name }) => name,
          sort: undefined,
          full: true,
          empty: 'No term.',
        }),
        remarks.map((remark) => h('p', {}, remark)),
      ),
    ),
  ];
}

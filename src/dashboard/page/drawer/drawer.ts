import type { PageModel } from '../../model/page-model';
import { h, type Child, type Element } from '../parts/node';
import type { OpenSymbol } from '../parts/view-state';
import { explained } from './explained';
import { plainWords } from './plain-words';
import { symbolFacts } from './symbol-facts';

/** All there is to say of one symbol, in a dialog. It is there always, and filled when a symbol is open. */
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
    row !== undefined && [plainWords(row, model.header), symbolFacts(row, model)],
    explanation === 'loading'
      ? h('p', { class: 'empty' }, 'Reading the explanation …')
      : explanation === 'none'
        ? h('p', { class: 'empty' }, 'There is no explanation: the symbol is not in the allocation file.')
        : explained(explanation),
  ];
}

import type { Explanation } from '../../model/explanation-model';
import { formatMoment, words } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { table } from '../parts/table';

type Section = Explanation['sections'][number];

/** What `intel explain` says of a symbol: its sentences, and behind a fold every term with its formula. */
export function explained({ as_of, window, sections }: Explanation): Child {
  return [
    sections
      .filter(({ remarks }) => remarks.length > 0)
      .map(({ title, remarks }, i) =>
        h(
          'section',
          { key: `remarks ${String(i)}`, 'aria-label': title },
          h('h3', {}, title),
          remarks.map((remark) => h('p', {}, remark)),
        ),
      ),
    h(
      'details',
      { class: 'terms', key: 'terms' },
      h('summary', {}, 'Every term and its formula'),
      h('p', { class: 'about' }, `As of ${formatMoment(Date.parse(as_of))} UTC, window ${window}.`),
      sections.map(termsOf),
    ),
  ];
}

function termsOf({ title, statements }: Section, i: number): Element {
  return h(
    'section',
    { key: String(i), 'aria-label': `Terms: ${title}` },
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
  );
}

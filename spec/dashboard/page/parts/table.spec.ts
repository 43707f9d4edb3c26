import { expect } from 'chai';
import { h, nodeText, type Element, type Node } from '../../../../src/dashboard/page/parts/node';
import { FIRST_ROWS, table } from '../../../../src/dashboard/page/parts/table';
import { afterAct, firstView, type Sort } from '../../../../src/dashboard/page/parts/view-state';

interface Row {
  readonly name: string;
  readonly value: number | null;
}

const ROWS: readonly Row[] = [
  { name: 'b', value: 1 },
  { name: 'none', value: null },
  { name: 'a', value: 3 },
  { name: 'c', value: 1 },
];

function drawn(rows: readonly Row[], sort: Sort | undefined, full = false): Element {
  return table({
    name: 't',
    caption: 'A table',
    columns: [
      { id: 'name', title: 'Name', kind: 'name', by: (row) => row.name, cell: (row) => row.name },
      {
        id: 'value',
        title: 'Value',
        kind: 'number',
        by: (row) => row.value,
        cell: (row) => String(row.value),
      },
      { id: 'note', title: 'Note', kind: 'text', cell: () => h('i') },
    ],
    rows,
    keyOf: ({ name }) => name,
    sort,
    full,
    empty: 'Nothing.',
  });
}

function all(node: Node, tag: string): readonly Element[] {
  if (typeof node === 'string') return [];
  return [...(node.tag === tag ? [node] : []), ...node.children.flatMap((child) => all(child, tag))];
}

function names(element: Element): readonly (string | undefined)[] {
  return all(element, 'tr').flatMap(({ attrs }) => attrs['data-row'] ?? []);
}

describe('table', () => {
  it('keeps the model’s order without a sort, and among equals with one; what is not known goes last', () => {
    expect(names(drawn(ROWS, undefined))).to.deep.equal(['b', 'none', 'a', 'c']);
    expect(names(drawn(ROWS, { column: 'value', direction: 'descending' }))).to.deep.equal([
      'a',
      'b',
      'c',
      'none',
    ]);
    expect(names(drawn(ROWS, { column: 'value', direction: 'ascending' }))).to.deep.equal([
      'b',
      'c',
      'a',
      'none',
    ]);
    expect(names(drawn(ROWS, { column: 'name', direction: 'ascending' }))).to.deep.equal([
      'a',
      'b',
      'c',
      'none',
    ]);
  });

  it('sorts by buttons in its headers and says which way', () => {
    const headers = all(drawn(ROWS, { column: 'value', direction: 'descending' }), 'th').filter(
      ({ attrs }) => attrs['scope'] === 'col',
    );
    expect(headers.map(({ attrs }) => attrs['aria-sort'])).to.deep.equal([
      undefined,
      'descending',
      undefined,
    ]);
    expect(headers.map((header) => all(header, 'button').length)).to.deep.equal([1, 1, 0]);
  });

  it('shows its first rows until all are asked for, and the count', () => {
    const many = Array.from({ length: FIRST_ROWS + 10 }, (_, i) => ({ name: String(i), value: i }));
    expect(names(drawn(many, undefined))).to.have.length(FIRST_ROWS);
    expect(nodeText(drawn(many, undefined))).to.contain(`50 of 60 rows.`);
    expect(names(drawn(many, undefined, true))).to.have.length(60);
    expect(names(drawn(many, { column: 'value', direction: 'descending' }))[0]).to.equal('59');
  });

  it('says so when there is no row', () => {
    expect(nodeText(drawn([], undefined))).to.equal('Nothing.');
  });
});

describe('a sort', () => {
  it('turns round at the second press, and begins anew at another column', () => {
    const press = (column: string, first: 'ascending' | 'descending') =>
      ({ kind: 'sort', table: 't', column, first }) as const;
    const once = afterAct(firstView('live'), press('value', 'descending'));
    expect(once.sorts['t']).to.deep.equal({ column: 'value', direction: 'descending' });
    const twice = afterAct(once, press('value', 'descending'));
    expect(twice.sorts['t']).to.deep.equal({ column: 'value', direction: 'ascending' });
    const other = afterAct(twice, press('name', 'ascending'));
    expect(other.sorts['t']).to.deep.equal({ column: 'name', direction: 'ascending' });
  });
});

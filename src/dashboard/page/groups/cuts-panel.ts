import type { CutGrouping, CutGroup, Cuts } from '../../model/cuts';
import { emptyPanel, nameCell, panel, withCount } from '../parts/cells';
import { axisOf, gainColumn, numberColumn } from '../parts/columns';
import { formatInterval, formatNumber, formatPercent, formatSigned, windowWords } from '../parts/format';
import { intervalBar, widthFor } from '../parts/interval-bar';
import { h, type Child, type Element } from '../parts/node';
import { table, type Column } from '../parts/table';
import type { CutChoice, Sort } from '../parts/view-state';
import { cutName, groupName } from './cut-words';

const TITLE = 'Cuts';
const KNOWN_AT_EXIT: ReadonlySet<string> = new Set(['exit_reasons', 'holding_times']);

/** The trades of a window by what a desk asks for: exit reason, side, month, size and others, one at a time. */
export function cutsPanel(cuts: Cuts, choice: CutChoice, sort: Sort | undefined, full: boolean): Element {
  const shown = cuts.find(({ window }) => window === choice.window) ?? cuts[0];
  if (shown === undefined) return emptyPanel('cuts', TITLE, 'No closed trade in any window.');
  const { groupings, window } = shown;
  const cut = groupings.find(({ name }) => name === choice.name) ?? groupings.find(isKnown) ?? groupings[0];
  return panel(
    'cuts',
    TITLE,
    cut === undefined ? '' : aboutText(cut),
    h(
      'div',
      { class: 'controls' },
      select(
        'cut',
        'By ',
        groupings.map((each) => [each.name, `${cutName(each.name)}${isKnown(each) ? '' : ' (not known)'}`]),
        cut?.name ?? '',
      ),
      select(
        'cut-window',
        'over ',
        cuts.map((each) => [each.window, windowWords(each.window)]),
        window,
      ),
    ),
    cut !== undefined && (isKnown(cut) ? groupTable(cut, window, sort, full) : notKnown(cut)),
  );
}

// A grouping that no row carries has one group.
function isKnown({ groups }: CutGrouping): boolean {
  return groups.some(({ key }) => key !== 'unknown' && key !== 'unknown|none');
}

function notKnown({ name }: CutGrouping): Element {
  return h('p', { class: 'empty' }, `No row carries the ${cutName(name)}.`);
}

function aboutText({ name, groups, comparisons }: CutGrouping): string {
  const clear = groups.filter(({ clears_bar }) => clears_bar).length;
  const trades = groups.reduce((sum, { count }) => sum + count, 0);
  return `Each of ${formatNumber(trades, 0)} trades is in one group, by its ${cutName(name)}. Intervals of R allow for ${String(comparisons)} comparisons: ${String(clear)} of ${String(groups.length)} groups lie wholly beside 0 (★), the others may be chance.${KNOWN_AT_EXIT.has(name) ? ` The ${cutName(name)} is known only when a trade ends: it says how such trades went, not what to choose.` : ''}`;
}

function select(
  id: string,
  title: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Element {
  return h(
    'label',
    {},
    title,
    h(
      'select',
      { id, 'data-act': id },
      options.map(([value, text]) => h('option', { key: value, value, selected: value === chosen }, text)),
    ),
  );
}

function groupTable(cut: CutGrouping, window: string, sort: Sort | undefined, full: boolean): Element {
  const width = widthFor(
    cut.groups.map(({ avg_r, r_interval_adjusted }) => ({ avg_r, r_interval: r_interval_adjusted })),
  );
  return table({
    name: 'cuts',
    caption: `Trades by ${cutName(cut.name)}, ${windowWords(window)}`,
    columns: columnsOf(cut.name, width),
    rows: cut.groups,
    keyOf: ({ key }) => key,
    sort,
    full,
    empty: 'No closed trade in the window.',
  });
}

function columnsOf(cut: string, width: number): readonly Column<CutGroup>[] {
  const title = cutName(cut);
  return [
    {
      id: 'group',
      title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`,
      kind: 'name',
      by: ({ key }) => key,
      cell: (group) => [nameCell(groupName(cut, group.key)), rangeText(group)],
    },
    numberColumn(
      'n',
      'Trades',
      ({ count }) => count,
      (n) => formatNumber(n, 0),
    ),
    gainColumn('net', 'Net USD', ({ net_pnl_usd }) => net_pnl_usd),
    gainColumn('expectancy', 'USD a trade', ({ expectancy }) => expectancy),
    numberColumn(
      'hit_rate',
      'Hit rate',
      ({ hit_rate }) => hit_rate,
      (share) => formatPercent(share),
    ),
    {
      id: 'avg_r',
      title: 'R a trade',
      kind: 'number',
      by: ({ avg_r }) => avg_r,
      cell: ({ avg_r, known_r, clears_bar }) =>
        h(
          'span',
          { class: clears_bar ? 'clear' : 'unclear' },
          clears_bar && '★ ',
          withCount(formatSigned(avg_r, 2), known_r),
        ),
    },
    {
      id: 'interval',
      title: '95 %, for all groups at once',
      kind: 'drawing',
      foot: axisOf(width),
      cell: ({ avg_r, r_interval_adjusted }) => intervalBar(avg_r, r_interval_adjusted, width),
    },
    {
      id: 'ends',
      title: 'from … to',
      kind: 'number',
      by: ({ r_interval_adjusted }) => r_interval_adjusted?.[0] ?? null,
      cell: ({ r_interval_adjusted }) => h('small', {}, formatInterval(r_interval_adjusted, 2)),
    },
  ];
}

function rangeText({ notional_usd }: CutGroup): Child {
  if (notional_usd === null) return false;
  const [least, most] = notional_usd;
  return h('small', { class: 'n' }, ` ${formatNumber(least, 2)} to ${formatNumber(most, 2)} USD`);
}

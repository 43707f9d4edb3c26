import type { PageModel } from '../../model/page-model';
import { h, type Child, type Element } from '../parts/node';
import { symbolButton } from '../parts/cells';
import {
  formatDuration,
  formatMoment,
  formatNumber,
  formatPercent,
  formatSigned,
  toneOf,
  words,
} from '../parts/format';
import { evidenceOf, weightMoves, type WeightMove } from '../parts/findings';
import { trustOf } from '../parts/trust';
import type { Link } from '../parts/view-state';

/** The first look: can the data be trusted, which mode, what earns and how surely, what is suggested. */
export function overview(model: PageModel, ageMs: number | null, link: Link): Element {
  return h(
    'div',
    { class: 'glance', key: 'glance' },
    trustTile(model, ageMs, link),
    modeTile(model),
    earnsTile(model),
    suggestedTile(model),
  );
}

function tile(id: string, question: string, word: Child, tone: string, ...lines: readonly Child[]): Element {
  return h(
    'section',
    { id, class: `tile ${tone}`, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, question),
    h('p', { class: 'word' }, word),
    ...lines.map((line) => h('p', {}, line)),
  );
}

const MARK = { good: '●', check: '▲', bad: '■', past: '◷' } as const;

function trustTile(model: PageModel, ageMs: number | null, link: Link): Element {
  const { header } = model;
  const { level, word, sentence } = trustOf(model, ageMs, link);
  return tile(
    'trust',
    'Data',
    [h('span', { 'aria-hidden': 'true' }, MARK[level]), ` ${word}`],
    level,
    [
      'as of ',
      h('time', { id: 'as-of', datetime: header.as_of ?? undefined }, formatMoment(header.as_of_ms), ' UTC'),
      header.at_ms === null && [' · ', h('span', { id: 'age' }, `${formatDuration(ageMs)} old`)],
    ],
    sentence,
  );
}

const MODE_MARK = { normal: '●', cautious: '▲', defensive: '■' } as const;
const MODE_LEVEL = { normal: 'good', cautious: 'check', defensive: 'bad' } as const;

const REASONS = new Map([
  ['drawdown_not_adjusted_for_flows', 'deposits and withdrawals count as drawdown'],
  ['drawdown_of_risk_snapshot', 'drawdown from the risk snapshot'],
  ['drawdown_of_worst_symbol', 'drawdown of the worst symbol, not of the account'],
]);

function modeTile({ header }: PageModel): Element {
  const mode = header.risk_mode;
  const equity = formatNumber(header.equity_usd, 2);
  return tile(
    'mode',
    'Risk mode',
    mode === null ? 'Unknown' : [h('span', { 'aria-hidden': 'true' }, MODE_MARK[mode]), ` ${capital(mode)}`],
    mode === null ? 'bad' : MODE_LEVEL[mode],
    [
      'drawdown ',
      h('b', { id: 'drawdown' }, formatPercent(ofPercent(header.drawdown_pct), 2)),
      ' · equity ',
      h('b', { id: 'equity' }, equity),
      ' USD',
    ],
    header.risk_reasons.length === 0
      ? `peak ${formatNumber(header.peak_equity_usd, 2)} USD`
      : header.risk_reasons.map((reason) => REASONS.get(reason) ?? words(reason)).join('; '),
  );
}

function earnsTile(model: PageModel): Element {
  const { total, header } = model;
  const { earning, losing, open } = evidenceOf(model.symbols);
  const net = total?.costs.net_pnl_usd;
  return tile(
    'earns',
    `Earns, net of costs, ${header.window ?? 'no window'}`,
    [h('span', { class: toneOf(net), id: 'net' }, formatSigned(net, 2)), h('small', {}, ' USD')],
    'plain',
    [
      `${formatSigned(total?.avg_r, 2)} R a trade `,
      h('small', { class: 'n' }, `n ${formatNumber(total?.known_r, 0)}`),
      ...(total?.by_window ?? [])
        .filter(({ window }) => window !== header.window)
        .map(
          ({ window, net_pnl_usd, count }) =>
            ` · ${words(window)} ${formatSigned(net_pnl_usd, 0)} (n ${count})`,
        ),
    ],
    [
      'above 0 with 95 %: ',
      nameList(earning),
      ' · below: ',
      nameList(losing),
      ` · neither shown: ${open.length}`,
    ],
  );
}

function suggestedTile(model: PageModel): Element {
  const { header, symbols } = model;
  const moves = weightMoves(symbols);
  const routed = symbols.filter(({ policy }) => policy?.changes === true).length;
  const word =
    header.total_weight === null
      ? 'Nothing'
      : [
          formatPercent(header.total_weight),
          h(
            'small',
            {},
            ` of NAV, ${formatPercent(header.cash_weight)} cash; mode allows ${formatPercent(header.budget)}`,
          ),
        ];
  return tile(
    'suggested',
    'Suggested',
    word,
    'plain',
    moves.length === 0
      ? 'no change of weight'
      : h('span', { class: 'moves' }, moves.slice(0, SHOWN).map(moveText)),
    [
      moves.length > SHOWN && `${moves.length - SHOWN} more · `,
      `router changes: ${routed === 0 ? 'none' : `${routed} of ${symbols.length} symbols`}`,
    ],
  );
}

const SHOWN = 4;

function moveText({ symbol, now, next }: WeightMove): Child {
  const sign = now === null ? '' : next > now ? '▲ ' : '▼ ';
  return h(
    'span',
    { class: 'move' },
    h('span', { 'aria-hidden': 'true' }, sign),
    symbolButton(symbol),
    ` ${formatPercent(now)} → `,
    h('b', {}, formatPercent(next)),
  );
}

function nameList(names: readonly string[]): Child {
  if (names.length === 0) return 'none';
  const rest = names.length - SHOWN;
  return [
    names.slice(0, SHOWN).map((name, i) => [i > 0 && ', ', symbolButton(name)]),
    rest > 0 && ` and ${rest} more`,
  ];
}

function ofPercent(pct: number | null): number | null {
  return pct === null ? null : pct / 100;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

import type { PageModel } from '../../model/page-model';
import { symbolButton } from '../parts/cells';
import { evidenceOf } from '../parts/findings';
import { formatDuration, formatMoment, formatNumber, formatSigned, toneOf, words } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { isReplay, trustOf } from '../parts/trust';
import type { Link } from '../parts/view-state';
import { modeTile } from './mode-tile';
import { netCurve } from './net-curve';
import { suggestedTile } from './suggested-tile';
import { tile } from './tile';

/** The first look: live or replay, which mode and why, what to do, and the net of the fund with its curve. */
export function overview(model: PageModel, ageMs: number | null, link: Link): Element {
  return h(
    'div',
    { class: 'glance', key: 'glance' },
    trustTile(model, ageMs, link),
    modeTile(model),
    suggestedTile(model),
    earnsTile(model),
  );
}

const MARK = { good: '●', check: '▲', bad: '■', past: '◷' } as const;

function trustTile(model: PageModel, ageMs: number | null, link: Link): Element {
  const { header } = model;
  const { level, word, sentence } = trustOf(model, ageMs, link);
  const asOf = [
    'as of ',
    h('time', { id: 'as-of', datetime: header.as_of ?? undefined }, formatMoment(header.as_of_ms), ' UTC'),
  ];
  const replay = isReplay(header) && header.as_of_ms !== null;
  return tile(
    'trust',
    'Live or replay',
    [h('span', { 'aria-hidden': 'true' }, MARK[level]), ` ${word} `, replay && h('small', {}, asOf)],
    level,
    !replay && [
      asOf,
      header.at_ms === null && [' · ', h('span', { id: 'age' }, `${formatDuration(ageMs)} old`)],
    ],
    sentence,
  );
}

function earnsTile(model: PageModel): Element {
  const { total, header } = model;
  const { earning, losing, open } = evidenceOf(model.symbols);
  const net = total?.costs.net_pnl_usd;
  return tile(
    'earns',
    `Net of the fund after costs, ${header.window ?? 'no window'}`,
    [h('span', { class: toneOf(net), id: 'net' }, formatSigned(net, 2)), h('small', {}, ' USD')],
    'plain',
    total !== null && total.curve !== null && netCurve(total.curve, header.as_of_ms),
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
      'above 0 with 95 %, all at once: ',
      nameList(earning),
      ' · below: ',
      nameList(losing),
      ` · neither shown: ${open.length}`,
    ],
  );
}

const SHOWN = 4;

function nameList(names: readonly string[]): Child {
  if (names.length === 0) return 'none';
  const rest = names.length - SHOWN;
  return [
    names.slice(0, SHOWN).map((name, i) => [i > 0 && ', ', symbolButton(name)]),
    rest > 0 && ` and ${rest} more`,
  ];
}

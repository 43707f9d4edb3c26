import type { StateProblem } from '../../model/page-model';
import { h, type Element } from '../parts/node';

const MARK = { error: '■', warning: '▲', info: '○' } as const;
const SHOWN = 4;

/**
 * What is wrong with the data, in plain words; the worst stay in sight, the rest are one click away. That the mode is
 * unsure, and that a replay is no more than that, the first look says.
 */
export function problemList(all: readonly StateProblem[]): Element | undefined {
  const problems = all.filter(
    ({ code, severity }) => code !== 'risk_unsure' && !(code === 'stale' && severity === 'info'),
  );
  if (problems.length === 0) return undefined;
  const rest = problems.slice(SHOWN);
  return h(
    'section',
    { id: 'problems', class: 'problems', 'aria-label': 'Problems', key: 'problems' },
    h('div', { role: 'status' }, h('ul', {}, problems.slice(0, SHOWN).map(item))),
    rest.length > 0 &&
      h('details', {}, h('summary', {}, `${String(rest.length)} more`), h('ul', {}, rest.map(item))),
  );
}

function item({ severity, code, file, message }: StateProblem): Element {
  return h(
    'li',
    { class: severity, 'data-code': code },
    h('span', { 'aria-hidden': 'true' }, `${MARK[severity]} `),
    h('span', { class: 'unseen' }, `${severity}: `),
    file !== null && !message.includes(file) && [h('code', {}, file), ' '],
    message,
  );
}

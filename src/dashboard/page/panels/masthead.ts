import type { PageModel } from '../../model/page-model';
import { h, type Child, type Element } from '../parts/node';
import { formatMoment } from '../parts/format';
import type { Link } from '../parts/view-state';

const LINK_TEXT: Readonly<Record<Link, string>> = {
  connecting: 'connecting',
  live: 'updates by itself',
  lost: 'no connection, trying again',
  report: 'report',
};

/**
 * The top line: what this is, where its numbers come from, a filter, the moments of the past, the theme. `comparedAt`:
 * undefined until there is time for that choice.
 */
export function masthead(
  model: PageModel,
  filter: string,
  link: Link,
  comparedAt: number | null | undefined,
): Element {
  const { header } = model;
  const source = link === 'report' ? `report made ${formatMoment(header.now_ms)} UTC` : LINK_TEXT[link];
  return h(
    'header',
    { class: 'masthead', key: 'masthead' },
    h('h1', {}, 'Execution intelligence'),
    h('span', { id: 'link', class: `link ${link}` }, header.at_ms === null ? source : 'past'),
    h('span', { class: 'space' }),
    h(
      'button',
      { type: 'button', 'data-act': 'theme', 'aria-label': 'Dark or light', title: 'Dark or light' },
      '◐',
    ),
    h(
      'label',
      {},
      h('span', { class: 'named' }, 'Symbol '),
      h('input', {
        id: 'filter',
        'aria-label': 'Symbol',
        type: 'search',
        'data-act': 'filter',
        value: filter,
        placeholder: 'all  ( / )',
        autocomplete: 'off',
        spellcheck: 'false',
        size: 10,
      }),
    ),
    link !== 'report' && [
      framePicker(model.frames, header.at_ms),
      comparedAt !== undefined && comparePicker(model, comparedAt),
    ],
  );
}

function framePicker(frames: readonly number[], at: number | null): Element {
  if (frames.length === 0 && at === null)
    return h(
      'span',
      { class: 'none', title: '`intel live`, or `intel replay --every 1h`, keeps a history' },
      'no history',
    );
  const before = at === null ? frames.at(-1) : frames.findLast((frame) => frame < at);
  const after = at === null ? undefined : frames.find((frame) => frame > at);
  return h(
    'span',
    { class: 'frames', role: 'group', 'aria-label': 'As of' },
    step('‹', 'Earlier', before),
    h(
      'label',
      {},
      h('span', { class: 'named' }, 'As of '),
      h(
        'select',
        { id: 'frame', 'data-act': 'frame', 'aria-label': 'As of' },
        h('option', { key: 'now', value: '', selected: at === null }, 'now'),
        frameOptions(frames, at),
      ),
    ),
    step('›', 'Later', after),
    at !== null && h('button', { type: 'button', 'data-act': 'frame', 'data-frame': '' }, 'Back to now'),
  );
}

/** The other moments, to hold the one shown against. */
function comparePicker({ frames, header }: PageModel, comparedAt: number | null): Child {
  const others = frames.filter((frame) => frame !== header.as_of_ms);
  if (others.length === 0) return false;
  return h(
    'label',
    {},
    h('span', { class: 'named' }, 'Compare with '),
    h(
      'select',
      { id: 'compare-with', 'data-act': 'compare', 'aria-label': 'Compare with' },
      h('option', { key: 'none', value: '', selected: comparedAt === null }, 'nothing'),
      frameOptions(others, comparedAt),
    ),
  );
}

function frameOptions(frames: readonly number[], chosen: number | null): readonly Element[] {
  return frames
    .map((frame) =>
      h(
        'option',
        { key: String(frame), value: String(frame), selected: frame === chosen },
        `${formatMoment(frame).slice(0, 16)} UTC`,
      ),
    )
    .toReversed();
}

function step(sign: string, name: string, frame: number | undefined): Element {
  return h(
    'button',
    {
      type: 'button',
      'aria-label': name,
      title: name,
      disabled: frame === undefined,
      'data-act': 'frame',
      'data-frame': frame ?? '',
    },
    sign,
  );
}

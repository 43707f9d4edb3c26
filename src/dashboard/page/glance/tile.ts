import { h, type Child, type Element } from '../parts/node';

/** One answer of the first look: a word in large, and the lines below it that are there. */
export function tile(
  id: string,
  question: string,
  word: Child,
  tone: string,
  ...lines: readonly Child[]
): Element {
  return h(
    'section',
    { id, class: `tile ${tone}`, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, question),
    h('p', { class: 'word' }, word),
    ...lines.filter((line) => line !== false).map((line) => h('div', { class: 'line' }, line)),
  );
}

import type { Act, Direction } from '../parts/view-state';

/** What a reader asks for that is more than another view of the same numbers. */
export type Wish =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'open'; readonly symbol: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'frame'; readonly at: number | null }
  | { readonly kind: 'compare'; readonly at: number | null }
  | { readonly kind: 'theme' };

/** Listens to the whole page; what each control is for stands in its `data-` attributes. */
export function listen(place: HTMLElement, wish: (wish: Wish) => void): void {
  place.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    // Outside of a dialog's content is the dialog itself.
    if (target instanceof HTMLDialogElement) {
      wish({ kind: 'close' });
      return;
    }
    const button = target.closest('button[data-act]');
    if (button instanceof HTMLButtonElement) press(button.dataset, wish);
  });
  place.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset['act'] === 'filter')
      wish({ kind: 'act', act: { kind: 'filter', text: target.value } });
  });
  place.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    choose(target, wish);
  });
  // Escape closes a dialog by itself; the event does not bubble.
  place.addEventListener(
    'close',
    () => {
      wish({ kind: 'close' });
    },
    true,
  );
  document.addEventListener('keydown', (event) => {
    const filter = document.getElementById('filter');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    filter?.focus();
  });
}

function choose({ dataset, value }: HTMLSelectElement, wish: (wish: Wish) => void): void {
  switch (dataset['act']) {
    case 'curve':
      wish({ kind: 'act', act: { kind: 'curve', of: value } });
      break;
    case 'cut':
      wish({ kind: 'act', act: { kind: 'cut', cut: { name: value } } });
      break;
    case 'cut-window':
      wish({ kind: 'act', act: { kind: 'cut', cut: { window: value } } });
      break;
    case 'compare':
    case 'frame':
      wish({ kind: dataset['act'], at: frameOf(value) });
      break;
    default:
  }
}

function press(data: DOMStringMap, wish: (wish: Wish) => void): void {
  switch (data['act']) {
    case 'sort':
      wish({
        kind: 'act',
        act: {
          kind: 'sort',
          table: data['table'] ?? '',
          column: data['column'] ?? '',
          first: directionOf(data['first']),
        },
      });
      break;
    case 'full':
      wish({ kind: 'act', act: { kind: 'full', table: data['table'] ?? '' } });
      break;
    case 'unit':
      wish({ kind: 'act', act: { kind: 'unit', unit: data['unit'] === 'usd' ? 'usd' : 'r' } });
      break;
    case 'open':
      wish({ kind: 'open', symbol: data['symbol'] ?? '' });
      break;
    case 'frame':
      wish({ kind: 'frame', at: frameOf(data['frame']) });
      break;
    case 'close':
    case 'theme':
      wish({ kind: data['act'] });
      break;
    default:
  }
}

function directionOf(text: string | undefined): Direction {
  return text === 'ascending' ? 'ascending' : 'descending';
}

function frameOf(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

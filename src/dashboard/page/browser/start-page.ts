import type { PageModel } from '../../model/page-model';
import { h, type Node } from '../parts/node';
import { pageDrawer } from '../panels/page';
import { afterAct, firstView, type Act } from '../parts/view-state';
import { listen, type Wish } from './acts';
import { readAddress, writeAddress } from './address';
import type { Charts } from './charts';
import { patchChildren } from './patch';
import { pageSource, type PageSource } from './page-source';
import { PAPER, themeNow, turnTheme } from './theme';

const RETRY_MS = 2000;

/** Draws the page into a place and keeps it current. Sort, filter, scroll and an open symbol outlast every update. */
export function startPage(place: HTMLElement): void {
  let shown: readonly Node[] = [];
  const show = (nodes: readonly Node[]): void => {
    patchChildren(place, shown, nodes);
    shown = nodes;
  };
  try {
    drive(place, pageSource(document), show);
  } catch (failure) {
    show(waiting(sentence(failure)));
  }
}

function drive(place: HTMLElement, source: PageSource, show: (nodes: readonly Node[]) => void): void {
  const address = readAddress();
  const drawPage = pageDrawer();
  let charts: Charts | undefined;
  let state = firstView(source.kind === 'report' ? 'report' : 'connecting');
  let at = source.kind === 'report' ? null : address.at;
  let comparedAt = source.kind === 'report' ? null : address.with;
  let model: PageModel | undefined;
  let version = '';
  let receivedAt = 0;
  let message = 'Reading the state files …';
  let latestRequest = 0;
  let isDue = false;

  const draw = (): void => {
    isDue = false;
    if (model === undefined) {
      show(waiting(message));
      return;
    }
    show(drawPage(model, state, ageOf(model)));
    showDialog(place, state.open !== undefined);
    // The first screen is painted first. A chart measures its place, which costs a layout.
    setTimeout(() => {
      if (state.isWhole) void drawCharts();
      else act({ kind: 'whole' });
    }, 0);
    if (source.kind === 'server') writeAddress({ at, with: comparedAt, symbol: state.open?.symbol });
  };
  // uPlot takes its time to start; it is not needed for the first screen.
  const drawCharts = async (): Promise<void> => {
    const { chartsIn } = await import('./charts');
    charts ??= chartsIn(place);
    if (model !== undefined) charts.show(model, state.curveUnit, themeNow());
  };
  const redraw = (): void => {
    if (!isDue) requestAnimationFrame(draw);
    isDue = true;
  };
  const ageOf = ({ header }: PageModel): number | null =>
    header.age_ms === null
      ? null
      : header.age_ms + (source.kind === 'report' ? 0 : performance.now() - receivedAt);
  const act = (next: Act): void => {
    state = afterAct(state, next);
    redraw();
  };
  const explain = async (symbol: string): Promise<void> => {
    const explanation = (await source.explanation(symbol, at).catch(() => undefined)) ?? 'none';
    if (state.open?.symbol === symbol) act({ kind: 'open', open: { symbol, explanation } });
  };
  const open = (symbol: string): void => {
    act({ kind: 'open', open: { symbol, explanation: 'loading' } });
    void explain(symbol);
  };
  const compare = async (moment: number | null): Promise<void> => {
    comparedAt = moment;
    const received = moment === null ? undefined : await source.page(moment).catch(() => undefined);
    if (comparedAt !== moment) return;
    if (received === undefined) comparedAt = null;
    act({ kind: 'compare', with: received?.model });
  };
  const load = async (): Promise<void> => {
    const mine = ++latestRequest;
    try {
      const received = await source.page(at);
      if (mine !== latestRequest) return;
      if (received === undefined) {
        // The history moved on; what stands now is always to be had.
        at = null;
        await load();
        return;
      }
      ({ model, version } = received);
      if (state.link === 'lost') state = afterAct(state, { kind: 'link', link: 'live' });
      receivedAt = performance.now();
      if (state.open !== undefined) void explain(state.open.symbol);
    } catch (failure) {
      if (mine !== latestRequest) return;
      message = sentence(failure);
      if (source.kind === 'server') {
        state = afterAct(state, { kind: 'link', link: 'lost' });
        // What is asked for meanwhile takes its place.
        setTimeout(() => {
          if (mine === latestRequest) void load();
        }, RETRY_MS);
      }
    }
    redraw();
  };
  const follow = (wish: Wish): void => {
    switch (wish.kind) {
      case 'act':
        act(wish.act);
        break;
      case 'open':
        open(wish.symbol);
        break;
      case 'close':
        if (state.open !== undefined) act({ kind: 'open', open: undefined });
        break;
      case 'frame':
        at = wish.at;
        void load();
        break;
      case 'compare':
        void compare(wish.at);
        break;
      case 'theme':
        turnTheme();
        redraw();
        break;
      default:
        wish satisfies never;
    }
  };

  listen(place, follow);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  PAPER.addEventListener('change', () => {
    if (state.isWhole) void drawCharts();
  });
  if (address.symbol !== undefined) open(address.symbol);
  if (comparedAt !== null) void compare(comparedAt);
  // The first event names a version: asked for after the first answer, it is a second request only where that is old.
  void load().then(() => {
    source.follow(
      (next) => {
        if (model === undefined || (at === null && next !== version)) void load();
      },
      (isReached) => {
        act({ kind: 'link', link: isReached ? 'live' : 'lost' });
      },
    );
  });
  if (source.kind === 'server') setInterval(redraw, 1000);
}

// The page before it has a model.
function waiting(message: string): readonly Node[] {
  return [
    h('main', { key: 'waiting' }, h('h1', {}, 'Execution intelligence'), h('p', { role: 'status' }, message)),
  ];
}

function showDialog(place: HTMLElement, isOpen: boolean): void {
  const dialog = place.querySelector('dialog');
  if (dialog === null || dialog.open === isOpen) return;
  if (isOpen) dialog.showModal();
  else dialog.close();
}

function sentence(failure: unknown): string {
  return failure instanceof TypeError
    ? 'The server does not answer; trying again.'
    : failure instanceof Error
      ? failure.message
      : String(failure);
}

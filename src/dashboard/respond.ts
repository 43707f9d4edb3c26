import { jsonAnswer, refusal, type HttpAnswer, type HttpRequest } from '../io/dashboard/http-answer';
import { SECOND } from '../model/values/time';
import { explanationOf } from './explanation';
import { allocationLines, intelRow, healthFrom, ranked } from './helpers';
import type { PageModel } from './model/page-model';
import type { ShownState } from './shown-state';
import type { StateSource } from './state-source';
import { ROUTES } from './wire';

type Give = (shown: ShownState, query: URLSearchParams) => HttpAnswer;

const MOST_TOP = 1000;

/** What each address of the API gives: JSON of one helper. `?at=<ms>`, one of the frames, gives it as it was. */
export const API: Readonly<Record<string, Give>> = {
  [ROUTES.page]: pageAnswer,
  '/api/table': ({ page }) => ofPage(page, { rows: page.symbols.map(intelRow) }),
  '/api/top': ({ page }, query) => {
    const n = Number(query.get('n') ?? '10');
    if (!Number.isInteger(n) || n < 1 || n > MOST_TOP)
      return refusal(400, `n must be a whole number from 1 to ${MOST_TOP}.`);
    return ofPage(page, { rows: ranked(page.symbols.map(intelRow), n) });
  },
  '/api/expectancy/strategy': ({ page }) => ofPage(page, { rows: page.strategies }),
  '/api/expectancy/regime': ({ page }) => ofPage(page, { rows: page.regimes }),
  '/api/expectancy/hour': ({ page }) => ofPage(page, { rows: page.hours }),
  '/api/allocation': ({ page }) => ofPage(page, { rows: allocationLines(page.symbols) }),
  '/api/risk': ({ page }) => ofPage(page, { header: page.header }),
  '/api/health': ({ page }) => jsonAnswer(healthFrom(page.header, page.problems)),
  '/api/frames': ({ page }) => jsonAnswer({ frames: page.frames }),
  [ROUTES.explanation]: ({ state }, query) => {
    const explanation = explanationOf(state, query.get('symbol') ?? '');
    return explanation === undefined
      ? refusal(404, 'There is no explanation of that symbol.')
      : jsonAnswer(explanation);
  },
};

let lastPage: { readonly version: string; readonly nowMs: number; readonly answer: HttpAnswer } | undefined;

// The text of a version is made once a second at most: it tells the age of what it shows.
function pageAnswer({ page, version }: ShownState): HttpAnswer {
  const nowMs = page.header.now_ms;
  if (lastPage?.version !== version || Math.abs(nowMs - lastPage.nowMs) >= SECOND) {
    const { body, ...answer } = jsonAnswer(page, 200, version);
    lastPage = { version, nowMs, answer: { ...answer, body: Buffer.from(body) } };
  }
  return lastPage.answer;
}

/** The answer of the API to an address of its own; undefined for any other. */
export async function apiAnswer(
  source: StateSource,
  ask: HttpRequest,
  nowMs: number,
): Promise<HttpAnswer | undefined> {
  const give = Object.hasOwn(API, ask.path) ? API[ask.path] : undefined;
  if (give === undefined) return undefined;
  const at = ask.query.get('at');
  if (at === null) return give(await source.current(nowMs), ask.query);
  const shown = /^\d{1,15}$/.test(at) ? await source.at(Number(at), nowMs) : undefined;
  return shown === undefined
    ? refusal(404, 'at must be one of the moments that /api/frames lists.')
    : give(shown, ask.query);
}

function ofPage({ header: { as_of, window } }: PageModel, content: object): HttpAnswer {
  return jsonAnswer({ as_of, window, ...content });
}

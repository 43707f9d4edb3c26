import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import { jsonAnswer, refusal, type HttpAnswer, type HttpRequest } from '../io/dashboard/http-answer';
import { SECOND } from '../model/values/time';
import { askedWindow, inWindow, windowsIn } from './asked-window';
import { explanationOf } from './explanation';
import { allocationLines, intelRow, healthFrom, ranked } from './helpers';
import type { StateDocuments } from './model/state-documents';
import { hourCells, regimeCells, strategyRows } from './sections/group-rows';
import type { ShownState } from './shown-state';
import type { StateSource } from './state-source';
import { ROUTES } from './wire';

type Give = (shown: ShownState, query: URLSearchParams, window: string | null) => HttpAnswer;

/** An address of the API. */
interface Address {
  /** What it is made of: where none of these files can be read, there is nothing to give. */
  readonly madeOf: readonly StateFileKey[];
  /** It can be given of every window of the expectancy file. Else of the primary one alone. */
  readonly ofAnyWindow?: boolean;
  readonly give: Give;
}

const MOST_TOP = 1000;

/** The addresses of the API: JSON of one helper each. `?at=<ms>`, one of the frames, gives it as it was. */
export const API: Readonly<Record<string, Address>> = {
  [ROUTES.page]: { madeOf: [], give: pageAnswer },
  '/api/table': {
    madeOf: STATE_KEYS,
    give: (shown) => ofState(shown, { rows: shown.page.symbols.map(intelRow) }),
  },
  '/api/top': {
    madeOf: STATE_KEYS,
    give: (shown, query) => {
      const n = Number(query.get('n') ?? '10');
      if (!Number.isInteger(n) || n < 1 || n > MOST_TOP)
        return refusal(400, `n must be a whole number from 1 to ${MOST_TOP}.`);
      return ofState(shown, { rows: ranked(shown.page.symbols.map(intelRow), n) });
    },
  },
  '/api/expectancy/strategy': grouped(strategyRows),
  '/api/expectancy/regime': grouped(regimeCells),
  '/api/expectancy/hour': grouped(hourCells),
  '/api/allocation': {
    madeOf: ['allocation'],
    give: (shown) => ofState(shown, { rows: allocationLines(shown.page.symbols) }),
  },
  '/api/risk': { madeOf: STATE_KEYS, give: (shown) => ofState(shown, { header: shown.page.header }) },
  '/api/health': { madeOf: [], give: ({ page }) => jsonAnswer(healthFrom(page.header, page.problems)) },
  '/api/frames': { madeOf: [], give: (shown) => ofState(shown, { frames: shown.page.frames }) },
  [ROUTES.explanation]: {
    madeOf: ['allocation'],
    give: (shown, query) => {
      const { state } = shown;
      // Exact, or not at all: of another version there is none.
      if (state.valid.allocation === undefined) return nothingIn(['allocation'], shown);
      const explanation = explanationOf(state, query.get('symbol') ?? '');
      return explanation === undefined
        ? refusal(404, 'There is no explanation of that symbol.')
        : jsonAnswer(explanation);
    },
  },
};

function grouped(rows: (state: StateDocuments) => readonly object[]): Address {
  return {
    madeOf: ['expectancy'],
    ofAnyWindow: true,
    give: (shown, _query, window) =>
      ofState(shown, { window, rows: rows(inWindow(shown.state.documents, window)) }),
  };
}

let lastPage: { readonly version: string; readonly nowMs: number; readonly answer: HttpAnswer } | undefined;

// The text of a version is made once a second at most: it tells the age of what it shows.
function pageAnswer(shown: ShownState): HttpAnswer {
  const { page, version } = shown;
  const nowMs = page.header.now_ms;
  if (lastPage?.version !== version || Math.abs(nowMs - lastPage.nowMs) >= SECOND) {
    const { body, ...answer } = ofState(shown, page, version);
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
  const address = Object.hasOwn(API, ask.path) ? API[ask.path] : undefined;
  if (address === undefined) return undefined;
  const at = ask.query.get('at');
  if (at === null) return answered(address, await source.current(nowMs), ask.query);
  const shown = /^\d{1,15}$/.test(at) ? await source.at(Number(at), nowMs) : undefined;
  return shown === undefined
    ? refusal(404, 'at must be one of the moments that /api/frames lists.')
    : answered(address, shown, ask.query);
}

function answered(address: Address, shown: ShownState, query: URLSearchParams): HttpAnswer {
  const { state, page } = shown;
  const { madeOf } = address;
  if (madeOf.length > 0 && madeOf.every((key) => state.documents[key] === undefined))
    return nothingIn(madeOf, shown);
  const windows = address.ofAnyWindow === true ? windowsIn(state.documents) : [];
  const asked = askedWindow(query, page, windows);
  return 'refused' in asked ? refusal(400, asked.refused) : address.give(shown, query, asked.window);
}

// Why there is nothing to give, in the words of the page.
function nothingIn(madeOf: readonly StateFileKey[], { state }: ShownState): HttpAnswer {
  const files = new Set<string>(madeOf.map((key) => STATE_FILES[key]));
  const found = state.problems.filter(({ file }) => files.has(file ?? ''));
  return refusal(503, found.map(({ message }) => message).join(' '));
}

function ofState({ page: { header } }: ShownState, content: object, version?: string): HttpAnswer {
  return jsonAnswer({ as_of: header.as_of, window: header.window, ...content }, 200, version);
}

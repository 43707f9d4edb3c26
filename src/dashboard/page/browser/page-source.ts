import type { Explanation } from '../../model/explanation-model';
import type { PageModel, ReportModel } from '../../model/page-model';
import { REPORT_MODEL_ID, ROUTES, STATE_EVENT } from '../../wire';

/** Where the page's numbers come from: a server, or the report that the page stands in. */
export interface PageSource {
  readonly kind: 'server' | 'report';
  /** Undefined for a moment that the history does not hold. Throws an error with a sentence to show when it cannot be had. */
  page(at: number | null): Promise<Received | undefined>;
  explanation(symbol: string, at: number | null): Promise<Explanation | undefined>;
  /** Tells of each change, and whether the server can be reached. */
  follow(changed: (version: string) => void, reached: (isReached: boolean) => void): void;
}

interface Received {
  readonly model: PageModel;
  readonly version: string;
}

/** The report's data where there is some, else the server that the page came from. */
export function pageSource(page: Document): PageSource {
  const text = page.getElementById(REPORT_MODEL_ID)?.textContent;
  if (text === undefined) return SERVER;
  const value: unknown = JSON.parse(text);
  if (!isReportModel(value)) throw new Error('The data of this report is of another version.');
  return reportSource(value);
}

function reportSource({ page, explanations }: ReportModel): PageSource {
  return {
    kind: 'report',
    page: () => Promise.resolve({ model: page, version: '' }),
    explanation: (symbol) => Promise.resolve(explanations.find((candidate) => candidate.symbol === symbol)),
    follow: () => undefined,
  };
}

const SERVER: PageSource = {
  kind: 'server',
  async page(at) {
    // A copy that the browser keeps is of the same version, but the age in it is that of another time.
    const response = await fetch(at === null ? ROUTES.page : `${ROUTES.page}?at=${String(at)}`, {
      cache: 'no-store',
    });
    if (at !== null && response.status === 404) return undefined;
    if (!response.ok) throw new Error(`The server answers ${String(response.status)}.`);
    const model: unknown = await response.json();
    if (!isPageModel(model)) throw new Error('The server is of another version than this page: reload it.');
    return { model, version: /"(.*)"/.exec(response.headers.get('etag') ?? '')?.[1] ?? '' };
  },
  async explanation(symbol, at) {
    const query = new URLSearchParams({ symbol, ...(at === null ? {} : { at: String(at) }) });
    const response = await fetch(`${ROUTES.explanation}?${query.toString()}`, { cache: 'no-cache' });
    if (!response.ok) return undefined;
    const value: unknown = await response.json();
    return isExplanation(value) ? value : undefined;
  },
  follow(changed, reached) {
    const events = new EventSource(ROUTES.events);
    events.addEventListener('open', () => {
      reached(true);
    });
    events.addEventListener('error', () => {
      reached(false);
      // A refusal ends an EventSource for good; a lost connection it mends by itself.
      if (events.readyState === EventSource.CLOSED)
        setTimeout(() => {
          SERVER.follow(changed, reached);
        }, AGAIN_MS);
    });
    events.addEventListener(STATE_EVENT, ({ data }: MessageEvent<unknown>) => {
      changed(String(data));
    });
  },
};

const AGAIN_MS = 3000;

// What came over the wire is looked at once: this page draws version 1.
function isPageModel(value: unknown): value is PageModel {
  return (
    isRecord(value) && value['version'] === 1 && isRecord(value['header']) && Array.isArray(value['symbols'])
  );
}

function isExplanation(value: unknown): value is Explanation {
  return isRecord(value) && typeof value['symbol'] === 'string' && Array.isArray(value['sections']);
}

function isReportModel(value: unknown): value is ReportModel {
  return isRecord(value) && isPageModel(value['page']) && Array.isArray(value['explanations']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

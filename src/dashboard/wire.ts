/**
 * The names that the server and the page share.
 *
 * The page is built into `dist/page/` as `index.html`, `page.js` and `page.css`; nothing else is served. `index.html`
 * holds `STYLE_TAG` and `SCRIPT_TAG` once each: a report puts the contents in their place, and its data before the
 * script as `<script type="application/json" id="report-model">`, a `ReportModel`.
 */
export const ROUTES = {
  index: '/',
  script: '/page.js',
  style: '/page.css',
  /** A `PageModel`; `?at=<ms>` is one of its `frames`. */
  page: '/api/page',
  /** An `Explanation`; `?symbol=<name>` and, as above, `&at=<ms>`. 404 for a symbol without one. */
  explanation: '/api/explanation',
  /** Server-Sent Events. */
  events: '/events',
} as const;

/** The built page, below `dist/page/`. */
export const ASSET_FILES = { index: 'index.html', script: 'page.js', style: 'page.css' } as const;

export const STYLE_TAG = '<link rel="stylesheet" href="/page.css">';
export const SCRIPT_TAG = '<script src="/page.js" defer></script>';
export const REPORT_MODEL_ID = 'report-model';

/**
 * The event sent when a state file changed, and once at the start. Its id and data are the version of the page model: a
 * page that shows that version need not ask again. `GET /api/page` gives the same version as its ETag, in quotes.
 */
export const STATE_EVENT = 'state';

import { allocatorSettings } from './settings-allocator';
import { expectancySettings, scoreSettings } from './settings-measures';
import { autotuneSettings, routerSettings } from './settings-router';
import { stdinFields } from './settings-stdin';
import {
  about,
  shareSetting,
  positiveSetting,
  nonNegativeSetting,
  durationSetting,
  settingGroup,
} from './setting-kinds';

/** The horizon that never ends. */
export const ALL_TIME = 'all';

const refreshed = (file: string) =>
  about(`Live: the ${file} file is published at ticks that are multiples of this.`, durationSetting('1s'));

const refreshSettings = {
  description: 'Live: each file is published at ticks that are multiples of its interval.',
  ...settingGroup({
    expectancy: refreshed('expectancy'),
    scores: refreshed('scores'),
    suggestions: refreshed('suggestions'),
    allocation: refreshed('allocation'),
  }),
};

const settings = {
  $schema: about('Where the schema of this file lies, for editors.', { type: 'string', default: '' }),
  windows: {
    description:
      'Time windows (`<n>m|h|d`), last-N windows (`last_<n>`) and `all`; the first is the primary one, unless a command asks for another with `--window`, `--since` or `--until`. With `all` the horizon has no end.',
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string', pattern: '^([1-9][0-9]{0,8}[mhd]|last_[1-9][0-9]{0,8}|all)$' },
    default: ['14d', '24h', '7d', '30d', 'last_200'],
  },
  horizon: {
    description:
      'Nothing depends on an event older than this; `all`: no event is too old, and memory, ticks and restarts of live grow with the history.',
    type: 'string',
    pattern: '^([1-9][0-9]{0,8}(ms|s|m|h|d)|all)$',
    default: '30d',
  },
  tick: { description: 'Live: distance of ticks on the event axis.', ...durationSetting('5s') },
  lateness: {
    description: 'How far behind its latest row a source may still bring rows; 0s for none.',
    type: 'string',
    pattern: '^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$',
    default: '2s',
  },
  history_every: about('The history keeps the full content at multiples of this.', durationSetting('1h')),
  history_keep: {
    description: 'Live: how long history/ keeps a line, in event time.',
    ...durationSetting('90d'),
  },
  journal_keep: {
    description: 'Live: how long a journal segment is kept; never less than the horizon.',
    ...durationSetting('90d'),
  },
  refresh: refreshSettings,
  republish_every: {
    description: 'An unchanged file is stamped anew at the first tick from each multiple of this on.',
    ...durationSetting('60s'),
  },
  pnl: about('net judges a trade after its costs, gross before them.', {
    enum: ['net', 'gross'],
    default: 'net',
  }),
  flat_epsilon_usd: about(
    'A result within ± this, in USD, is neither a win nor a loss.',
    nonNegativeSetting(0),
  ),
  fallback_risk_bps: about(
    'The risk of a trade without a recorded risk or a stop, in bps of its notional.',
    positiveSetting(100),
  ),
  r_clip: about('A gain counts at most this many R; a loss counts in full.', positiveSetting(5)),
  max_future_s: about(
    'Rows later than this many seconds after the moment of reading are from the future.',
    nonNegativeSetting(300),
  ),
  max_bad_share: about('A larger share of bad rows makes a replay exit with 2.', shareSetting(0.05)),
  max_groups: {
    description:
      'Most groups of a grouping and window, and most symbols of a file, that are shown by name; never fewer than the configs name.',
    type: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    default: 5000,
  },
  max_line_bytes: about('A longer line, in bytes, is quarantined.', {
    type: 'integer',
    minimum: 1024,
    default: 1_048_576,
  }),
  backups: {
    description: 'Rotated segments the executor keeps.',
    type: 'integer',
    minimum: 0,
    maximum: 99,
    default: 5,
  },
  stdin_fields: stdinFields,
  peak_span: {
    description: 'How far equities must reach for their largest to be a peak, where none is given.',
    ...durationSetting('6h'),
  },
  nav_freshness_seconds: {
    description: 'Equity older than this many seconds is stale; used where risk_limits.json has none.',
    ...positiveSetting(150),
  },
  expectancy: expectancySettings,
  router: routerSettings,
  score: scoreSettings,
  autotune: autotuneSettings,
  allocator: allocatorSettings,
} as const;

/** Schema of execution_intel.json: our own settings. Strict: every key is known, every default stands here. */
export const settingsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:execution_intel',
  title: 'execution_intel.json: settings of execution-intel',
  type: 'object',
  additionalProperties: false,
  properties: settings,
} as const;

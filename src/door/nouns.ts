/**
 * What the arguments of the exports are made of, in the notation of shape.ts: of each noun the fields that it has to have.
 * `from` says who makes one.
 */
export const NOUNS: Readonly<Record<string, { readonly fields: string; readonly from?: string }>> = {
  // Configs.
  Desk: {
    fields:
      'settings: Settings, listings: Map, unlistedCaps: function, stopsPct: Map, autotune: object, maxDrawdownPct: number, navFreshnessMs: number, digest: string, warnings: string[]',
    from: 'loadDesk or toDesk',
  },
  DeskFiles: { fields: 'settings: Settings' },
  Settings: {
    fields:
      'windows: string[], horizon: string, tick: string, lateness: string, pnl: string, r_clip: number, expectancy: object, router: object, score: object, autotune: object, allocator: object',
    from: 'settingsFrom or loadDesk (desk.settings)',
  },
  KnownNames: { fields: 'symbols: Set, strategies: Set' },
  Window: { fields: "kind: 'time' | 'since' | 'last', name: string", from: 'parseWindow' },
  // Events and trades.
  Batch: {
    fields:
      'source: string, events: Event[], first: number, latest: number, ended: boolean, watermark?: number, visibleAfter?: number, late?: number, received?: number[]',
  },
  Event: {
    fields:
      "kind: 'close' | 'fill' | 'route' | 'equity' | 'risk' | 'positions' | 'router' | 'caution', ts: number",
    from: 'decodeRow or loadRecords',
  },
  Close: { fields: "kind: 'close', ts: number, symbol: string, id: string, line: string" },
  Fill: { fields: "kind: 'fill', ts: number, symbol: string, id: string, line: string" },
  Route: { fields: "kind: 'route', ts: number, symbol: string, id: string, links: string[]" },
  Row: {
    fields: "kind: 'close' | 'fill' | 'route', ts: number, symbol: string, id: string",
    from: 'decodeRow or loadRecords',
  },
  Equity: { fields: "kind: 'equity', ts: number" },
  RouterSnapshot: { fields: "kind: 'router', ts: number, symbols: Map" },
  RiskSnapshot: { fields: "kind: 'risk', ts: number, symbols: Map" },
  PositionsSnapshot: { fields: "kind: 'positions', ts: number, exposureUsd: Map" },
  Trade: {
    fields: 'ts: number, symbol: string, id: string, strategy: string, netUsd: number, episode: object',
    from: 'joined',
  },
  Episode: { fields: 'symbol: string, legs: Close[], flags: string[]', from: 'symbolLedger' },
  JoinedRow: { fields: "route: Route | undefined, regimeOf: 'entry' | 'exit' | 'none'" },
  Placed: { fields: 'ts: number, symbol: string, id: string' },
  // The graph.
  Schedule: {
    fields:
      "sources: string[], everyMs: number | undefined, latenessMs: number, asOf: number | undefined, answered?: number, due?: 'each' | 'last'",
  },
  Fold: { fields: 'init: function, step: function, view: function' },
  Machine: { fields: 'init: function, step: function, finish?: function' },
  Frame: { fields: 'asOf: number, files: object, counts: object', from: 'decide or replay' },
  // Views.
  RouterNumbers: {
    fields:
      'makerFillRate: number | null, fallbackRate: number | null, slippageBps: number | null, latencyMs: number | null, asksMaker: boolean',
  },
  RouterStats: { fields: 'rows: number, filled: number, slippage: object, ack: object', from: 'routerStats' },
  SymbolRouter: { fields: 'metrics: object, quality: string, current_policy: object, evidence: RouterStats' },
  RouterView: { fields: 'symbols: Map, pooled: RouterStats, volatilityScale: Map', from: 'routerOf' },
  ExpectancyView: { fields: 'primary: object, windows: object, joined: Map', from: 'expectancyOf' },
  AccountInputs: {
    fields:
      'equity: Equity[], risk: RiskSnapshot | undefined, positions: PositionsSnapshot | undefined, loggedSymbols: Iterable',
  },
  Account: { fields: 'equity_usd: number | null, risk_mode: string, reasons: string[]', from: 'accountOf' },
  AccountMeasures: { fields: 'account: Account, volRegimes: Map, warnings: string[]' },
  Provenance: { fields: 'eventsDigest: string, complete: boolean, warnings: string[]' },
  TrackRecord: { fields: 'drifts: Map, calibration: object' },
  Views: {
    fields:
      'expectancy: ExpectancyView, router: RouterView, account: AccountMeasures, provenance: Provenance, trackRecord: TrackRecord',
  },
  ScoreInputs: {
    fields:
      'count: number, wins: number, edge: number, gainR: number, lossR: number, router: RouterStats, pooled: object',
  },
  PolicyInputs: { fields: 'router: RouterView, scores: Scores' },
  Scores: { fields: 'symbols: object[], account: object, metadata: object', from: 'scoreSymbols' },
  Published: { fields: 'expectancy: ExpectancyView, provenance: Provenance' },
  AllocationInputs: {
    fields: 'header: object, metadata: object, symbols: Map, strategies: Map, routers: Map',
    from: 'readStanding',
  },
  // Evidence.
  Resampling: { fields: 'seed: number, resamples: number' },
  TradeDays: { fields: 'length: number, active: number, places: number[]', from: 'tradeDays' },
  UnitTrades: {
    fields: 'multiples: number[], values: number[], symbols: string[], days: TradeDays',
    from: 'unitTrades',
  },
  TradeColumns: { fields: 'multiples: number[], values: array, symbols: string[], days: number[]' },
  UtilityColumns: { fields: 'multiples: number[], netUsd: number[], rs: array, closes: number[]' },
  UntradableColumns: {
    fields: 'multiples: number[], notionalUsd: array, netUsd: number[], limitUsd: number | undefined',
  },
  CurveColumns: { fields: 'multiples: number[], netUsd: number[], closes: number[]' },
  JudgedBlock: {
    fields: 'n: number, active_days: number, mean_m: number | null, inference: object',
    from: 'valueBlock',
  },
  Sentence: {
    fields:
      "unit: 'usd' | 'r' | 'bps', policy?: string, block: JudgedBlock, verdict: object, unknownEntries: number",
  },
  Inference: {
    fields: 'value: number, se: number | null, df: number | null',
    from: 'inferenceOf',
  },
  PermutationInput: {
    fields: 'table: array[], own: number[], symbols: number, seed: number, values: number[]',
  },
  AdviceFrame: { fields: 'asOf: number, mode: string, modeReasons: string[], k: number, symbols: Map' },
  PolicyContext: { fields: 'symbols: string[], edgeMin: number, trueR: Map | undefined' },
  EvaluationInputs: {
    fields:
      'asOf: number, left: object, claims: object[], epochs: array[], routes: Route[], symbols: string[], policies: string[], trueR: Map | undefined, minNotionalUsd: number | undefined, settings: Settings, lookUp: object, resampling: Resampling, metadata: object, trades: object[]',
  },
  Priors: { fields: 'kappa: number, s0: number, hurdle_r: number' },
  ClaimBasis: { fields: 'drawdown_aware_r: number, shrunk_r: number, known_r: number' },
  OutcomeSettings: { fields: 'lambda: number, memory: number, hurdle_r: number' },
  IntervalClaim: {
    fields: 'n: number, mean: number, deviation: number, nextMean: number, nextCount: number',
  },
  CostRow: { fields: 'ts: number, symbol: string, makerStart: boolean, costBps: number' },
  // Options.
  ReplayOptions: {
    fields:
      'logs: string | string[] | Readable, desk: Desk, now: number, out?: string, asOf?: number, everyMs?: number, slice?: object, threads?: number, snapshots?: string | object, force?: boolean, needsRows?: boolean, onFrame?: function, onProgress?: function',
  },
  TradesOptions: {
    fields: 'logs: string | string[] | Readable, desk: Desk, now: number, asOf?: number, needsRows?: boolean',
  },
  EvaluateOptions: {
    fields:
      "logs: string | string[], desk: Desk, now: number, delayMs: number, received: 'written' | 'ts', since?: number, until?: number, settings?: boolean, published?: object, trueR?: Map, needsRows?: boolean, onProgress?: function",
  },
  JournalReplayOptions: {
    fields: 'journal: string | object, out?: string, asOf?: number, force?: boolean, onFrame?: function',
  },
  AttachOptions: {
    fields:
      'logs: string, config: string, out: string, env: object, journal?: string, takeOver?: boolean, standby?: boolean, onError?: function, onIncident?: function',
  },
  DashboardOptions: {
    fields:
      'state?: string, host?: string, port?: number, staleAfterMs?: number, now?: function, onError?: function',
  },
  Circumstances: {
    fields: 'nowMs: number, staleAfterMs: number, live?: object, frames?: number[], atMs?: number',
  },
  ExplainFiles: { fields: 'allocation: object, expectancy?: object, scores?: object, suggestions?: object' },
};

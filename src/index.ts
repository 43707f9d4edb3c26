/**
 * execution-intel as a library.
 *
 * Three layers, each usable by itself: operators for other people's streams, the graph, and every computation as a
 * pure function over plain arrays. Times are epoch milliseconds, money USD, shares 0..1, R multiples of the risk.
 */

// The graph, and the ways to run it.
export { decide, type Frame } from '../pipelines/decide';
export { replay, type ReplayOptions, type ReplayReport } from '../pipelines/replay';
export { probe, type ProbeReport } from '../pipelines/probe';
export {
  replayJournal,
  type JournalReplayOptions,
  type JournalReplayReport,
} from '../pipelines/replay-journal';
export { verify, type Difference, type Verification } from '../pipelines/verify';
export { attachIntel, type AttachError, type Attachment, type AttachOptions } from './attach';
export type { Health, SourceHealth } from './io/live/health';
export type { Incident } from './io/live/incidents';
export { tradesOf, type TradesOptions, type TradesReport } from '../pipelines/trades';
export { publish, publicationsOf, type Publication } from '../pipelines/publication';

// Operators: how to summarise, when to speak, and the one lift.
export { foldOver, type Fold } from '../operators/fold';
export {
  machineOver,
  machineStepper,
  onTick,
  type Machine,
  type Rehearsing,
  type Tick,
} from '../operators/machine';
export { run } from '../operators/run';
export { alignLatest } from '../operators/align-latest';
export { answer, stamped, type Answer, type Answered, type Failed } from '../operators/answer';
export {
  tickEvery,
  type CountedTick,
  type Counts,
  type Moment,
  type Schedule,
} from '../operators/tick-every';
export { joinAttempts, type Fact, type RouteChange, type TradeChange } from '../operators/join-attempts';
export { measureExpectancy } from '../operators/measure-expectancy';
export { measureRouter } from '../operators/measure-router';
export { measureAccount } from '../operators/measure-account';
export { measureProvenance, type Provenance } from '../operators/measure-provenance';
export { byPlace, Timeline, type Placed } from '../operators/timeline';

// Computations over plain arrays.
export { joined, type Joined } from '../operators/joined';
export { groupView, type GroupView } from '../operators/group-view';
export { expectancyOf, tradesIn, type ExpectancyView } from '../operators/measure-expectancy';
export { type WindowView } from '../operators/window-measure';
export { GROUPINGS, type Grouping } from '../operators/groups';
export { grouped as groupTrades } from '../operators/grouped';
export { routerOf, type RouterView } from '../operators/measure-router';
export { type Policy } from '../operators/current-policy';
export { type RouterMetrics } from '../operators/router-metrics';
export { type SymbolRouter } from '../operators/symbol-router';
export { routerStats, type RouterStats } from '../operators/router-stats';
export {
  qualityOf,
  routerRegimeOf,
  type Quality,
  type RouterNumbers,
  type RouterRegime,
} from '../operators/router-class';
export { accountOf, type AccountView } from '../operators/measure-account';
export { scoreOf, type Score } from '../operators/score';
export { scoreSymbols, type Views } from '../operators/score-symbols';
export { suggestPolicy } from '../operators/suggest-policy';
export { suggestPolicies } from '../operators/suggest-policies';
export { allocate } from '../operators/allocate';
export { readStanding, type AllocationInputs, type Standing } from '../operators/read-standing';
export {
  explainSymbol,
  type Section,
  type Statement,
  type SymbolExplanation,
} from '../operators/explain-symbol';
export { publishExpectancy } from '../operators/publish-expectancy';

// Registries: what may be added to.
export { METRICS } from '../operators/metrics/registry';
export type { Measured, Metric, Reason } from '../operators/metrics/metric';
export { SCORE_PARTS } from '../operators/scores/registry';
export type { PartValue, ScoreInputs, ScorePart } from '../operators/scores/part';

// The nouns.
export type {
  Batch,
  Caution,
  Close,
  EquityEvent,
  MarketEvent,
  PositionsSnapshot,
  RiskSnapshot,
  RouterSnapshot,
} from './model/event';
export { feeBps, type Route, type RouterEntry, type RouterPolicy } from './model/route';
export { toTrade } from './model/to-trade';
export type { RiskSource, Trade } from './model/trade';
export { regimeOf } from './model/regime';
export type { RiskMode } from './model/risk-mode';
export { settingsFrom, settingProblems, withPrimaryWindow, type Settings } from './model/settings';
export { toDesk, type Desk, type DeskFiles } from './model/desk';
export { parseWindow, type Window } from './model/window';
export { isoUtc, parseDuration, parseTimestamp } from './model/time';
export { ExactSum, exactSum } from './model/exact-sum';
export { studentInterval, wilsonInterval, type Interval } from './model/interval';
export { quantile } from './model/quantile';

// The Intelligence page: the helpers behind it, pure over the state files, and the ways to show it.
export { type StateDocuments } from './dashboard/state-documents';
export { type Circumstances } from './dashboard/circumstances';
export {
  allocationOf,
  expectancyBy,
  healthOf,
  intelTable,
  riskModeOf,
  topSymbols,
  type AllocationLine,
  type IntelRow,
  type StateHealth,
} from './dashboard/helpers';
export { type RiskGlance } from './dashboard/risk-glance';
export { pageModel } from './dashboard/page';
export type {
  HourCell,
  PageHeader,
  PageModel,
  Problem as StateProblem,
  RegimeCell,
  StrategyRow,
} from './dashboard/page-model';
export type { SymbolRow } from './dashboard/symbol-row';
export { startDashboard, type Dashboard, type DashboardOptions } from './dashboard/dashboard';

// The files: their types, names and schemas, and thin loaders.
export {
  STATE_FILES,
  type AllocationFile,
  type ExpectancyFile,
  type ScoresFile,
  type StateFiles,
  type SuggestionsFile,
} from '../operators/state-files';
export type { AllocationRow, StrategyAllocation } from '../operators/allocation-rows';
export { SCHEMAS } from './schemas';
export { loadDesk, type LoadedDesk } from './io/config/load-desk';
export { loadRecords, type Records } from './io/load-records';
export { loadStateFiles, type LoadedStateFiles } from '../pipelines/load-state-files';
export { decodeRow } from './io/decode-row';
export type { Decoded } from './io/decoded';
export { UsageError, WorldError } from './io/failures';
export { OwnerError } from './io/live/owner-error';
export { gatesOf, type Gates } from './model/gates';

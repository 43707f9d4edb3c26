/**
 * execution-intel as a library.
 *
 * Three layers, each usable by itself: operators for other people's streams, the graph, and every computation as a
 * pure function over plain arrays. Times are epoch milliseconds, money USD, shares 0..1, R multiples of the risk.
 */

// The graph, and the ways to run it.
export { decide, type Frame } from '../pipelines/graph/decide';
export { replay, type ReplayOptions, type ReplayReport } from '../pipelines/replay/replay';
export { probe, type ProbeReport } from '../pipelines/probe/probe';
export {
  replayJournal,
  type JournalReplayOptions,
  type JournalReplayReport,
} from '../pipelines/journal/replay-journal';
export { verify, type Difference, type Verification } from '../pipelines/journal/verify';
export { attachIntel, type Attachment, type AttachOptions } from './attach/attach';
export type { AttachError } from './attach/attach-messages';
export type { Health, SourceHealth } from './io/publish/health';
export type { Incident, IncidentFacts } from './io/publish/incidents';
export { evaluate, type EvaluateOptions, type EvaluateReport } from '../pipelines/evaluate/evaluate';
export { publishedAdvice, type PublishedAdvice } from '../pipelines/evaluate/published-advice';
export { tradesOf, type TradesOptions, type TradesReport } from '../pipelines/replay/trades';
export { publicationsOf, type Publication } from '../pipelines/publish/publication';
export { publish } from '../pipelines/publish/write-plan';

// Operators: how to summarise, when to speak, and the one lift.
export { foldOver, type Fold } from '../operators/core/fold';
export { machineOver, machineStepper, onTick, type Machine, type Tick } from '../operators/core/machine';
export { run } from '../operators/core/run';
export { alignLatest } from '../operators/core/align-latest';
export {
  attemptStage as answer,
  liftStage as stamped,
  type StageResult as Answer,
  type Answered,
  type Failed,
} from '../operators/core/stage-result';
export {
  tickEvery,
  type CountedTick,
  type TickedEvent as Moment,
  type Schedule,
} from '../operators/ticks/tick-every';
export type { Counts } from '../operators/ticks/counts';
export {
  joinAttempts,
  type JoinedChange as Fact,
  type RouteChange,
  type TradeChange,
} from '../operators/join/join-attempts';
export { measureExpectancy } from '../operators/expectancy/measure-expectancy';
export { measureRouter } from '../operators/router/measure-router';
export { measureAccount } from '../operators/account/measure-account';
export { measureProvenance, type Provenance } from '../operators/provenance/measure-provenance';
export { byPlace, Timeline, type Placed } from '../operators/core/timeline';

// Computations over plain arrays.
export { type Joined } from '../operators/join/collect-joined';
export { joined } from '../operators/join/joined';
export { symbolLedger, type SymbolLedger } from '../operators/ledger/symbol-ledger';
export { groupView, type CutView, type GroupView } from '../operators/expectancy/group-view';
export { expectancyOf, type ExpectancyView } from '../operators/expectancy/measure-expectancy';
export { tradesIn } from './model/trades-in';
export { type WindowView } from '../operators/expectancy/window-measure';
export { CUTS, GROUPINGS, type Cut, type Grouping } from '../operators/expectancy/groups';
export { type FundView } from '../operators/expectancy/fund/fund-measure';
export { grouped as groupTrades } from '../operators/core/partition';
export { routerOf, type RouterView } from '../operators/router/measure-router';
export { type Policy } from '../operators/router/current-policy';
export { type RouterMetrics } from '../operators/router/symbol-router';
export { type SymbolRouter } from '../operators/router/symbol-router';
export { routerStats, type RouterStats } from '../operators/router/router-stats';
export {
  qualityOf,
  routerRegimeOf,
  type Quality,
  type RouterNumbers,
  type RouterRegime,
} from '../operators/router/router-class';
export { accountOf, type AccountInputs } from '../operators/account/account-of';
export { type AccountView } from '../operators/account/measure-account';
export { scoreOf, type Score } from '../operators/score/score';
export { scoreSymbols, type Views } from '../operators/score/score-symbols';
export { suggestPolicy } from '../operators/suggest/suggest-policy';
export { suggestPolicies } from '../operators/suggest/suggest-policies';
export { allocate } from '../operators/allocate/allocate';
export { readAllocationInputs as readStanding } from '../pipelines/probe/read-allocation-inputs';
export {
  type AllocationInputs,
  type PublishedNumbers as Standing,
} from '../operators/allocate/allocation-inputs';
export { explainSymbol, type SymbolExplanation } from '../operators/explain/explain-symbol';
export { type Section, type Statement } from '../operators/explain/section';
export { publishExpectancy } from '../operators/expectancy/expectancy-file';

// Registries: what may be added to.
export { METRICS } from '../operators/expectancy/metrics/registry';
export type { MetricResult as Measured, Metric, Reason } from '../operators/expectancy/metrics/metric';
export { SCORE_PARTS } from '../operators/score/parts/registry';
export type { PartValue, ScoreInputs, ScorePart } from '../operators/score/parts/part';

// The nouns.
export type {
  Batch,
  Caution,
  Close,
  EquityEvent,
  Fill,
  MarketEvent,
  OrderIds,
  PositionSide,
  PositionsSnapshot,
  RiskSnapshot,
  RouterSnapshot,
} from './model/event';
export type { AttemptLink, Episode, EpisodeFlag } from './model/episode';
export type { Route, RouterEntry, RouterPolicy } from './model/route';
export { feeBps, fillSlippageBps } from './model/route-costs';
export { toTrade } from './model/to-trade';
export type { JoinedRow, RiskSource, Trade } from './model/trade';
export { regimeOf } from './model/regime';
export type { RiskMode } from './model/fund/risk-mode';
export { settingsFrom, settingProblems, withPrimaryWindow, type Settings } from './model/fund/settings';
export { toDesk, type Desk, type DeskFiles } from './model/fund/desk';
export { parseWindow, type Window } from './model/values/window';
export { isoUtc, parseDuration, parseTimestamp } from './model/values/time';
export { ExactSum, exactSum } from './model/math/exact-sum';
export { studentInterval, wilsonInterval, type Interval } from './model/math/interval';
export { quantile } from './model/math/quantile';

// Evidence: what following the advice would have been worth, and how sure that is; pure functions over plain arrays.
export { AdviceMeasure } from '../operators/evidence/walk/advice-measure';
export {
  type AdviceFrame,
  type AdviceRecord,
  type SymbolAdvice,
} from '../operators/evidence/walk/advice-frame';
export { policyMultiples, POLICIES, type PolicyContext } from '../operators/evidence/walk/policies';
export { evaluationOf, type EvaluationInputs } from '../operators/evidence/evaluation/evaluation-of';
export { valueBlock, type ValueBlock } from '../operators/evidence/value/value-block';
export { unitTrades, type TradeColumns, type UnitTrades } from '../operators/evidence/value/unit-trades';
export {
  valueIdentity,
  perUnitOf,
  selectionOf,
  type ValueIdentity,
} from '../operators/evidence/value/identity';
export { valueInference, type ValueInference } from '../operators/evidence/value/value-inference';
export { bootstrapIntervals, type BootstrapIntervals } from '../operators/evidence/value/bootstrap-intervals';
export { contributionsOf, type Contribution } from '../operators/evidence/value/contributions';
export {
  symbolContributions,
  type SymbolContribution,
} from '../operators/evidence/value/symbol-contributions';
export { utilityOf, type Utility, type UtilityColumns } from '../operators/evidence/value/utility';
export { untradableOf, type Untradable } from '../operators/evidence/value/untradable';
export {
  evidenceCurve,
  type CurveColumns,
  type EvidencePoint,
} from '../operators/evidence/value/evidence-curve';
export {
  verdictOf,
  type SelectionVerdict,
  type TotalVerdict,
  type Verdict,
} from '../operators/evidence/value/verdict';
export { evidenceSentence, type SentenceInput, type ValueUnit } from '../operators/evidence/value/sentence';
export {
  inferenceOf,
  intervalOf,
  twoSidedP,
  type Inference,
} from '../operators/evidence/statistics/inference';
export { tradeDays, type TradeDays } from '../operators/evidence/statistics/trade-days';
export {
  permutationTest,
  type PermutationInput,
  type PermutationTest,
} from '../operators/evidence/statistics/permutation-test';
export { timingTest, type TimingTest } from '../operators/evidence/statistics/timing-test';
export { holm } from '../operators/evidence/statistics/holm';
export { realityCheck, type RealityCheck } from '../operators/evidence/statistics/reality-check';
export { deflatedSharpe, sharpeOf, type Sharpe } from './model/math/sharpe';
export { type Resampling } from '../operators/evidence/statistics/stationary-bootstrap';
export { brierOf, type Brier, type ReliabilityBin } from '../operators/evidence/calibration/brier';
export { priorChance } from '../operators/evidence/calibration/claim-chances';
export { claimChances, type ClaimBasis, type ClaimView } from '../operators/expectancy/metrics/claim-chances';
export { claimOutcome, type ClaimOutcome } from '../operators/evidence/calibration/claim-outcome';
export { claimsOf, type ClaimSpan } from '../operators/evidence/calibration/claims';
export {
  intervalCoverage,
  type CoveredShare,
  type IntervalClaim,
  type IntervalCoverage,
} from '../operators/evidence/calibration/interval-coverage';
export { averageRanks } from '../operators/evidence/calibration/average-ranks';
export { rankIc, type RankIc, type ScoredEpoch } from '../operators/evidence/calibration/rank-ic';
export { DriftWatch, type DriftChange } from '../operators/evidence/calibration/drift';
export {
  routerEvidence,
  type JudgedChange,
  type RouterEvidence,
} from '../operators/evidence/router/router-evidence';
export { type ChangeEffect } from '../operators/evidence/router/change-effect';
export { type CostPolicy, type CostRow } from '../operators/evidence/router/cost-row';
export { type ExperimentSize } from '../operators/evidence/router/experiment';

// The Intelligence page: the helpers behind it, pure over the state files, and the ways to show it.
export { type StateDocuments } from './dashboard/model/state-documents';
export { type Circumstances } from './dashboard/model/circumstances';
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
export { pageModel } from './dashboard/page';
export type {
  HourCell,
  PageHeader,
  PageModel,
  StateProblem,
  RegimeCell,
  RiskSummary as RiskGlance,
  StrategyRow,
} from './dashboard/model/page-model';
export type { SymbolRow } from './dashboard/model/symbol-row';
export { startDashboard, type Dashboard, type DashboardOptions } from './dashboard/dashboard';

// The files: their types, names and schemas, and thin loaders.
export { STATE_FILES, type StateFiles } from '../operators/files/state-files';
export type {
  AllocationFile,
  AllocationRow,
  StrategyAllocation,
} from '../operators/allocate/allocation-file';
export { type SuggestionsFile } from '../operators/suggest/suggestions-file';
export { type ScoresFile } from '../operators/score/scores-file';
export { type ExpectancyFile } from '../operators/expectancy/expectancy-file';
export { type EvaluationFile } from '../operators/evidence/evaluation/evaluation-file';
export { SCHEMAS } from './schemas/schemas';
export { loadDesk, type LoadedDesk } from './io/config/load-desk';
export { loadRecords, type Records } from './io/replay/load-records';
export { loadStateFiles, type LoadedStateFiles } from '../pipelines/probe/load-state-files';
export { decodeRow } from './io/decode/decode-row';
export type { Decoded } from './io/decode/row/decoded';
export { OwnerError, UsageError, WorldError } from './io/files/failures';
export { gatesOf, type Gates } from './model/fund/gates';

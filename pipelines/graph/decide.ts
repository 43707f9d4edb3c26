import { connect, map, share, type Observable } from 'rxjs';
import { alignLatest } from '../../operators/core/align-latest';
import { allocate } from '../../operators/allocate/allocate';
import { allocationInputs } from '../../operators/allocate/allocation-inputs';
import { liftStage, type StageResult } from '../../operators/core/stage-result';
import { countsAtTick } from '../../operators/join/counts-at-tick';
import { joinAttempts, type JoinedChange } from '../../operators/join/join-attempts';
import { onTick } from '../../operators/core/machine';
import { measureAccount } from '../../operators/account/measure-account';
import { knownNames } from '../../operators/core/known-names';
import { tooManyNames, type TooManyNames } from '../../operators/expectancy/pooled-groups';
import { keepScore } from '../../operators/evidence/live/keep-score';
import { windowFolds, windowsTogether } from '../../operators/expectancy/measure-expectancy';
import { measureProvenance } from '../../operators/provenance/measure-provenance';
import { measureRouter } from '../../operators/router/measure-router';
import { publishExpectancy } from '../../operators/expectancy/expectancy-file';
import { memoStage } from '../../operators/core/memo-stage';
import { run } from '../../operators/core/run';
import { scoresStamp, scoreSymbols, type Views } from '../../operators/score/score-symbols';
import type { StateFiles } from '../../operators/files/state-files';
import { stampOf } from '../../operators/core/header';
import type { Fold } from '../../operators/core/fold';
import { suggestPolicies, type PolicyInputs } from '../../operators/suggest/suggest-policies';
import type { Counts } from '../../operators/ticks/counts';
import { tickEvery, type Schedule } from '../../operators/ticks/tick-every';
import type { Desk } from '../../src/model/fund/desk';
import type { Batch } from '../../src/model/event';
import { atOnce, type InTurn } from './turns';

/** The state files of one moment: each file, or the failure of its stage. */
export interface Frame {
  readonly asOf: number;
  readonly files: { readonly [K in keyof StateFiles]: StageResult<StateFiles[K]> };
  readonly counts: Counts;
  /** What the files do not show by name. */
  readonly tooMany: readonly TooManyNames[];
}

/**
 * The whole graph: batches in, a frame per tick out. It cannot tell a batch of a file from one of live. `inTurn` parts
 * the work of a tick: it stands before each branch, and before the files.
 */
export function decide(
  batch$: Observable<Batch>,
  desk: Desk,
  schedule: Schedule,
  inTurn = atOnce,
): Observable<Frame> {
  return decideOn(joinedIn(batch$, desk, schedule), desk, inTurn);
}

/** The first half of the graph: what the join emits. */
export function joinedIn(
  batch$: Observable<Batch>,
  desk: Desk,
  schedule: Schedule,
): Observable<readonly JoinedChange[]> {
  return batch$.pipe(run(tickEvery(schedule)), run(joinAttempts(desk)));
}

/** The second half: the frames of what the join emits. */
export function decideOn(
  change$: Observable<readonly JoinedChange[]>,
  desk: Desk,
  inTurn = atOnce,
): Observable<Frame> {
  // `connect` subscribes every branch before the first batch flows.
  return change$.pipe(connect((changes$) => frames(changes$, desk, inTurn)));
}

function frames(
  changes$: Observable<readonly JoinedChange[]>,
  desk: Desk,
  inTurn: InTurn,
): Observable<Frame> {
  const { settings, warnings } = desk;
  const known = knownNames(desk);
  const [scores, suggestions, allocation] = [scoresOf(desk), suggestionsOf(desk), allocationOf(desk)];
  const branch = <State, Out>(stage: string, fold: Fold<JoinedChange, State, Out>) =>
    changes$.pipe(inTurn, run(onTick(stage, fold)), share());
  const windows = windowFolds(settings, known).map(
    ({ name, fold }) => [name, branch('expectancy', fold)] as const,
  );
  const together = windowsTogether();
  const expectancy$ = alignLatest(Object.fromEntries(windows)).pipe(
    map(liftStage('expectancy', (measured) => together(measured))),
    share(),
  );
  const router$ = branch('router', measureRouter(settings, known));
  const account$ = branch('account', measureAccount(desk));
  const provenance$ = branch('provenance', measureProvenance(settings, warnings));
  const trackRecord$ = branch('track_record', keepScore(settings));
  const counts$ = changes$.pipe(run(countsAtTick));
  const tooMany$ = alignLatest({ expectancy: expectancy$, router: router$ }).pipe(
    map(liftStage('names', ({ expectancy, router }) => tooManyNames(expectancy, router))),
  );

  const expectancyFile$ = alignLatest({ expectancy: expectancy$, provenance: provenance$ }).pipe(
    map(liftStage('expectancy', (views, asOf) => publishExpectancy(views, asOf, desk))),
    share(),
  );
  const views$ = alignLatest({
    expectancy: expectancy$,
    router: router$,
    account: account$,
    provenance: provenance$,
    trackRecord: trackRecord$,
  });
  const scores$ = views$.pipe(
    inTurn,
    map(liftStage('scores', (views, asOf) => scores(views, asOf))),
    share(),
  );
  const suggestions$ = alignLatest({ router: router$, scores: scores$ }).pipe(
    map(liftStage('suggestions', (inputs, asOf) => suggestions(inputs, asOf))),
    share(),
  );
  const allocation$ = alignLatest({
    expectancy: expectancyFile$,
    scores: scores$,
    suggestions: suggestions$,
  }).pipe(map(liftStage('allocation', (files, asOf) => allocation(files, asOf))));
  return alignLatest({
    expectancy: expectancyFile$,
    scores: scores$,
    suggestions: suggestions$,
    allocation: allocation$,
    counts: counts$,
    tooMany: tooMany$,
  }).pipe(map(toFrame));
}

// Each file is made anew when what it is made of changed since the last tick: the views, or the scores made of them, whose
// rows are then another array.

function scoresOf(desk: Desk): (views: Views, asOf: number) => StateFiles['scores'] {
  return memoStage(
    (views, asOf) => scoreSymbols(views, asOf, desk),
    ({ expectancy, router, account, trackRecord }) => [expectancy.primary, router, account, trackRecord],
    (views, asOf) => scoresStamp(views, asOf, desk),
  );
}

function suggestionsOf(desk: Desk): (inputs: PolicyInputs, asOf: number) => StateFiles['suggestions'] {
  return memoStage(
    (inputs) => suggestPolicies(inputs, desk),
    ({ scores }) => [scores.symbols],
    ({ scores }, asOf) => ({ ...stampOf(asOf, 'suggestions', desk.settings), metadata: scores.metadata }),
  );
}

function allocationOf(
  desk: Desk,
): (files: Omit<StateFiles, 'allocation'>, asOf: number) => StateFiles['allocation'] {
  return memoStage(
    ({ expectancy, scores, suggestions }) =>
      allocate(allocationInputs(expectancy, scores, suggestions), scores.account, desk),
    ({ scores }) => [scores.symbols],
    ({ scores }, asOf) => ({ ...stampOf(asOf, 'allocation', desk.settings), metadata: scores.metadata }),
  );
}

interface BesideFiles {
  readonly counts: { readonly asOf: number; readonly value: Counts };
  readonly tooMany: StageResult<Frame['tooMany']>;
}

function toFrame({ counts, tooMany, ...files }: Frame['files'] & BesideFiles): Frame {
  return {
    asOf: counts.asOf,
    files,
    counts: counts.value,
    tooMany: tooMany.kind === 'answered' ? tooMany.value : [],
  };
}

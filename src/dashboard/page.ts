import { BARRED_CELLS } from '../../operators/groups';
import type { Circumstances } from './circumstances';
import { fundTotal } from './fund-total';
import { hourCells, regimeCells, strategyRows } from './group-rows';
import { pageHeader } from './page-header';
import type { PageModel } from './page-model';
import { scoreParts } from './score-glance';
import { documentOf, type StateDocuments } from './state-documents';
import { stateProblems } from './state-problems';
import { symbolRows } from './symbol-rows';

/** All that the page draws, from the state files as far as they are there. */
export function pageModel(state: StateDocuments, circumstances: Circumstances): PageModel {
  const header = pageHeader(state, circumstances);
  const symbols = symbolRows(state);
  return {
    version: 1,
    header,
    problems: stateProblems(state, circumstances, header),
    score_parts: scoreParts(documentOf(state, 'scores')),
    symbols,
    total: fundTotal(state, symbols),
    strategies: strategyRows(state),
    regimes: regimeCells(state),
    hours: hourCells(state),
    comparisons: { hours: BARRED_CELLS.hours ?? 0, regimes: BARRED_CELLS.regimes ?? 0 },
    frames: circumstances.frames ?? [],
  };
}

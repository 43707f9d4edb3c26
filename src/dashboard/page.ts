import { COMPARISON_CELLS } from '../../operators/expectancy/groups';
import type { Circumstances } from './model/circumstances';
import { numbersAt } from './model/json-fields';
import { cutsOf } from './sections/cut-groups';
import { fundDays } from './sections/fund-days';
import { claimsSummary } from './sections/claims-summary';
import { fundTotal } from './sections/fund-total';
import { hourCells, regimeCells, strategyRows } from './sections/group-rows';
import { pageHeader } from './sections/page-header';
import type { PageModel } from './model/page-model';
import { documentOf, type StateDocuments } from './model/state-documents';
import { stateProblems } from './problems/state-problems';
import { symbolRows } from './sections/symbol-rows';

/** What of the page depends on the files alone, not on the time. */
export type PageSections = Omit<PageModel, 'header' | 'problems' | 'evidence' | 'frames'>;

/** The sections of the page, from the state files as far as they are there. */
export function pageSections(state: StateDocuments): PageSections {
  const symbols = symbolRows(state);
  const weights = numbersAt(documentOf(state, 'scores') ?? {}, 'weights');
  return {
    version: 1,
    // In the file's order.
    score_parts: Object.entries(weights).map(([name, weight]) => ({ name, weight })),
    symbols,
    total: fundTotal(state, symbols),
    fund: fundDays(state),
    cuts: cutsOf(state),
    strategies: strategyRows(state),
    regimes: regimeCells(state),
    hours: hourCells(state),
    claims: claimsSummary(documentOf(state, 'scores')),
    comparisons: { hours: COMPARISON_CELLS.hours ?? 0, regimes: COMPARISON_CELLS.regimes ?? 0 },
  };
}

/** All that the page draws. The sections of files that did not change may be given again. */
export function pageModel(
  state: StateDocuments,
  circumstances: Circumstances,
  sections: PageSections = pageSections(state),
): PageModel {
  const header = pageHeader(state, circumstances);
  const problems = stateProblems(state, circumstances, header);
  const { evidence = null, frames = [] } = circumstances;
  return { ...sections, header, problems, evidence, frames };
}

import type { PageModel } from '../../model/page-model';
import { allocationPanel } from './allocation-panel';
import { claimsPanel } from './claims-panel';
import { comparePanel } from '../compare/compare-panel';
import { costsPanel } from './costs-panel';
import { curvesPanel } from './curves-panel';
import { drawer } from '../drawer/drawer';
import { evidencePanel } from '../evidence/evidence-panel';
import { expectancyPanel } from './expectancy-panel';
import { overview } from '../glance/overview';
import { fillsPanel } from './fills-panel';
import { cutsPanel } from '../groups/cuts-panel';
import { fundPanel } from '../groups/fund-panel';
import { hoursPanel } from './hours-panel';
import { masthead } from './masthead';
import { h, type Node } from '../parts/node';
import { policyPanel } from './policy-panel';
import { problemList } from './problems';
import { ranking } from './ranking';
import { regimesPanel } from './regimes-panel';
import { memoizeLast } from '../parts/memoize-last';
import { strategiesPanel } from './strategies-panel';
import type { ViewState } from '../parts/view-state';

/** A page that draws anew only what its model or its reader changed. `ageMs`: the age of the data now. */
export type DrawPage = (model: PageModel, state: ViewState, ageMs: number | null) => readonly Node[];

export function pageDrawer(): DrawPage {
  const shownSymbols = memoizeLast(symbolsLike);
  const head = memoizeLast(masthead);
  const problems = memoizeLast(problemList);
  const scores = memoizeLast(ranking);
  const expectancy = memoizeLast(expectancyPanel);
  const curves = memoizeLast(curvesPanel);
  const allocation = memoizeLast(allocationPanel);
  const compare = memoizeLast(comparePanel);
  const costs = memoizeLast(costsPanel);
  const cuts = memoizeLast(cutsPanel);
  const fund = memoizeLast(fundPanel);
  const fills = memoizeLast(fillsPanel);
  const policy = memoizeLast(policyPanel);
  const regimes = memoizeLast(regimesPanel);
  const hours = memoizeLast(hoursPanel);
  const strategies = memoizeLast(strategiesPanel);
  const claims = memoizeLast(claimsPanel);
  const evidence = memoizeLast(evidencePanel);
  const symbol = memoizeLast(drawer);
  return (model, state, ageMs) => {
    const { sorts, full, filter, link } = state;
    const rows = shownSymbols(model, filter, state.isWhole);
    const isFull = (name: string): boolean => full.includes(name);
    return [
      head(model, filter, link, state.isWhole ? (state.compared?.header.as_of_ms ?? null) : undefined),
      h(
        'main',
        { key: 'main' },
        overview(model, ageMs, link),
        problems(model.problems) ?? [],
        h(
          'div',
          { class: 'panels', key: 'panels' },
          state.compared !== undefined && compare(model, state.compared, sorts['compare'], isFull('compare')),
          scores(rows, model.score_parts, sorts['scores'], isFull('scores')),
          expectancy(rows, sorts['expectancy'], isFull('expectancy')),
          state.isWhole && [
            model.evidence !== null && evidence(model.evidence, sorts['evidence'], isFull('evidence')),
            allocation(rows, model.header, sorts['allocation'], isFull('allocation')),
            costs(rows, model.total, sorts['costs'], isFull('costs')),
            curves(model, state.curve, state.curveUnit),
            fund(model.fund, model.header.window),
            cuts(model.cuts, state.cut, sorts['cuts'], isFull('cuts')),
            fills(rows, sorts['fills'], isFull('fills')),
            policy(rows, sorts['policy'], isFull('policy')),
            regimes(model.regimes, model.comparisons.regimes),
            hours(model.hours, model.comparisons.hours),
            strategies(model.strategies, sorts['strategies'], isFull('strategies')),
            claims(model.claims),
          ],
        ),
      ),
      symbol(model, state.open),
    ];
  };
}

// More rows than the first screen has room for.
const FIRST_SCREEN = 30;

function symbolsLike(model: PageModel, filter: string, isWhole: boolean): PageModel['symbols'] {
  if (!isWhole) return model.symbols.slice(0, FIRST_SCREEN);
  const part = filter.trim().toUpperCase();
  return part === ''
    ? model.symbols
    : model.symbols.filter(({ symbol }) => symbol.toUpperCase().includes(part));
}

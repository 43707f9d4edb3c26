import uPlot from 'uplot';
import type { PageModel } from '../../model/page-model';
import { columnsOf, curveLines, type CurveLine } from '../parts/curve-lines';
import { exactDigits, formatMoment, formatSigned } from '../parts/format';
import type { CurveUnit } from '../parts/view-state';

/** The charts over time that stand on the page now. */
export interface Charts {
  /** Brings each chart to the model and the unit; `look` names the theme, whose change draws anew. */
  show(model: PageModel, unit: CurveUnit, look: string): void;
}

interface DrawnChart {
  readonly key: string;
  readonly plots: readonly uPlot[];
  readonly model: PageModel;
}

export function chartsIn(place: Element): Charts {
  const standing = new Map<Element, DrawnChart>();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      for (const plot of standing.get(target)?.plots ?? [])
        plot.setSize({ width: target.clientWidth, height: plot.height });
    }
  });
  return {
    show(model, unit, look) {
      for (const [element, { plots }] of standing) {
        if (element.isConnected) continue;
        plots.forEach((plot) => {
          plot.destroy();
        });
        sizes.unobserve(element);
        standing.delete(element);
      }
      for (const element of place.querySelectorAll<HTMLElement>('[data-chart]')) {
        const lines = curveLines(model, element.dataset['chart'] ?? '', unit);
        const key = JSON.stringify([look, unit, lines.map(({ name }) => name)]);
        const was = standing.get(element);
        if (was?.model === model && was.key === key) continue;
        const data = [totals(lines, model), drawdowns(lines, model)];
        if (was?.key === key) {
          was.plots.forEach((plot, i) => {
            plot.setData(data[i] ?? [[]]);
          });
          standing.set(element, { ...was, model });
          continue;
        }
        was?.plots.forEach((plot) => {
          plot.destroy();
        });
        standing.set(element, { key, model, plots: plotsIn(element, lines, unit, data) });
        sizes.observe(element);
      }
    },
  };
}

function totals(lines: readonly CurveLine[], model: PageModel): uPlot.AlignedData {
  return aligned(columnsOf(lines, ({ total }) => total, model.header.as_of_ms));
}

function drawdowns(lines: readonly CurveLine[], model: PageModel): uPlot.AlignedData {
  const below = ({ drawdown }: CurveLine): readonly number[] => drawdown.map((value) => -value);
  return aligned(columnsOf(lines, below, model.header.as_of_ms));
}

function aligned([moments, ...values]: ReturnType<typeof columnsOf>): uPlot.AlignedData {
  return [[...moments], ...values.map((column) => [...column])];
}

const DASHES = [[], [10, 4], [3, 3], [12, 3, 3, 3], [6, 2]];
const HEIGHTS = [230, 110];

function plotsIn(
  element: HTMLElement,
  lines: readonly CurveLine[],
  unit: CurveUnit,
  data: readonly uPlot.AlignedData[],
): readonly uPlot[] {
  const { color, borderTopColor, fontFamily } = getComputedStyle(element);
  const font = `12px ${fontFamily}`;
  const digits = unit === 'r' ? 2 : 0;
  const named = unit === 'r' ? 'R' : 'USD';
  const axis = { stroke: color, font, grid: { stroke: borderTopColor, width: 1 }, ticks: { show: false } };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return HEIGHTS.map((height, i) => {
    const options: uPlot.Options = {
      width: element.clientWidth,
      height,
      ms: 1,
      tzDate: (ts) => uPlot.tzDate(new Date(ts), 'Etc/UTC'),
      cursor: { sync: { key: 'curves' }, y: false, drag: { x: false, y: false } },
      legend: { show: i === 0, live: true },
      padding: [8, 12, 0, 0],
      axes: [
        { ...axis, show: i === HEIGHTS.length - 1, values: (_, splits) => splits.map(timeLabel) },
        {
          ...axis,
          size: 62,
          values: (_, splits) => splits.map((value) => formatSigned(value, exactDigits(splits))),
        },
      ],
      scales: { y: { range: (_, low, high) => spaced(low, high, i > 0) } },
      series: [
        { label: 'UTC', value: (_, ts: number | null) => formatMoment(ts ?? data[0]?.[0].at(-1)) },
        ...lines.map(({ name, total }, place) => ({
          label: `${name}, ${named}`,
          stroke: colorOf(element, place),
          width: 2,
          dash: lines.length > 1 ? (DASHES[place % DASHES.length] ?? []) : [],
          ...(stepped === undefined ? {} : { paths: stepped }),
          points: { show: false },
          value: (_: uPlot, value: number | null) => formatSigned(value ?? total.at(-1), digits),
        })),
      ],
    };
    return new uPlot(options, data[i] ?? [[]], element);
  });
}

// 0 is always in sight; a drawdown hangs from it.
function spaced(low: number, high: number, hangs: boolean): [number, number] {
  const least = Math.min(0, low);
  const most = Math.max(0, high);
  const room = (most - least) * 0.05 || 1;
  return [least < 0 || !hangs ? least - room : -1, hangs ? 0 : most + room];
}

function timeLabel(ts: number): string {
  const text = formatMoment(ts);
  return text.slice(11, 16) === '00:00' ? text.slice(5, 10) : text.slice(11, 16);
}

function colorOf(element: HTMLElement, place: number): string {
  const probe = document.createElement('span');
  probe.className = `line-${String(place)}`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

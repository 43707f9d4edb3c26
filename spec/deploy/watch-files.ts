import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The files of deploy/ that watch, as far as specs read them. */

const ROOT = resolve(__dirname, '..', '..');
export const RULES = join(ROOT, 'deploy', 'prometheus', 'intel.rules.yml');
export const RULE_TESTS = join(ROOT, 'deploy', 'prometheus', 'intel.rules.test.yml');

/** A panel of the dashboard. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
}

function dashboard(): Dashboard {
  const text = readFileSync(join(ROOT, 'deploy', 'grafana', 'execution-intel.json'), 'utf8');
  return JSON.parse(text) as Dashboard;
}

export function panels(): readonly Panel[] {
  return dashboard().panels;
}

/** Every query of the dashboard, as Grafana sends it for all instances. */
export function dashboardQueries(): readonly string[] {
  const { panels, annotations } = dashboard();
  const all = [...panels.flatMap(({ targets }) => targets ?? []), ...annotations.list];
  return all.map(({ expr }) => expr.replaceAll('$instance', '.*').replaceAll('$__rate_interval', '1m'));
}

/** A metric with what a query asks of its labels. */
export interface Selector {
  readonly text: string;
  readonly name: string;
  readonly labels: readonly (readonly [name: string, isMatch: (value: string) => boolean])[];
}

/** The selectors of our metrics in a text. */
export function selectorsIn(text: string): readonly Selector[] {
  return [...text.matchAll(/\b(intel_\w+)(?:\{([^}]*)\})?/g)].map(([whole, name = '', inside = '']) => ({
    text: whole,
    name,
    labels: [...inside.matchAll(/(\w+)(=~|=)"([^"]*)"/g)].map(([, label = '', how, value = '']) => [
      label,
      how === '=' ? (found) => found === value : (found) => new RegExp(`^(?:${value})$`).test(found),
    ]),
  }));
}

/** One sample of /metrics. */
export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** The samples of a text of metrics. */
export function samplesIn(text: string): readonly Sample[] {
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)].map(([, name = '', inside = '']) => ({
    name,
    labels: new Map(
      [...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value]),
    ),
  }));
}

/** Runs promtool; undefined where there is none. */
export function promtool(
  args: readonly string[],
  input = '',
): { readonly code: number | null; readonly said: string } | undefined {
  const { error, status, stdout, stderr } = spawnSync('promtool', [...args], { encoding: 'utf8', input });
  return error === undefined ? { code: status, said: `${stdout}${stderr}` } : undefined;
}

import { join } from 'node:path';
import { explainSymbol, type Section } from '../../operators/explain-symbol';
import { STATE_SCHEMAS } from '../../operators/state-schemas';
import { STATE_FILES, type StateFileKey, type StateFiles } from '../../operators/state-files';
import { UsageError } from '../io/failures';
import { readStateFile } from '../io/read-state-file';
import { symbolOf } from '../model/json';
import { colors, note, say, visible } from './print';

export interface ExplainFlags {
  readonly state: string;
  readonly json?: boolean;
}

/** `intel explain`. */
export async function explainCommand(name: string, flags: ExplainFlags): Promise<void> {
  const symbol = symbolOf(name) ?? '';
  const allocation = await readFile('allocation', flags.state);
  if (allocation === undefined)
    throw new UsageError(`nothing to explain in ${flags.state}; run \`intel replay\` first`);
  const explanation = explainSymbol(symbol, {
    allocation,
    scores: await readFile('scores', flags.state),
    suggestions: await readFile('suggestions', flags.state),
    expectancy: await readFile('expectancy', flags.state),
  });
  if (explanation === undefined) {
    const known = allocation.symbols.map((row) => visible(row.symbol)).join(', ');
    throw new UsageError(
      `${visible(symbol)} is not in the allocation; there are: ${known === '' ? 'none' : known}`,
    );
  }
  if (flags.json === true) {
    say(JSON.stringify(explanation));
    return;
  }
  say(colors.bold(`${visible(explanation.symbol)} as of ${explanation.as_of}, window ${explanation.window}`));
  for (const section of explanation.sections) say(sectionText(section));
}

async function readFile<K extends StateFileKey>(
  key: K,
  stateDir: string,
): Promise<StateFiles[K] | undefined> {
  const read = await readStateFile(join(stateDir, STATE_FILES[key]), STATE_SCHEMAS[key]);
  if (read.kind === 'read') return read.file;
  note(
    `warning: ${read.kind === 'missing' ? `${join(stateDir, STATE_FILES[key])} is missing` : read.message}`,
  );
  return undefined;
}

function sectionText({ title, statements, remarks }: Section): string {
  const names = Math.max(...statements.map((statement) => statement.name.length));
  const values = Math.max(...statements.map((statement) => statement.value.length));
  const lines = statements.map(
    ({ name, value, formula }) => `  ${name.padEnd(names)}  ${value.padStart(values)}  = ${formula}`,
  );
  return ['', colors.bold(title), ...lines, ...remarks.map((line) => `  ${visible(line)}`)].join('\n');
}

import { explainSymbol } from '../../../operators/explain/explain-symbol';
import type { Section } from '../../../operators/explain/section';
import { loadStateFiles } from '../../../pipelines/probe/load-state-files';
import { UsageError } from '../../io/files/failures';
import { symbolOf } from '../../model/values/json';
import { colors, jsonText, printNote, printResult } from '../terminal/print';
import { visible } from '../../model/values/visible';

interface ExplainFlags {
  readonly state: string;
  readonly json?: boolean;
}

const MOST_LISTED = 100;

/** `intel explain`. */
export async function explainCommand(name: string, flags: ExplainFlags): Promise<void> {
  const symbol = symbolOf(name) ?? '';
  const { files, problems } = await loadStateFiles(flags.state);
  for (const problem of problems) printNote(`warning: ${problem}`);
  const { allocation } = files;
  if (allocation === undefined)
    throw new UsageError(`${flags.state} holds no allocation to explain; run \`intel replay\` first`);
  const explanation = explainSymbol(symbol, { ...files, allocation });
  if (explanation === undefined) {
    const known = allocation.symbols.slice(0, MOST_LISTED).map((row) => visible(row.symbol));
    const more = allocation.symbols.length - known.length;
    const all = more === 0 ? known : [...known, `and ${more} more`];
    throw new UsageError(
      `${visible(symbol)} is not in the allocation; the allocation holds: ${all.length === 0 ? 'none' : all.join(', ')}`,
    );
  }
  if (flags.json === true) {
    printResult(jsonText(explanation));
    return;
  }
  printResult(
    colors.bold(`${visible(explanation.symbol)} as of ${explanation.as_of}, window ${explanation.window}`),
  );
  for (const section of explanation.sections) printResult(sectionText(section));
}

function sectionText({ title, statements, remarks }: Section): string {
  const names = Math.max(...statements.map((statement) => statement.name.length));
  const values = Math.max(...statements.map((statement) => statement.value.length));
  const lines = statements.map(
    ({ name, value, formula }) => `  ${name.padEnd(names)}  ${value.padStart(values)}  = ${formula}`,
  );
  return ['', colors.bold(title), ...lines, ...remarks.map((line) => `  ${visible(line)}`)].join('\n');
}

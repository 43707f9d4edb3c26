import { join } from 'node:path';
import { EVALUATION_FILE, type EvaluationFile } from '../../../operators/evidence/evaluation/evaluation-file';
import { evaluationSchema } from '../../../operators/evidence/evaluation/evaluation-schema';
import { evaluate } from '../../../pipelines/evaluate/evaluate';
import { publishedAdvice } from '../../../pipelines/evaluate/published-advice';
import { readTruth } from '../../../pipelines/evaluate/read-truth';
import { schemaProblems } from '../../io/config/schema/schema-problems';
import { replaceAll } from '../../io/files/atomic';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { noteBadInput } from '../terminal/bad-input';
import { evaluationText } from '../terminal/evaluation-text';
import { durationOption } from '../terminal/options';
import { spanOptions, type SpanFlags } from '../terminal/part-options';
import { jsonText, printNote, printResult } from '../terminal/print';
import { Progress } from '../terminal/progress';
import { readDesk } from '../terminal/read-desk';

interface EvaluateFlags extends SpanFlags {
  readonly logs: readonly string[];
  readonly config: string;
  readonly out: string;
  readonly published?: string;
  readonly delay: string;
  readonly received: string;
  readonly settings?: boolean;
  readonly truth?: string;
  readonly json?: boolean;
}

/** `intel evaluate`. */
export async function evaluateCommand(flags: EvaluateFlags): Promise<void> {
  const { since, until } = spanOptions(flags);
  const delayMs = durationOption('--delay', flags.delay) ?? 1;
  const received = receivedOption(flags.received);
  const desk = await readDesk(flags.config);
  const published = flags.published === undefined ? undefined : await publishedAdvice(flags.published, desk);
  const trueR = flags.truth === undefined ? undefined : await readTruth(flags.truth);
  const progress = new Progress();
  const { file, notes, tooMuchBadInput } = await evaluate({
    ...{ logs: flags.logs, desk, published, since, until, delayMs, received, trueR },
    settings: flags.settings,
    now: now(),
    needsRows: true,
    onProgress: (read, total) => {
      progress.at(read, total);
    },
  }).finally(() => {
    progress.end();
  });
  const path = placeOf(flags.out);
  await writeEvaluation(path, file);
  for (const line of notes) printNote(`warning: ${line}`);
  printResult(flags.json === true ? jsonText(file) : evaluationText(file));
  printNote(`written to ${path}`);
  noteBadInput({ tooMuchBadInput });
}

function receivedOption(value: string): 'written' | 'ts' {
  if (value === 'written' || value === 'ts') return value;
  throw new UsageError(`--received was "${value}"; allowed: written, ts`);
}

function placeOf(out: string): string {
  return out.endsWith('.json') ? out : join(out, EVALUATION_FILE);
}

async function writeEvaluation(path: string, file: EvaluationFile): Promise<void> {
  const [problem] = schemaProblems(evaluationSchema, file);
  if (problem !== undefined)
    throw new Error(
      `${EVALUATION_FILE} breaks its schema at ${problem.path.join('.')}: found ${problem.found ?? 'nothing'}; ${problem.message}`,
    );
  await replaceAll([{ path, content: `${JSON.stringify(file)}\n` }]);
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ExecutorLog } from '../../live/executor/executor-log';
import { archivePath, memberBytes, memberPath, type LogFiles } from '../../live/executor/log-files';
import { Tailing } from './tailing';

/** One thing that happens to a log or to its reader. */
export type Act =
  | { readonly act: 'append' | 'appendOther' | 'plain' | 'begin' | 'beginOther' }
  | { readonly act: 'finish' | 'finishOther' | 'rotateStep' | 'rotate' | 'copyTruncateStep' | 'copyTruncate' }
  | { readonly act: 'recreate' | 'edit' }
  | { readonly act: 'partial'; readonly bytes: number }
  | { readonly act: 'several' | 'rollBack'; readonly lines: number }
  | { readonly act: 'poll'; readonly afterMs: number }
  | { readonly act: 'abandon'; readonly turns: number; readonly forgotten: boolean }
  | { readonly act: 'restart' };

const BACKUPS = 3;
const FILLING = '.'.repeat(20);

/** Two writers of one log and one reader of it, and what the reader owes. Every line is unlike any other. */
export class World {
  readonly tailing: Tailing;
  /** What went wrong, in words. */
  readonly complaints: string[] = [];
  private readonly files: LogFiles;
  private readonly one: ExecutorLog;
  private readonly other: ExecutorLog;
  private readonly pending: Partial<Record<'one' | 'other', () => void>> = {};
  private written = 0;
  private rotations = 0;
  private steps: Generator<string, void> | undefined;

  constructor(dir: string) {
    this.files = { dir, stem: 'foo', backups: BACKUPS };
    this.one = new ExecutorLog(dir, 'foo', { backups: BACKUPS });
    this.other = new ExecutorLog(dir, 'foo', { backups: BACKUPS });
    this.tailing = new Tailing(dir, { backups: BACKUPS });
  }

  async do(act: Act): Promise<void> {
    switch (act.act) {
      case 'append':
        return this.one.append(this.line());
      case 'appendOther':
        return this.other.append(this.line());
      case 'several':
        for (let n = 0; n < act.lines; n++) this.one.append(this.line());
        return;
      case 'plain':
        return this.one.appendPlain(this.line());
      case 'partial':
        return this.one.appendBytes(this.line().slice(0, act.bytes));
      case 'begin':
      case 'beginOther':
        return this.begin(act.act === 'begin' ? 'one' : 'other');
      case 'finish':
      case 'finishOther':
        return this.finish(act.act === 'finish' ? 'one' : 'other');
      case 'rotateStep':
        return this.step(() => this.one.rotationSteps());
      case 'copyTruncateStep':
        return this.step(() => this.one.copyTruncateSteps());
      case 'rotate':
      case 'copyTruncate':
        this.endSteps();
        this.step(() => (act.act === 'rotate' ? this.one.rotationSteps() : this.one.copyTruncateSteps()));
        return this.endSteps();
      case 'rollBack':
        return this.one.rollBack(act.lines);
      case 'recreate':
        rmSync(this.one.path, { force: true });
        return writeFileSync(this.one.path, `${this.line()}\n`);
      case 'edit':
        return this.one.rewrite((content) => this.edited(content));
      case 'poll':
        return this.poll(act.afterMs);
      case 'abandon':
        await this.tailing.poll({ turns: act.turns, forgotten: act.forgotten });
        return;
      case 'restart':
        return this.tailing.restart();
      default:
        return act satisfies never;
    }
  }

  /** All whole lines in the archive and the chain, oldest first. */
  wholeLines(): readonly string[] {
    return [...this.archived(), ...this.members()].flatMap((text) => text.split('\n').slice(0, -1));
  }

  /** What no newline ends in files of the chain that were left: those before the last one that has a whole line. */
  readonly remainders = (): readonly string[] => {
    const members = this.members();
    const left = members.slice(
      0,
      Math.max(
        0,
        members.findLastIndex((text) => text.includes('\n')),
      ),
    );
    return left.map((text) => text.slice(text.lastIndexOf('\n') + 1)).filter((rest) => rest !== '');
  };

  // Half written it is made of the last file, which is there.
  private archived(): readonly string[] {
    const archive = archivePath(this.files);
    const isWhole = !existsSync(memberPath(this.files, BACKUPS)) && existsSync(archive);
    return isWhole ? [gunzipSync(readFileSync(archive)).toString()] : [];
  }

  private members(): readonly string[] {
    const texts: string[] = [];
    for (let number = BACKUPS; number >= 0; number--)
      if (existsSync(memberPath(this.files, number))) texts.push(memberBytes(this.files, number).toString());
    return texts;
  }

  // The number of the newest file with a line: the one that is being read.
  private depth(): number {
    for (let number = 0; number <= BACKUPS; number++)
      if (memberBytes(this.files, number).includes('\n')) return number;
    return 0;
  }

  // After a poll that has drained the log every whole line there was has been handed over.
  private async poll(afterMs: number): Promise<void> {
    const owed = this.wholeLines();
    const outcome = await this.tailing.poll({ afterMs });
    if (outcome?.kind !== 'drained') return;
    this.rotations = this.depth() + (this.steps === undefined ? 0 : 1);
    const had = new Set(this.tailing.lines);
    const lost = owed.filter((line) => !had.has(line));
    if (lost.length > 0) this.complaints.push(`not handed over: ${lost.join(', ')}`);
  }

  // What goes beyond the archive before anyone looked is nobody's fault.
  private step(steps: () => Generator<string, void>): void {
    if (this.steps === undefined) {
      if (this.rotations >= BACKUPS - 1 || this.one.content() === '') return;
      this.rotations++;
      this.steps = steps();
    }
    if (this.steps.next().done === true) this.steps = undefined;
  }

  private endSteps(): void {
    for (const _ of this.steps ?? []);
    this.steps = undefined;
  }

  private begin(who: 'one' | 'other'): void {
    this.finish(who);
    this.pending[who] = this[who].beginAppend(this.line());
  }

  private finish(who: 'one' | 'other'): void {
    this.pending[who]?.();
    delete this.pending[who];
  }

  private edited(content: string): string {
    const lines = content.split('\n');
    lines.splice(Math.floor(lines.length / 2), 1, this.line());
    return lines.join('\n');
  }

  private line(): string {
    return `${String(this.written++).padStart(4, '0')}${FILLING}`;
  }
}

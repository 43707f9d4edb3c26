import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ExecutorLog } from '../../live/executor/executor-log';
import { archivePath, memberBytes, memberPath, type LogFiles } from '../../live/executor/log-files';
import { Tailing } from './tailing';

/** One thing that happens to a log or to its reader. */
export type Act =
  | { readonly act: 'append' | 'plain' | 'begin' | 'finish'; readonly by: number }
  | { readonly act: 'several' | 'rollBack'; readonly lines: number }
  | { readonly act: 'partial'; readonly bytes: number }
  | { readonly act: 'rotate' | 'rotateStep' | 'copyTruncate' | 'copyTruncateStep' | 'recreate' | 'edit' }
  | { readonly act: 'poll'; readonly afterMs: number }
  | { readonly act: 'abandon'; readonly turns: number; readonly forgotten: boolean }
  | { readonly act: 'restart' };

type ActName = Act['act'];

const BACKUPS = 3;
const FILLING = '.'.repeat(20);

/** Writers of one log and one reader of it, and what the reader owes. Every line is unlike any other. */
export class World {
  readonly tailing: Tailing;
  /** What went wrong, in words. */
  readonly complaints: string[] = [];
  private readonly files: LogFiles;
  private readonly log: ExecutorLog;
  private readonly writers: readonly ExecutorLog[];
  private readonly begun: (() => void)[] = [];
  private written = 0;
  private rotations = 0;
  private steps: Generator<string, void> | undefined;

  constructor(dir: string) {
    this.files = { dir, stem: 'foo', backups: BACKUPS };
    this.log = new ExecutorLog(dir, 'foo', { backups: BACKUPS });
    this.writers = [this.log, new ExecutorLog(dir, 'foo', { backups: BACKUPS })];
    this.tailing = new Tailing(dir, { backups: BACKUPS });
  }

  async do(act: Act): Promise<void> {
    await (this.deeds[act.act] as (act: Act) => void | Promise<void>)(act);
  }

  /** All whole lines in the archive and the chain, oldest first. */
  wholeLines(): readonly string[] {
    return [...this.archived(), ...this.members()].flatMap((text) => text.split('\n').slice(0, -1));
  }

  /** What no newline ends in files of the chain that were left: those before the last one that has a whole line. */
  remainders(): readonly string[] {
    const members = this.members();
    const left = members.slice(
      0,
      Math.max(
        0,
        members.findLastIndex((text) => text.includes('\n')),
      ),
    );
    return left.map((text) => text.slice(text.lastIndexOf('\n') + 1)).filter((rest) => rest !== '');
  }

  private readonly deeds: {
    readonly [A in ActName]: (act: Extract<Act, { act: A }>) => void | Promise<void>;
  } = {
    append: ({ by }) => this.writers[by]?.append(this.line()),
    plain: ({ by }) => this.writers[by]?.appendPlain(this.line()),
    begin: ({ by }) => {
      this.begun[by]?.();
      this.begun[by] = this.writers[by]?.beginAppend(this.line()) ?? ((): void => undefined);
    },
    finish: ({ by }) => {
      this.begun[by]?.();
      this.begun[by] = (): void => undefined;
    },
    several: ({ lines }) => {
      for (let n = 0; n < lines; n++) this.log.append(this.line());
    },
    rollBack: ({ lines }) => {
      this.log.rollBack(lines);
    },
    partial: ({ bytes }) => {
      this.log.appendBytes(this.line().slice(0, bytes));
    },
    rotate: () => {
      this.whole(() => this.log.rotationSteps());
    },
    rotateStep: () => {
      this.step(() => this.log.rotationSteps());
    },
    copyTruncate: () => {
      this.whole(() => this.log.copyTruncateSteps());
    },
    copyTruncateStep: () => {
      this.step(() => this.log.copyTruncateSteps());
    },
    recreate: () => {
      rmSync(this.log.path, { force: true });
      writeFileSync(this.log.path, `${this.line()}\n`);
    },
    edit: () => {
      this.log.rewrite((content) => content.replace(/(?<=\n|^)[^\n]+\n?$/, `${this.line()}\n`));
    },
    poll: ({ afterMs }) => this.poll(afterMs),
    abandon: async (how) => {
      await this.tailing.poll(how);
    },
    restart: () => this.tailing.restart(),
  };

  // After a poll that has drained the log every whole line there was has been handed over.
  private async poll(afterMs: number): Promise<void> {
    // No rotation takes so long.
    if (afterMs > 1000) this.endSteps();
    const owed = this.wholeLines();
    const outcome = await this.tailing.poll({ afterMs });
    if (outcome?.kind !== 'drained') return;
    this.rotations = this.depth() + (this.steps === undefined ? 0 : 1);
    const had = new Set(this.tailing.lines);
    const lost = owed.filter((line) => !had.has(line));
    if (lost.length > 0) this.complaints.push(`not handed over: ${lost.join(', ')}`);
  }

  // The number of the newest file with a line: the one that is being read.
  private depth(): number {
    const numbers = Array.from({ length: BACKUPS + 1 }, (_, number) => number);
    return Math.max(
      0,
      numbers.findIndex((number) => memberBytes(this.files, number).includes('\n')),
    );
  }

  private whole(steps: () => Generator<string, void>): void {
    this.endSteps();
    this.step(steps);
    this.endSteps();
  }

  private endSteps(): void {
    Array.from(this.steps ?? []);
    this.steps = undefined;
  }

  // What goes beyond the archive before anyone looked is nobody's fault.
  private step(steps: () => Generator<string, void>): void {
    if (this.steps === undefined) {
      if (this.rotations >= BACKUPS - 1 || this.log.content() === '') return;
      this.rotations++;
      this.steps = steps();
    }
    if (this.steps.next().done === true) this.steps = undefined;
  }

  // Half written it is made of the last file, which is there.
  private archived(): readonly string[] {
    const archive = archivePath(this.files);
    const isWhole = !existsSync(memberPath(this.files, BACKUPS)) && existsSync(archive);
    return isWhole ? [gunzipSync(readFileSync(archive)).toString()] : [];
  }

  private members(): readonly string[] {
    const numbers = Array.from({ length: BACKUPS + 1 }, (_, n) => BACKUPS - n);
    return numbers
      .filter((number) => existsSync(memberPath(this.files, number)))
      .map((number) => memberBytes(this.files, number).toString());
  }

  private line(): string {
    return `${String(this.written++).padStart(4, '0')}${FILLING}`;
  }
}

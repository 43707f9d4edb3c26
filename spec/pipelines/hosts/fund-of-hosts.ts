import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { deskOfRecord } from '../../../pipelines/journal/push-graph';
import { journalFrames } from '../../../pipelines/journal/journal-frames';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { replay } from '../../../pipelines/replay/replay';
import type { ConfigRecord } from '../../../src/io/journal/journal-records';
import { afterMessage, EMPTY_LOG } from '../../../src/io/log/fold-log';
import { hostIn } from '../../../src/io/log/host-state';
import { journalOfLog } from '../../../src/io/log/log-reader';
import type { FundRecord, LogState } from '../../../src/io/log/log-records';
import { MemoryLog } from '../../io/log/memory-log';
import { readMessage } from '../../../src/io/log/message-text';
import type { Frame } from '../../../pipelines/graph/decide';
import { inMemoryDir } from '../../live/drive';
import { START_MS, type ArrivalSchedule } from '../../live/schedule';
import { BY, configOf, control, fundOf, type Written } from '../../io/log/log-made';
import { END_MS, SETTINGS, type FundLife, Host, type Row, STEMS, TICK_MS } from './simulated-hosts';

/** The fund, its hosts and its log. */
export class FundOfHosts {
  readonly log = new MemoryLog();
  readonly hosts: readonly Host[];
  readonly config: ConfigRecord;
  nowMs = START_MS;
  /** What the log adds up to. */
  state: LogState = EMPTY_LOG;
  private readonly rows: readonly Row[];

  constructor(
    schedule: ArrivalSchedule,
    { hosts, dealt }: FundLife,
    names: readonly string[] = ['a', 'b', 'c', 'd'],
    settings: object = SETTINGS,
  ) {
    this.config = configOf(settings);
    this.rows = schedule.arrivals.flatMap(({ atMs, what }) =>
      'log' in what ? [{ atMs, log: STEMS[what.log], line: what.line }] : [],
    );
    this.hosts = hosts.map(
      (life, h) =>
        new Host(
          names[h] ?? '',
          life,
          this.rows.filter((_, n) => (dealt[n % dealt.length] ?? 0) % hosts.length === h),
        ),
    );
  }

  fund(others: Partial<FundRecord> = {}): FundRecord {
    const names = this.hosts.map(({ name }) => name);
    return fundOf(names, { config: this.config, at: this.nowMs, silence_s: 10, ...others });
  }

  async add(message: Written): Promise<void> {
    await this.log.append(message.writer, message.text, 'any');
    this.length++;
    this.state = afterMessage(this.state, message.writer, readMessage(message.writer, message.text)).state;
  }

  async lookAt(nowMs: number, isLast = false): Promise<void> {
    this.nowMs = nowMs;
    for (const host of this.hosts) {
      const commit = host.lookAt(nowMs, isLast);
      if (commit !== undefined) await this.add(commit);
    }
  }

  /** Lives to its end; `at` is called after each look. */
  async live(at: (look: number) => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.add(control(this.fund()));
    for (let look = 0; this.nowMs < END_MS; look++) {
      await this.lookAt(this.nowMs + 500);
      await at(look);
    }
    await this.lookAt(END_MS + 10_000, true);
    await at(Infinity);
  }

  /** How many messages the log was given, and still has. */
  length = 0;

  /** Has a follower tell what the log adds up to. */
  async head(): Promise<void> {
    await this.add(control({ kind: 'head', state: this.state, at: this.nowMs, ...BY }));
  }

  /** The log loses what came after so many messages. Each host goes on from what it holds, and reads its logs again. */
  async rewind(length: number): Promise<void> {
    this.log.rewind(BigInt(length));
    this.length = length;
    this.state = EMPTY_LOG;
    for await (const part of this.log.read({ ends: true }))
      if (part.kind === 'appended')
        this.state = afterMessage(this.state, part.writer, readMessage(part.writer, part.text)).state;
    for (const host of this.hosts) host.restore(hostIn(this.state, host.name));
  }

  sealOf(name: string): string | null {
    return hostIn(this.state, name).seal;
  }

  /** The sha256 of each file at each tick of a replay of all logs in one directory. */
  async replayed(config = this.config): Promise<ReadonlyMap<string, string>> {
    return inMemoryDir(async (dir) => {
      mkdirSync(join(dir, 'execution'), { recursive: true });
      mkdirSync(join(dir, 'state'));
      for (const stem of Object.values(STEMS)) {
        const lines = this.rows.flatMap(({ log, line }) => (log === stem ? [`${line}\n`] : []));
        writeFileSync(join(dir, 'execution', `${stem}.jsonl`), lines.join(''));
      }
      const shas = new Map<string, string>();
      const onFrame = (frame: Frame): void => {
        noteShas(shas, frame);
      };
      const asOf = this.state.ticks.ticked;
      await replay({ logs: dir, desk: deskOfRecord(config), everyMs: TICK_MS, asOf, now: asOf, onFrame });
      return shas;
    });
  }

  /** The same of the log, read as the journal that it adds up to. */
  async folded(onFrame: (frame: Frame) => void = () => undefined): Promise<ReadonlyMap<string, string>> {
    const shas = new Map<string, string>();
    for await (const event of journalFrames(journalOfLog(this.log))) {
      if (event.kind === 'damage') throw new Error(event.message);
      if (event.kind !== 'frame') continue;
      onFrame(event.frame);
      noteShas(shas, event.frame);
    }
    return shas;
  }
}

function noteShas(shas: Map<string, string>, frame: Frame): void {
  for (const { name, asOfText, text } of publicationsOf(frame))
    shas.set(`${name} ${asOfText}`, createHash('sha256').update(text).digest('hex'));
}

/** The last tick's of these. */
export function lastOf(shas: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const ticks = [...shas.keys()].map((key) => key.split(' ')[1] ?? '').toSorted();
  return Object.fromEntries([...shas].filter(([key]) => key.endsWith(` ${ticks.at(-1) ?? ''}`)).toSorted());
}

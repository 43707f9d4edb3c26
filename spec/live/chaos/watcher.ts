import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_FILES, STATE_KEYS } from '../../../operators/files/state-files';
import { STATE_SCHEMAS } from '../../../operators/files/state-schemas';
import { schemaProblems } from '../../../src/io/config/schema/schema-problems';
import { isObject, own, textOf } from '../../../src/model/values/json';
import { sleep } from './live-process';
import { parsed } from './parsed';

const LOOK_MS = 15;

/** Reads the published files all the time, as dashboards do: whenever it looks they must be whole and never go back. */
export class Watcher {
  readonly complaints: string[] = [];
  looks = 0;
  private readonly asOf = new Map<string, string>();
  private readonly texts = new Map<string, string>();
  private watching = true;
  private readonly done: Promise<void>;

  constructor(
    private readonly out: string,
    private readonly lookMs = LOOK_MS,
  ) {
    this.done = this.watch();
  }

  async stop(): Promise<void> {
    this.watching = false;
    await this.done;
  }

  private async watch(): Promise<void> {
    while (this.watching) {
      for (const key of STATE_KEYS) await this.look(STATE_FILES[key], STATE_SCHEMAS[key]);
      await this.look('intel_status.json', undefined);
      this.looks++;
      await sleep(this.lookMs);
    }
  }

  private async look(name: string, schema: object | undefined): Promise<void> {
    const text = await readFile(join(this.out, name), 'utf8').catch(() => undefined);
    const before = this.texts.get(name);
    if (text === before) return;
    if (text === undefined) {
      this.complain(name, 'is gone');
      return;
    }
    this.texts.set(name, text);
    const value = parsed(text);
    if (!isObject(value) || !text.endsWith('}\n')) {
      this.complain(name, `is not whole: ${text.slice(0, 80)}`);
      return;
    }
    if (schema === undefined) return;
    for (const problem of schemaProblems(schema, value)) this.complain(name, JSON.stringify(problem));
    const asOf = textOf(own(value, 'as_of')) ?? '';
    const known = this.asOf.get(name) ?? '';
    if (asOf === known) this.complain(name, `of ${asOf} was replaced by another of that moment`);
    if (asOf < known) this.complain(name, `went back from ${known} to ${asOf}`);
    this.asOf.set(name, asOf);
  }

  private complain(name: string, what: string): void {
    if (this.complaints.length < 20) this.complaints.push(`watched ${name}: ${what}`);
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { at, contentsOf, onDesk, jsonAt } from './desk';
import { intel, type Run } from './intel';

/** The four commands of a history in two slices; the options of a replay may be other ones. */
async function sliced(dir: string, more: readonly string[] = []): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const logs = at(dir, 'logs', 'config');
  runs.push(await intel(['index', ...logs, '--out', join(dir, 'index')]));
  const cut = '2023-11-14T22:31:00Z';
  const replay = ['replay', ...logs, '--every', '5m', '--index', join(dir, 'index/index.json')];
  runs.push(await intel([...replay, '--as-of', cut, '--out', join(dir, 'first')]));
  runs.push(await intel([...replay, '--from', cut, '--out', join(dir, 'second'), ...more]));
  runs.push(
    await intel(['join-history', join(dir, 'second'), join(dir, 'first'), '--out', join(dir, 'joined')]),
  );
  return runs;
}

describe('a history in slices', () => {
  it('index, replay --index and join-history give the files of one replay', () =>
    onDesk({}, async (dir) => {
      const runs = await sliced(dir);
      expect(
        runs.map(({ code }) => code),
        runs.map(({ err }) => err).join(''),
      ).to.deep.equal([0, 0, 0, 0]);
      expect(runs[0]?.out).to.contain('80 rows in 2 segments, 0 quarantined');
      expect(runs[3]?.out).to.contain(
        '2 slices: the history from the beginning to 2023-11-14T22:52:20.000+00:00, its end',
      );
      const whole = await intel(['replay', ...at(dir, 'logs', 'config', 'out'), '--every', '5m']);
      expect(whole.code).to.equal(0);
      const { 'history/slice.json': record, ...joined } = contentsOf(join(dir, 'joined'));
      const index = ['--index', join(dir, 'index', 'index.json'), '--every', '5m', '--out', join(dir, 'one')];
      expect((await intel(['replay', ...at(dir, 'logs', 'config'), ...index])).code).to.equal(0);
      expect(record).to.equal(contentsOf(join(dir, 'one'))['history/slice.json']);
      const bytes = jsonAt(record ?? '', 'bytes');
      const names = isObject(bytes) ? Object.keys(bytes) : [];
      expect(names).to.not.have.length(0);
      expect(names, 'in whatever order they were written').to.deep.equal(names.toSorted());
      const { 'quarantine.jsonl': quarantine, ...undivided } = contentsOf(join(dir, 'out'));
      expect(joined).to.deep.equal(undivided);
      expect(contentsOf(join(dir, 'index'))['quarantine.jsonl']).to.equal(quarantine);
    }));

  it('a slice of another config is not joined', () =>
    onDesk({ 'other/execution_intel.json': '{}' }, async (dir) => {
      const [, , , join_] = await sliced(dir, ['--window', '1h']);
      expect(join_?.code).to.equal(1);
      expect(join_?.err).to.contain('was made with another config than');
      expect(contentsOf(join(dir, 'joined'))).to.deep.equal({});
    }));

  it('mistakes end with 1 and say what is allowed; nothing is written', () =>
    onDesk({}, async (dir) => {
      await sliced(dir);
      const index = join(dir, 'index/index.json');
      const replay = ['replay', ...at(dir, 'logs', 'config'), '--out', join(dir, 'bad')];
      const refused = async (said: string, ...args: readonly string[]): Promise<void> => {
        const { code, err } = await intel(args);
        expect(code, err).to.equal(1);
        expect(err).to.contain(said);
      };
      await refused('--from needs --index', ...replay, '--every', '5m', '--from', '2023-11-14');
      await refused('--index needs --every', ...replay, '--index', index);
      await refused(
        'is no index of a history',
        ...replay,
        '--every',
        '5m',
        '--index',
        join(dir, 'logs/state/nav.json'),
      );
      await refused('there is no such file', ...replay, '--every', '5m', '--index', join(dir, 'nowhere'));
      await refused(
        'allowed: up to 2023-11-14T22:52:20',
        ...replay,
        '--every',
        '5m',
        '--index',
        index,
        '--as-of',
        '2024-01-01',
      );
      await refused('reads stdin', ...replay, '--logs', '-');
      await refused('--logs was ""', ...replay, '--logs', '');
      await refused(
        'holds no slice of a history',
        'join-history',
        join(dir, 'logs'),
        '--out',
        join(dir, 'bad'),
      );
      await refused('is one of the slices', 'join-history', join(dir, 'first'), '--out', join(dir, 'first'));
      writeFileSync(join(dir, 'first/history/published.jsonl'), '');
      await refused(
        'and the slice was written with',
        'join-history',
        join(dir, 'first'),
        join(dir, 'second'),
        '--out',
        join(dir, 'bad'),
      );
      writeFileSync(join(dir, 'logs/execution/order_metrics.jsonl'), '');
      await refused(
        'order_metrics.jsonl is not as the index says',
        ...replay,
        '--every',
        '5m',
        '--index',
        index,
      );
      expect(contentsOf(join(dir, 'bad'))).to.deep.equal({});
    }));
});

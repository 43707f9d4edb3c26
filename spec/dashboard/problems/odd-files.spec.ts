import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../../operators/files/state-files';
import { explanationsOf } from '../../../src/dashboard/explanation';
import { keepValid } from '../../../src/dashboard/problems/keep-valid';
import { pageModel } from '../../../src/dashboard/page';
import { StateSource } from '../../../src/dashboard/state-source';
import { MINUTE } from '../../../src/model/values/time';
import { judgedOf, sampleDocuments, sampleFile, SOON, withState } from '../states';

describe('a file of another version', () => {
  it('that is newer is shown and explained; what is new is left out', async () => {
    const state = await sampleDocuments();
    const allocation = { ...state.allocation, invented: { any: 'thing' } };
    const rows = state.allocation['symbols'] as readonly Record<string, unknown>[];
    Object.assign(allocation, { symbols: rows.map((row) => ({ ...row, regret: 1 })) });
    const judged = judgedOf({ ...state, allocation });
    expect(judged.problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ['other_version', 'warning'],
    ]);
    expect(judged.problems[0]?.message).to.contain('7 differences').and.to.contain('unknown key');
    expect(explanationsOf(judged)).to.have.length(6);
  });

  it('that is older shows what it has: rows without a field are shown, and not explained', async () => {
    const state = await sampleDocuments();
    const rows = state.allocation['symbols'] as readonly Record<string, unknown>[];
    const older = rows.map(({ explanation, ...row }, i) => (i < 2 ? row : { ...row, explanation }));
    const judged = judgedOf({ ...state, allocation: { ...state.allocation, symbols: older } });
    expect(judged.problems.map(({ code }) => code)).to.deep.equal(['other_version']);
    expect(explanationsOf(judged)).to.have.length(4);
    expect(pageModel(judged.documents, SOON).symbols.every(({ allocation }) => allocation !== null)).to.equal(
      true,
    );
  });

  it('loses only the rows that are wrong', () => {
    const row = {
      type: 'object',
      required: ['n'],
      additionalProperties: false,
      properties: { n: { type: 'number' } },
    };
    const schema = {
      type: 'object',
      required: ['symbols'],
      additionalProperties: false,
      properties: {
        symbols: { type: 'array', items: row },
        strategies: { type: 'object', additionalProperties: row },
      },
    };
    const document = {
      symbols: [{ n: 1 }, { n: 'x' }, { n: 3 }, {}],
      strategies: { a: { n: 1 }, b: { n: null } },
      z: 1,
    };
    expect(keepValid(schema, document)).to.deep.include({
      valid: { symbols: [{ n: 1 }, { n: 3 }], strategies: { a: { n: 1 } } },
      differences: 4,
    });
    expect(document.symbols).to.have.length(4);
    expect(keepValid(schema, { strategies: {} }).valid).to.equal(undefined);
    expect(keepValid(schema, [1]).valid).to.equal(undefined);
  });
});

describe('state files as they may lie there', () => {
  const bad: readonly (readonly [string, string | Buffer])[] = [
    ['half-written', '{"as_of":"2026-01-14T21:37:14.096+00:00","symbols":[{"sym'],
    ['empty', ''],
    ['of another kind', '[1,2,3]'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ];
  for (const [what, content] of bad) {
    it(`${what}: it is named, and the rest is shown`, () =>
      withState(async (dir) => {
        writeFileSync(join(dir, STATE_FILES.scores), content);
        const { page } = await new StateSource(dir, 3 * MINUTE).current(SOON.nowMs);
        expect(page.problems.map(({ code, file }) => [code, file])).to.deep.equal([
          ['unreadable', STATE_FILES.scores],
        ]);
        expect(page.problems[0]?.message).to.not.contain(dir);
        expect(page.symbols.map(({ score }) => score)).to.deep.equal(Array(6).fill(null));
        expect(page.symbols.every(({ expectancy }) => expectancy !== null)).to.equal(true);
      }));
  }

  it('ten megabytes of rows that make no sense: told in bounded time', () =>
    withState(async (dir) => {
      const row = '{"symbol":"A","score":"high","rationale":[1,2,3],"x":{"y":[]}}';
      const rows = Array.from({ length: 160_000 }, () => row).join(',');
      writeFileSync(join(dir, STATE_FILES.allocation), `{"symbols":[${rows}]}`);
      const before = process.cpuUsage();
      const { page } = await new StateSource(dir, 3 * MINUTE).current(SOON.nowMs);
      const cpu = process.cpuUsage(before);
      expect(page.problems.map(({ code }) => code)).to.include.members(['other_version', 'too_large']);
      expect(page.symbols.length).to.equal(7);
      expect((cpu.user + cpu.system) / 1000).to.be.below(5000);
    })).timeout(60_000);

  const nested: readonly (readonly [string, string])[] = [
    ['a row with a huge list', `{"symbols":[{"symbol":"A","rationale":[${'0,'.repeat(3_000_000)}0]}]}`],
    ['a million warnings', `{"metadata":{"warnings":[${'"w",'.repeat(1_000_000)}"w"]},"symbols":[]}`],
    [
      'a row nested very deep',
      `{"symbols":[{"symbol":"A","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`,
    ],
  ];
  for (const [what, content] of nested)
    it(`${what}: told in bounded time, again and again`, () =>
      withState(async (dir) => {
        writeFileSync(join(dir, STATE_FILES.allocation), content);
        const source = new StateSource(dir, 3 * MINUTE);
        const before = process.cpuUsage();
        const { page } = await source.current(SOON.nowMs);
        for (let i = 0; i < 20; i++) await source.current(SOON.nowMs);
        const cpu = process.cpuUsage(before);
        expect(page.problems.map(({ code }) => code)).to.include('too_large');
        expect(page.problems.length).to.be.below(20);
        expect(page.symbols).to.have.length.of.at.least(6);
        expect((cpu.user + cpu.system) / 1000).to.be.below(5000);
      })).timeout(60_000);

  for (const content of ['{"state":"li', '[]', 'null'])
    it(`the status of live is ${content}: it is told that live and its gates are not known`, () =>
      withState(async (dir) => {
        writeFileSync(join(dir, 'intel_status.json'), content);
        const { page } = await new StateSource(dir, 3 * MINUTE).current(SOON.nowMs);
        expect(page.problems.map(({ severity, code, file }) => [severity, code, file])).to.deep.equal([
          ['warning', 'unreadable', 'intel_status.json'],
        ]);
        expect(page.header.live).to.equal(null);
      }));

  it('NaN where a number should be, and a long text: nothing breaks', () =>
    withState(async (dir) => {
      const scores = await sampleFile('scores');
      const text = JSON.stringify(scores).replace(/("symbol":"BTCUSDT","score":)[\d.]+/, '$1NaN');
      writeFileSync(join(dir, STATE_FILES.scores), text);
      const { page } = await new StateSource(dir, 3 * MINUTE).current(SOON.nowMs);
      expect(page.symbols.find(({ symbol }) => symbol === 'BTCUSDT')?.score).to.equal(null);
      const rationale = ['x'.repeat(100_000)];
      const long = pageModel(
        { allocation: { symbols: [{ symbol: 'A', suggested_weight: 0, rationale }] } },
        SOON,
      );
      expect(long.symbols[0]?.allocation?.rationale[0]).to.have.length.below(5000);
    }));

  it('no directory at all: four files are missing, and nothing else happens', async () => {
    const { page } = await new StateSource('/nowhere/at/all', 3 * MINUTE).current(SOON.nowMs);
    expect(page.problems.map(({ code }) => code)).to.deep.equal(Array(4).fill('missing'));
    expect(page.symbols).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { firstValueFrom, from, toArray } from 'rxjs';
import { guarded } from '../../src/door/guarded';
import { SIGNATURES } from '../../src/door/signatures';
import * as intel from '../../src/index';
import { UsageError } from '../../src/io/files/failures';
import { batch, close, deskOf, tradeOf } from '../operators/made';
import { FUNCTIONS, JUNK, door, callable, parametersOf, sampleOf, failureOf, messageOf } from './doors';

describe('the door of the library', () => {
  it('knows what each exported function takes', () => {
    expect(Object.keys(SIGNATURES)).to.have.members([...FUNCTIONS.map(([name]) => name), 'attachIntel']);
  });

  it('names the argument that is wrong, what it was, and what is allowed, and calls nothing', async () => {
    for (const [name, exported] of FUNCTIONS) {
      const parameters = parametersOf(name);
      const wellShaped = parameters.map(({ type }) => sampleOf(type));
      for (const [i, { name: parameter, shape }] of parameters.entries())
        for (const junk of JUNK.filter((value) => shape(value) !== undefined)) {
          const call = callable(name, exported);
          const told = await messageOf(() => call(...wellShaped.with(i, junk)));
          expect(told.replace('$', '')).to.match(
            new RegExp(`^${name}: ${parameter.replace('$', '')}( at [\\w.[\\]]+)? was .+; allowed: .+`, 's'),
          );
        }
    }
  });

  it('lets pass what is well shaped, and nothing where something is asked for', async () => {
    for (const [name] of FUNCTIONS) {
      const parameters = parametersOf(name);
      let calls = 0;
      const counted = callable(name, () => ++calls);
      counted(...parameters.map(({ type }) => sampleOf(type)));
      expect(calls, name).to.equal(1);
      const isAsked = parameters.some(({ shape }) => shape(undefined) !== undefined);
      if (isAsked) expect(await messageOf(() => counted()), name).to.contain(' was nothing; allowed: ');
      else counted();
      expect(calls, name).to.equal(isAsked ? 1 : 2);
    }
  });

  it('leaves it to attachIntel, which never throws, to tell what is wrong', async () => {
    const told: string[] = [];
    const options = {
      logs: 7,
      config: 'c',
      out: 'o',
      env: {},
      onError: (error: Error) => told.push(error.message),
    };
    for (const wrong of [undefined, options]) {
      const attachment: unknown = Reflect.apply(intel.attachIntel, undefined, [wrong]);
      expect(attachment).to.have.property('idle', undefined);
    }
    await new Promise(setImmediate);
    expect(told).to.deep.equal(['attachIntel: options at logs was 7; allowed: string (AttachOptions)']);
  });

  it('tells the mistakes that people make', async () => {
    const desk = deskOf();
    const trades = [tradeOf(1, 1000)];
    const { settings } = desk;
    const told = [
      () => door('expectancyOf')(trades, desk, 1),
      () => door('expectancyOf')([close('c')], settings, 1),
      () => door('tradesIn')(trades, '7d', 1),
      () => door('tradesIn')(trades, intel.parseWindow('7d'), '2026-01-01T00:00:00Z'),
      () => door('joined')(from([]), desk, 1),
      () => door('replay')({ logs: 'logs', now: 1 }),
      () => door('replay')({ logs: 'logs', desk: intel.loadDesk('config'), now: 1 }),
      () => door('loadDesk')(),
      () => door('startDashboard')({ port: '8787' }),
      () => door('expectancyBy')({}, 'symbol'),
      () => door('decide')([], desk, {}),
      () => door('Timeline')('by time'),
    ];
    expect(await Promise.all(told.map(messageOf))).to.deep.equal([
      'expectancyOf: settings at windows was nothing; allowed: an array of string (Settings, as settingsFrom or loadDesk (desk.settings) gives it)',
      'expectancyOf: trades at [0].strategy was nothing; allowed: string (Trade, as joined gives it)',
      'tradesIn: window was "7d"; allowed: Window, as parseWindow gives it',
      'tradesIn: asOf was "2026-01-01T00:00:00Z"; allowed: number',
      'joined: events was {}; allowed: an array of Row, as decodeRow or loadRecords gives it',
      'replay: options at desk was nothing; allowed: Desk, as loadDesk or toDesk gives it',
      'replay: options at desk.settings was nothing; allowed: Settings, as settingsFrom or loadDesk (desk.settings) gives it',
      'loadDesk: configDir was nothing; allowed: string',
      'startDashboard: options at port was "8787"; allowed: number | undefined (DashboardOptions)',
      "expectancyBy: by was \"symbol\"; allowed: 'strategy' | 'regime' | 'hour'",
      'decide: batch$ was []; allowed: Observable<Batch>',
      'Timeline: compare was "by time"; allowed: function | undefined',
    ]);
  });

  it('rejects where a function answers with a promise, and throws nothing', async () => {
    const answer = door('replay')();
    expect(answer).to.be.instanceOf(Promise);
    expect(await failureOf(() => answer)).to.be.instanceOf(UsageError);
  });

  it('looks at each batch of a stream when it comes', async () => {
    const schedule = { sources: ['rows'], everyMs: undefined, latenessMs: 0, asOf: undefined };
    const frames = (batches: readonly unknown[]): Promise<unknown> => {
      const frame$ = door('decide')(from(batches), deskOf(), schedule);
      return firstValueFrom((frame$ as ReturnType<typeof intel.decide>).pipe(toArray()));
    };
    const good = batch('rows', [close('c')], { latest: 1000, ended: true });
    expect(await frames([good])).to.have.length(1);
    const without = { ...good, events: undefined };
    expect(await messageOf(() => frames([without]))).to.match(
      /^decide: a batch of batch\$ at events was nothing; allowed: /,
    );
    expect(await messageOf(() => frames([close('c')]))).to.match(
      /^decide: a batch of batch\$ at source was nothing; /,
    );
    expect(await messageOf(() => frames([{ ...good, events: [{ kind: 'trade', ts: 1 }] }]))).to.contain(
      'at events[0].kind was "trade"; allowed: ',
    );
  });

  it('shows values that cannot be shown', async () => {
    const own: Record<string, unknown> = {};
    own['own'] = own;
    const throwing = {
      toJSON: () => {
        throw new Error('mine');
      },
    };
    for (const value of [own, throwing, 7n, Symbol('s'), Object.create(null)])
      expect(await messageOf(() => door('parseWindow')(value))).to.match(
        /^parseWindow: name was .+; allowed: string$/,
      );
  });

  it('leaves a class a class', () => {
    const behind = guarded('ExactSum', intel.ExactSum) as typeof intel.ExactSum;
    class Mine extends behind {}
    expect(new behind()).to.be.instanceOf(intel.ExactSum).and.instanceOf(behind);
    expect(new Mine()).to.be.instanceOf(Mine).and.instanceOf(intel.ExactSum);
    expect(guarded('METRICS', intel.METRICS)).to.equal(intel.METRICS);
  });
});

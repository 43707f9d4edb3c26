import { expect } from 'chai';
import { partOptions, spanOptions, type PartFlags } from '../../../src/cli/terminal/part-options';

const [EARLY, LATE] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1)];
const since = '2026-01-01';
const until = '2026-02-01';

describe('partOptions', () => {
  it('leave a window and an as-of as they are', () => {
    expect(partOptions({})).to.deep.equal({ asOf: undefined, window: undefined });
    expect(partOptions({ asOf: until, window: '7d' })).to.deep.equal({ asOf: LATE, window: '7d' });
  });

  it('make a window of a span, whose end is the as-of', () => {
    const window = 'since_2026-01-01T00:00:00.000Z';
    expect(partOptions({ since })).to.deep.equal({ asOf: undefined, window });
    expect(partOptions({ until })).to.deep.equal({ asOf: LATE, window: 'all' });
    expect(partOptions({ since, until })).to.deep.equal({ asOf: LATE, window });
    expect(partOptions({ since, until: since })).to.deep.equal({ asOf: EARLY, window });
    expect(partOptions({ since, asOf: until })).to.deep.equal({ asOf: LATE, window });
    expect(partOptions({ since, until, asOf: String(LATE / 1000) })).to.deep.equal({ asOf: LATE, window });
  });

  it('refuse what contradicts itself, and say what is allowed', () => {
    const refused: readonly (readonly [PartFlags, string])[] = [
      [{ since: until, until: since }, '--since was "2026-02-01"; allowed: no later than --until'],
      [{ since: until, asOf: since }, '--since was "2026-02-01"; allowed: no later than --as-of'],
      [{ until, asOf: since }, '--until was "2026-02-01"; allowed: the moment of --as-of'],
      [{ until: since, asOf: until }, '--until was "2026-01-01"; allowed: the moment of --as-of'],
      [{ since, window: '7d' }, '--window was "7d"; allowed: none with --since'],
      [{ until, window: 'all' }, '--window was "all"; allowed: none with --until'],
      [{ since: 'noon' }, '--since was "noon"; allowed: ISO 8601'],
      [{ until: 'noon' }, '--until was "noon"; allowed: ISO 8601'],
    ];
    for (const [flags, message] of refused) expect(() => partOptions(flags), message).to.throw(message);
  });
});

describe('spanOptions', () => {
  it('are moments, each as far as it is asked for', () => {
    expect(spanOptions({})).to.deep.equal({ since: undefined, until: undefined });
    expect(spanOptions({ since, until })).to.deep.equal({ since: EARLY, until: LATE });
  });
});

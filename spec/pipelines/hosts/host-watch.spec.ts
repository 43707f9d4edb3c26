import { expect } from 'chai';
import { HostWatch } from '../../../pipelines/hosts/host-watch';
import { Incidents } from '../../../src/io/publish/incidents';
import { control, foldOf, fundOf, lapse, Pen, type Written } from '../../io/log/log-made';

/** A follower's ears: it looks each second, and `silence_s` is 10. */
class Watch {
  readonly incidents = new Incidents(() => undefined);
  readonly messages: Written[];
  private readonly watch = new HostWatch();
  private seconds = 0;

  constructor(hosts: readonly string[]) {
    this.messages = [control(fundOf(hosts, { silence_s: 10 }))];
  }

  /** What it says of each of so many seconds, in which these commits came. */
  look(seconds: number, commits: readonly Pen[] = []): readonly string[] {
    const told: string[] = [];
    for (let n = 0; n < seconds; n++) {
      this.seconds++;
      for (const pen of commits) {
        this.messages.push(pen.promise(this.seconds * 1000));
        this.watch.note(pen.host, true);
      }
      const { state } = foldOf(this.messages);
      const silent = this.watch.look(state, this.seconds * 1000, this.incidents);
      told.push(...silent.map(({ host, after }) => `${this.seconds} ${host} ${after ?? 'null'}`));
    }
    return told;
  }

  hear(host: string): void {
    this.watch.note(host, true);
  }

  refuse(host: string): void {
    this.watch.note(host, false);
  }

  overstep(host: string): void {
    this.watch.noteOverstep(host);
  }

  get open(): Readonly<Record<string, string>> {
    return this.incidents.open;
  }
}

describe('HostWatch', () => {
  it('tells of a host that was not heard for long enough while another was, and again as long as it is waited for', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const watch = new Watch(['a', 'b']);
    expect(watch.look(3, [a, b])).to.deep.equal([]);
    expect(watch.look(9, [a])).to.deep.equal([]);
    expect(watch.look(12, [a])).to.deep.equal([`13 b ${b.seal ?? ''}`, `23 b ${b.seal ?? ''}`]);
  });

  it('tells of a host that never came, from when it began to listen on', () => {
    const a = new Pen('a');
    expect(new Watch(['a', 'b']).look(11, [a])).to.deep.equal(['11 b null']);
  });

  it('tells of nobody where it hears nobody: it may be deaf itself', () => {
    const [a, b, c] = [new Pen('a'), new Pen('b'), new Pen('c')];
    const watch = new Watch(['a', 'b', 'c']);
    watch.look(1, [a, b, c]);
    expect(watch.look(30)).to.deep.equal([]);
    // It hears again, as after a server was away: each host has half of that time to be heard, too.
    expect(watch.look(5, [a])).to.deep.equal([]);
    expect(watch.look(1, [a, c])).to.deep.equal([`37 b ${b.seal ?? ''}`]);
  });

  it('tells of a host that is gone also where the others commit more rarely than that', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const watch = new Watch(['a', 'b']);
    watch.look(1, [a, b]);
    expect(watch.look(29)).to.deep.equal([]);
    watch.look(1, [a]);
    expect(watch.look(29)).to.deep.equal([`36 b ${b.seal ?? ''}`]);
  });

  it('waits for no host that is silent already, and begins anew when it is back', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const watch = new Watch(['a', 'b']);
    watch.look(1, [a, b]);
    watch.messages.push(lapse('b', b.seal));
    expect(watch.look(30, [a])).to.deep.equal([]);
    expect(watch.open['host_silent'])
      .to.contain('b is silent since 2023-11-14')
      .and.contain('without its rows');
    expect(watch.look(1, [a, b])).to.deep.equal([]);
    expect(watch.open).to.deep.equal({});
    expect(watch.look(10, [a])).to.deep.equal([`42 b ${b.seal ?? ''}`]);
  });

  it('says which host holds ticks back by more than it may be silent', () => {
    const [a, b, c] = [new Pen('a'), new Pen('b'), new Pen('c')];
    const watch = new Watch(['a', 'b', 'c']);
    watch.messages.push(c.promise(-20_000));
    watch.look(1, [a, b]);
    // It may have ended: of one that is not heard, silence is what is said.
    expect(watch.open).to.deep.equal({});
    watch.hear('c');
    watch.look(1, [a, b]);
    expect(watch.open['host_behind']).to.match(
      /^c has promised up to 2023-11-14T22:13:00.*ticks wait for it/,
    );
    watch.messages.push(c.promise(0));
    watch.look(1, [a, b]);
    expect(watch.open).to.deep.equal({});
  });

  it('says whose commits count for nobody, for a minute', () => {
    const a = new Pen('a');
    const watch = new Watch(['a']);
    watch.refuse('zombie');
    watch.look(59, [a]);
    expect(watch.open['commits_refused']).to.match(/^commits of zombie count for nobody/);
    watch.look(2, [a]);
    expect(watch.open).to.deep.equal({});
  });

  it('says who speaks in the name of the log, for a minute', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const watch = new Watch(['a', 'b']);
    for (const host of ['b', 'a', 'b']) watch.overstep(host);
    watch.look(59, [a, b]);
    expect(watch.open).to.have.keys('records_refused');
    expect(watch.open['records_refused']).to.match(/^a, b wrote what the log alone says.* counts for nobody/);
    watch.look(2, [a, b]);
    expect(watch.open).to.deep.equal({});
  });
});

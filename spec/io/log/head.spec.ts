import { expect } from 'chai';
import { atHead, isHeadDue } from '../../../src/io/log/head';
import type { HeadRecord, LogState } from '../../../src/io/log/log-records';
import { controlMessage, controlSeal, readMessage } from '../../../src/io/log/message-text';
import { DAY } from '../../../src/model/values/time';
import { rows } from '../journal/journal-made';
import { AT, BY, configOf, control, foldOf, forget, fundOf, Pen, type Written } from './log-made';

function headOf(state: LogState, at = AT): HeadRecord {
  return { kind: 'head', state, at, ...BY };
}

/** A head as it is read. */
function read(head: HeadRecord): HeadRecord {
  const message = readMessage('head', controlMessage(head));
  if (message.kind !== 'head') throw new Error('the head cannot be read');
  return message;
}

describe('the heads of a log', () => {
  it('are due once the joint promise is of another day', () => {
    const a = new Pen('a');
    const fund = control(fundOf(['a']));
    const untilMidnight = DAY - (AT % DAY);
    const messages: Written[] = [
      fund,
      a.promise(1000),
      a.promise(untilMidnight - 1),
      a.promise(untilMidnight + 1),
    ];
    const due = messages.map((_, n) => isHeadDue(foldOf(messages.slice(0, n + 1)).state));
    expect(due).to.deep.equal([false, false, false, true]);
    const { state } = foldOf(messages);
    const after = atHead(state, read(headOf(state)));
    expect(isHeadDue(after)).to.equal(false);
    expect(isHeadDue(foldOf([a.promise(untilMidnight + DAY)], after).state)).to.equal(true);
  });

  it('count where they say what the log adds up to, whatever the order of names', () => {
    const a = new Pen('a');
    const messages = [control(fundOf(['a', 'b'])), a.write([rows('1')]), forget('b'), a.promise(5)];
    const { state } = foldOf(messages);
    const head = read(headOf(state));
    const after = atHead(state, head);
    const { head: right, ahead, latest, ...rest } = after;
    expect(right).to.deep.equal({ number: 0, seal: controlSeal(head), promise: AT + 5 });
    expect({ ...rest, latest: AT }).to.deep.equal(state);
    expect([ahead, latest]).to.deep.equal([{}, undefined]);
    expect(foldOf([control(headOf(state))], state).state).to.deep.equal(after);
    const other = Object.fromEntries(Object.entries(state).toReversed()) as unknown as LogState;
    expect(atHead(other, head).head?.number).to.equal(0);
  });

  it('change nothing where another message came before them, nor where they come twice', () => {
    const a = new Pen('a');
    const before = foldOf([control(fundOf(['a'])), a.write([rows('1')])]).state;
    for (const more of [
      a.write([]),
      control(fundOf(['a'], { config: configOf({ tick: '2s' }) })),
      forget('a'),
    ]) {
      const { state } = foldOf([more], before);
      expect(atHead(state, read(headOf(before)))).to.equal(state);
    }
    const once = atHead(before, read(headOf(before)));
    expect(atHead(once, read(headOf(before, AT + 1)))).to.equal(once);
  });

  it('note the parts of the log that hold a row far later than was promised, as long as they may be asked for', () => {
    const a = new Pen('a');
    let { state } = foldOf([control(fundOf(['a'])), a.promise(1)]);
    const far = AT + 40 * DAY;
    const noted: unknown[] = [];
    for (const [day, latest] of [AT, far, AT + 3 * DAY, AT + 2.5 * DAY, AT + 4 * DAY].entries()) {
      const at = AT + day * DAY;
      const commit = a.write(
        [
          { ...rows(String(day)), latest },
          { kind: 'mark', promise: at + 2 },
        ],
        at,
      );
      ({ state } = foldOf([commit], state));
      state = atHead(state, read(headOf(state)));
      noted.push(state.ahead);
    }
    expect(noted).to.deep.equal([{}, { '1': far }, { '1': far }, { '1': far }, { '1': far }]);
    const later = foldOf([a.promise(131 * DAY)], state).state;
    expect(atHead(later, read(headOf(later))).ahead).to.deep.equal({});
  });
});

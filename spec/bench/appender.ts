import { closeRow } from '../live/executor/rows';
import { epochMs } from './figures';
import { logsOf } from './place';

/** A process that appends closes at a rate, and sends the moments at which each append was done. */

const [dir = '', how = 'plain', count = '1000', perSecond = '100', from = '0'] = process.argv.slice(2);

async function append(): Promise<void> {
  const { orders } = logsOf(dir);
  const begunMs = epochMs();
  const done: number[] = [];
  for (let n = 0; n < Number(count); n++) {
    const waitMs = begunMs + (n * 1000) / Number(perSecond) - epochMs();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const line = closeRow(Number(from) + n, Date.now());
    if (how === 'plain') orders.appendPlain(line);
    else orders.append(line);
    done.push(epochMs());
  }
  process.send?.(done, () => {
    process.disconnect();
  });
}

void append();

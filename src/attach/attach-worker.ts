import { parentPort, workerData } from 'node:worker_threads';
import { follow } from '../../pipelines/live/follow';
import type { AttachData, AttachMessage, HostMessage } from './attach-messages';

/** The thread that an attachment works in. */

const HEALTH_MS = 1900;

function post(message: AttachMessage): void {
  parentPort?.postMessage(message);
}

async function run(data: AttachData): Promise<void> {
  const following = follow({
    ...data,
    onIncident: (incident) => {
      post({ kind: 'incident', incident });
    },
  });
  const beat = setInterval(() => {
    const health = following.health();
    if (health !== undefined) post({ kind: 'health', health });
  }, HEALTH_MS);
  parentPort?.on('message', (message: HostMessage) => {
    if (message.kind === 'warn') following.warn(message.code, message.message);
    else void following.stop().catch(() => undefined);
  });
  try {
    await following.done;
    post({ kind: 'ended', error: undefined });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'ended', error: { name, message } });
  } finally {
    clearInterval(beat);
    parentPort?.close();
  }
}

void run(workerData as AttachData);

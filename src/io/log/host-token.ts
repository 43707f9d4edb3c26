import type { Writer } from './commit-log';

/** The names of hosts and tenants. They are untrusted text: they become subjects of a server, warnings and file names. */

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a name of a host or tenant can be used. */
export function isHostName(name: string): boolean {
  return NAME.test(name);
}

/** Who writes the commits of a host. */
export function writerOf(host: string): Writer {
  return `j.${host}`;
}

/** The host whose commits a writer writes; undefined for other writers. */
export function hostOf(writer: Writer): string | undefined {
  const host = writer.startsWith('j.') ? writer.slice(2) : '';
  return isHostName(host) ? host : undefined;
}

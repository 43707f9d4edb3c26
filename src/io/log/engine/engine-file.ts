import { basename, dirname, resolve } from 'node:path';
import { isIP } from 'node:net';
import { problemIn, readConfigFile, type ConfigFile } from '../../config/config-file';
import type { ConfigKind } from '../../config/config-kind';
import { formatProblem, inFileOrder, type ConfigProblem } from '../../config/schema/problem';
import { shortJson } from '../../config/text/short-json';
import { UsageError } from '../../files/failures';

const name = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' } as const;
const path = { type: 'string', minLength: 1 } as const;

/** What engine.json holds. Strict: it is written by hand and nothing in it may be overlooked. */
export const engineSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:engine',
  title: 'engine.json: the servers that carry the log of a fund, and who we are to them',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'servers', 'tenant'],
  properties: {
    $schema: { type: 'string' },
    kind: { const: 'nats' },
    servers: {
      type: 'array',
      minItems: 1,
      maxItems: 16,
      items: {
        type: 'string',
        pattern: '^(nats|tls)://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$',
        examples: ['tls://n1.example.com:4222', 'nats://127.0.0.1:4222'],
      },
    },
    tenant: { ...name, examples: ['fund'] },
    stream: { ...name, default: 'INTEL' },
    nkey_file: path,
    creds_file: path,
    ca: path,
    lease_s: { type: 'number', minimum: 6, maximum: 300, default: 6 },
  },
} as const;

/** What engine.json says; paths are absolute. */
export interface EngineSettings {
  readonly path: string;
  readonly servers: readonly string[];
  /** Whether nothing is said to a server that does not prove its name. */
  readonly tls: boolean;
  readonly tenant: string;
  readonly stream: string;
  readonly nkeyFile: string | undefined;
  readonly credsFile: string | undefined;
  readonly ca: string | undefined;
  readonly leaseMs: number;
}

/** The same as it is written. */
export interface EngineJson {
  readonly servers: readonly string[];
  readonly tenant: string;
  readonly stream?: string;
  readonly nkey_file?: string;
  readonly creds_file?: string;
  readonly ca?: string;
  readonly lease_s?: number;
}

/** Reads an engine.json. What is wrong in it is a UsageError with each place, what was found, and what is allowed. */
export async function readEngineFile(file: string): Promise<EngineSettings> {
  const kind: ConfigKind = {
    name: basename(file),
    description: 'the servers that carry the log of a fund',
    schema: engineSchema,
    need: 'required',
  };
  const read = await readConfigFile(dirname(file), kind);
  const problems = [...read.problems, ...(isEngine(read) ? engineProblems(read, read.value) : [])];
  if (problems.length > 0) throw new UsageError(problems.sort(inFileOrder).map(formatProblem).join('\n'));
  if (!isEngine(read)) throw new UsageError(`${file}: no engine`);
  return engineSettings(file, read.value);
}

/** What an engine's fields say that stand in this file. */
export function engineSettings(file: string, json: EngineJson): EngineSettings {
  const { servers, tenant, stream = 'INTEL', nkey_file, creds_file, ca, lease_s = 6 } = json;
  const at = (relative: string | undefined): string | undefined =>
    relative === undefined ? undefined : resolve(dirname(file), relative);
  return {
    path: file,
    ...{ servers, tenant, stream },
    tls: servers.some(isSecure) || ca !== undefined,
    ...{ nkeyFile: at(nkey_file), credsFile: at(creds_file), ca: at(ca), leaseMs: lease_s * 1000 },
  };
}

function isEngine(file: ConfigFile): file is ConfigFile & { readonly value: EngineJson } {
  return file.state === 'usable';
}

/** What the schema cannot say of an engine's fields, which stand at this place in a file. */
export function engineProblems(
  file: ConfigFile,
  { servers, ca, nkey_file, creds_file }: EngineJson,
  place: readonly string[] = [],
): readonly ConfigProblem[] {
  const problem = (path: readonly string[], found: string, message: string): ConfigProblem =>
    problemIn(file, [...place, ...path], { found: shortJson(found), message, severity: 'error' });
  const secure = ca !== undefined || servers.some(isSecure);
  const ofServers = servers.flatMap((server, i) => {
    const { host, port } = placeOf(server);
    if (port < 1 || port > 65_535)
      return [problem(['servers', `${i}`], server, 'must have a port of 1 to 65535')];
    if (secure && !isSecure(server))
      return [
        problem(['servers', `${i}`], server, 'must begin with tls:// as others here do, or as ca asks for'),
      ];
    if (secure && isIP(host) !== 0)
      return [
        problem(
          ['servers', `${i}`],
          server,
          'must name the server: a certificate is checked against its name',
        ),
      ];
    return [];
  });
  const ofKeys =
    nkey_file !== undefined && creds_file !== undefined
      ? [
          problem(
            ['creds_file'],
            creds_file,
            'is one key too many beside nkey_file; one of the two is allowed',
          ),
        ]
      : [];
  return [...ofServers, ...ofKeys];
}

function isSecure(server: string): boolean {
  return server.startsWith('tls://');
}

function placeOf(server: string): { readonly host: string; readonly port: number } {
  const [, host = '', port = ''] = /^[a-z]+:\/\/\[?(.*?)\]?:([0-9]+)$/.exec(server) ?? [];
  return { host, port: Number(port) };
}

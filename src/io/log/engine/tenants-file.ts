import { basename, dirname, relative, resolve } from 'node:path';
import { problemIn, readConfigFile, type ConfigFile } from '../../config/config-file';
import { formatProblem, inFileOrder, type ConfigProblem } from '../../config/schema/problem';
import { shortJson } from '../../config/text/short-json';
import { UsageError } from '../../files/failures';
import {
  engineProblems,
  engineSchema,
  engineSettings,
  type EngineJson,
  type EngineSettings,
} from './engine-file';

const { tenant, servers, stream, nkey_file, creds_file, ca } = engineSchema.properties;
const path = { type: 'string', minLength: 1 } as const;

/** What the file of a process with many funds holds. Strict, as engine.json is. */
export const tenantsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:tenants',
  title: 'tenants.json: the funds whose logs one process follows',
  type: 'object',
  additionalProperties: false,
  required: ['tenants'],
  properties: {
    $schema: { type: 'string' },
    tenants: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['tenant', 'out'],
        properties: { tenant, out: path, engine: path, servers, stream, nkey_file, creds_file, ca },
      },
    },
  },
} as const;

/** A fund that is followed beside others; paths are absolute. */
export interface TenantSettings {
  readonly tenant: string;
  /** Where its state files go. */
  readonly out: string;
  /** Its engine.json, or what that would say. */
  readonly engine: string | EngineSettings;
}

interface TenantJson extends Partial<EngineJson> {
  readonly tenant: string;
  readonly out: string;
  readonly engine?: string;
}

/** Reads the file of a process with many funds. What is wrong in it is a UsageError, as with engine.json. */
export async function readTenantsFile(file: string): Promise<readonly TenantSettings[]> {
  const read = await readConfigFile(dirname(file), {
    name: basename(file),
    description: 'the funds whose logs one process follows',
    schema: tenantsSchema,
    need: 'required',
  });
  const problems = [...read.problems, ...(isTenants(read) ? furtherProblems(read, read.value.tenants) : [])];
  if (problems.length > 0) throw new UsageError(problems.sort(inFileOrder).map(formatProblem).join('\n'));
  if (!isTenants(read)) throw new UsageError(`${file}: no tenants`);
  const at = (path: string): string => resolve(dirname(file), path);
  return read.value.tenants.map(({ out, engine, servers = [], ...json }) => ({
    tenant: json.tenant,
    out: at(out),
    engine: engine === undefined ? engineSettings(file, { ...json, servers }) : at(engine),
  }));
}

function isTenants(
  file: ConfigFile,
): file is ConfigFile & { readonly value: { readonly tenants: readonly TenantJson[] } } {
  return file.state === 'usable';
}

function furtherProblems(file: ConfigFile, tenants: readonly TenantJson[]): readonly ConfigProblem[] {
  return tenants.flatMap((json, i) => {
    const place = ['tenants', `${i}`];
    const before = tenants.slice(0, i);
    const problem = (key: keyof TenantJson, message: string): ConfigProblem =>
      problemIn(file, [...place, key], { found: shortJson(json[key]), message, severity: 'error' });
    const { tenant, out, engine, servers, stream, nkey_file, creds_file, ca } = json;
    const isBoth =
      engine !== undefined && [servers, stream, nkey_file, creds_file, ca].some((it) => it !== undefined);
    const isNone = engine === undefined && servers === undefined;
    const near = before.find((other) => areNested(file.file, other.out, out));
    return [
      ...(before.some((other) => other.tenant === tenant) ? [problem('tenant', 'is named twice')] : []),
      ...(near === undefined
        ? []
        : [problem('out', `must lie apart from that of ${near.tenant}, which is ${shortJson(near.out)}`)]),
      ...(isBoth ? [problem('engine', 'must stand alone: servers, keys and stream stand in that file')] : []),
      ...(isNone ? [problem('tenant', 'needs engine, its engine.json, or servers')] : []),
      ...(servers === undefined ? [] : engineProblems(file, { ...json, servers }, place)),
    ];
  });
}

function areNested(file: string, one: string, other: string): boolean {
  const [a, b] = [resolve(dirname(file), one), resolve(dirname(file), other)];
  return [relative(a, b), relative(b, a)].some((way) => !/^\.\.(\/|$)/.test(way));
}

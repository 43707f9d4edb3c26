import { schemaProblems } from '../config/schema/schema-problems';
import { MOST_OWN_BYTES, readJson } from './read-json';

/** The outcome of reading a state file: valid, missing or unusable. */
export type ReadStateFile<T> =
  | { readonly kind: 'read'; readonly file: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly message: string };

/** A schema and the type it describes. */
export type Schema<T> = object & { readonly standsFor?: T };

/** Reads a state file and validates it against its schema. */
export async function readStateFile<T extends object>(
  path: string,
  schema: Schema<T>,
): Promise<ReadStateFile<T>> {
  const read = await readJson(path, MOST_OWN_BYTES);
  if (read === undefined) return { kind: 'missing' };
  if ('message' in read) return { kind: 'unusable', message: `${path}: ${read.message}` };
  const { value } = read;
  if (isOfSchema(schema, value)) return { kind: 'read', file: value };
  const [problem] = schemaProblems(schema, value);
  return {
    kind: 'unusable',
    message: `${path} is of another version: ${problem?.path.join('.') ?? ''} ${problem?.message ?? ''}`,
  };
}

/** A file that intel wrote for itself, or why it cannot be used. */
export async function readOwnFile<T extends object>(
  path: string,
  schema: Schema<T>,
): Promise<{ readonly file: T } | { readonly message: string }> {
  const read = await readJson(path, MOST_OWN_BYTES);
  if (read === undefined) return { message: 'there is no such file' };
  if ('message' in read) return read;
  const { value } = read;
  if (isOfSchema(schema, value)) return { file: value };
  const [problem] = schemaProblems(schema, value);
  return { message: `${problem?.path.join('.') ?? ''}: ${problem?.message ?? ''}` };
}

/** Whether the schema takes the value. */
export function isOfSchema<T extends object>(schema: Schema<T>, value: unknown): value is T {
  return schemaProblems(schema, value).length === 0;
}

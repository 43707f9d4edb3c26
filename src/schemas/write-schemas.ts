import { join } from 'node:path';
import { replaceAll } from '../io/files/atomic';
import { packageRoot } from '../io/files/package-root';
import { SCHEMAS } from './schemas';

/** Writes config/schemas/ anew from the schemas in the code; a spec holds the two together. */
async function writeSchemas(): Promise<void> {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const path = join(packageRoot(), 'config', 'schemas', `${name}.schema.json`);
    await replaceAll([{ path, content: schemaText(schema) }]);
  }
}

/** A schema as it stands in its file. */
export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (require.main === module) void writeSchemas();

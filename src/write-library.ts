import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './io/files/package-root';
import * as library from './index';

/**
 * Writes dist/library.js, what `require('execution-intel')` gives: each export behind the check of its arguments, under a
 * name that an ES module can import. Its types are those of src/index.ts.
 */
function writeLibrary(): void {
  const exported = Object.keys(library).map(
    (name) => `exports.${name} = guarded('${name}', library.${name});`,
  );
  const lines = [
    "'use strict';",
    "const library = require('./src/index.js');",
    "const { guarded } = require('./src/door/guarded.js');",
    ...exported,
  ];
  writeFileSync(join(packageRoot(), 'dist', 'library.js'), `${lines.join('\n')}\n`);
}

if (require.main === module) writeLibrary();

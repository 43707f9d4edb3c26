#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, '../dist/program/intel.js'))) {
  // Source maps must be on before the program loads, so that a stack trace names the .ts line.
  process.setSourceMapsEnabled(true);
  require('../dist/program/intel.js');
} else {
  console.error('intel is not built: run npm ci --include=dev, and npm run build where scripts are ignored');
  process.exitCode = 1;
}

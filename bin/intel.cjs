#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, '../dist/program/start.js'))) {
  require('../dist/program/start.js');
} else {
  console.error('intel is not built: run npm ci --include=dev, and npm run build where scripts are ignored');
  process.exitCode = 1;
}

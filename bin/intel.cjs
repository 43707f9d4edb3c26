#!/usr/bin/env node
// Source maps must be on before the program loads, so that a stack trace names the .ts line.
process.setSourceMapsEnabled(true);
require('../dist/src/cli.js');

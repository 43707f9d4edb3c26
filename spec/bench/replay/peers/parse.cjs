'use strict';

/* Reads, splits and parses every line, and does nothing else. Args: the logs. */

const { join } = require('node:path');
const { eachLine } = require('./lines.cjs');

let rows = 0;
for (const stem of ['order_metrics', 'orders_executed'])
  eachLine(join(process.argv[2], 'execution', `${stem}.jsonl`), (line) => {
    if (JSON.parse(line) !== null) rows++;
  });
console.log(JSON.stringify({ rows }));

'use strict';

/* Preload: writes to USAGE_FILE what the process used, of all its threads, when it exits. */

const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const used = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 };
    writeFileSync(process.env.USAGE_FILE, JSON.stringify(used));
  });

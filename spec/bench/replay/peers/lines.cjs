'use strict';

/* global Buffer, exports */

/* Reads a log in chunks and gives each line as a text: the plain way in Node. */

const { closeSync, openSync, readSync } = require('node:fs');

exports.eachLine = (path, use) => {
  const file = openSync(path);
  const chunk = Buffer.allocUnsafe(256 * 1024);
  let rest = '';
  for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0 && end < count; end = chunk.indexOf(10, start)) {
      use(rest + chunk.toString('latin1', start, end));
      rest = '';
      start = end + 1;
    }
    rest += chunk.toString('latin1', start, count);
  }
  closeSync(file);
};

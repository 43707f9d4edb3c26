import type { Words } from './word';

/** engine.json: the servers that carry the log of a fund, and who we are to them; tenants.json: many funds. */
export const ENGINE_WORDS: Words = {
  'engine.$schema': 'Where the schema of this file lies, for editors',
  'engine.kind': 'What kind of servers these are: NATS with JetStream',
  'tenants.$schema': 'Where the schema of this file lies, for editors',
  'tenants.tenants': 'The funds, each with its engine and a directory of its own',
  'tenants.out': 'Where the state files of the fund go; a relative path begins at this file',
  'tenants.engine':
    'The engine.json of the fund; a relative path begins at this file. Without it, servers and key stand here',
  servers: 'The servers, nats:// or tls:// with name and port; with tls:// each must prove its name',
  tenant: 'The fund whose log this is',
  stream: 'The stream that carries the log, one for each fund',
  nkey_file: 'The file with the seed of our nkey; a relative path begins at this file',
  creds_file: 'The file with our credentials, instead of nkey_file; a relative path begins at this file',
  ca: 'The file with the certificate of the authority that signed those of the servers',
  lease_s: ['How long a host that is silent keeps its turn to write', 's'],
};

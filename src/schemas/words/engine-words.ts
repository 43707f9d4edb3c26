import type { Words } from './word';

/** engine.json: the servers that carry the log of a fund, and who we are to them. */
export const ENGINE_WORDS: Words = {
  'engine.$schema': 'Where the schema of this file lies, for editors',
  'engine.kind': 'What kind of servers these are: NATS with JetStream',
  servers: 'The servers, nats:// or tls:// with name and port; with tls:// each must prove its name',
  tenant: 'The fund whose log this is',
  stream: 'The stream that carries the log, one for each fund',
  nkey_file: 'The file with the seed of our nkey; a relative path begins at this file',
  creds_file: 'The file with our credentials, instead of nkey_file; a relative path begins at this file',
  ca: 'The file with the certificate of the authority that signed those of the servers',
  lease_s: ['How long a host that is silent keeps its turn to write', 's'],
};

import type { FundRecord } from '../../src/io/log/log-records';

/** Why the commits of a host would not count, and what to type. */
export function unnamedText(host: string, hosts: readonly string[] | undefined): string {
  const why =
    hosts === undefined
      ? 'the log holds no record of the fund yet'
      : `the fund's record names ${hosts.join(', ')}, and not ${host}`;
  const all = [...(hosts ?? []), host].join(',');
  const config = hosts === undefined ? ' --config DIR' : '';
  return `${why}; reading waits until somebody types: intel engine config --engine FILE${config} --hosts ${all}`;
}

/** That a person had a host forgotten, and what to type. */
export function forgottenText(host: string, fund: FundRecord | undefined): string {
  const all = (fund?.hosts ?? [host]).join(',');
  return `${host} was told to be forgotten: its rows count, and no tick waits for them; to be waited for again type: intel engine config --engine FILE --hosts ${all}`;
}

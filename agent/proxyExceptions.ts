import { BlockList, isIP } from 'node:net';

/** Whether a server is reached without the proxy; `host` as in an URL, without brackets. */
export type IsException = (host: string, port: number) => boolean;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * What `NO_PROXY` says, read as the reference agent reads it: `*`, names (with all below them; with a leading dot only
 * those), addresses and ranges of them, each but a range with a port if wanted. This machine is always an exception.
 */
export function readExceptions(list: string): IsException {
  const addresses = new BlockList();
  addresses.addSubnet('127.0.0.0', 8, 'ipv4');
  addresses.addAddress('::1', 'ipv6');
  const rules: IsException[] = [
    (host) => host === 'localhost',
    (host) => isIP(host) !== 0 && addresses.check(host, familyOf(host)),
  ];
  for (const entry of list.toLowerCase().split(/[\s,]+/)) {
    const [, network = '', prefix = ''] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
    if (isIP(network) && Number(prefix) <= (isIP(network) === 6 ? 128 : 32)) {
      addresses.addSubnet(network, Number(prefix), familyOf(network));
    }
    if (entry !== '') rules.push(ruleOf(entry));
  }
  return (host, port) => rules.some((isException) => isException(host.toLowerCase().replace(/\.$/, ''), port));
}

function ruleOf(entry: string): IsException {
  const [, bracketed, bare, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  const name = (bracketed ?? bare ?? entry).replace(/^\*\./, '.');
  const isNamed = (host: string) => name === '*' || host === name || host.endsWith(name[0] === '.' ? name : `.${name}`);
  return (host, asked) => isNamed(host) && (port === undefined || Number(port) === asked);
}

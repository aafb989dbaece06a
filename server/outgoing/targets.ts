import { BlockList, isIP } from 'node:net';

/** One entry of COMPASS_ALLOWED_TARGETS: a host by name, or addresses. A port of null means any. */
export type AllowedTarget =
  | { host: string; port: number | null }
  | { network: string; prefix: number; port: number | null };

/** A place somebody wants to connect to. `address` is what `host` resolved to. */
export interface Target {
  host: string;
  port: number;
  address: string;
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Everything of IPv4 that is not a public unicast address (IANA special-purpose registry, RFC 6890). */
const specialIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Of IPv6 only 2000::/3 is public; these parts of it lead elsewhere: Teredo, documentation, ORCHID, 6to4, SRv6. */
const specialIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), familyOf(network));
  }
  return list;
}

const publicIpv6 = blockList(['2000::/3']);
const special = blockList([...specialIpv4, ...specialIpv6]);

/**
 * Whether an address is a public unicast one. All that only wraps an IPv4 address (mapped, NAT64, 6to4) is not: what it
 * leads to depends on the network in between.
 */
export function isPublic(address: string): boolean {
  const [plain = ''] = address.split('%');
  if (isIP(plain) === 0) return false;
  const family = familyOf(plain);
  return !special.check(plain, family) && (family === 'ipv4' || publicIpv6.check(plain, family));
}

/** The form the URL parser gives a host: lower case, without the dot at the end and without brackets. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[|\]$/g, '');

const isName = (text: string): boolean =>
  /^[a-z0-9_.-]+$/i.test(text) &&
  URL.canParse(`http://${text}`) &&
  new URL(`http://${text}`).hostname === text.toLowerCase();

function addressesOf(text: string, port: number | null): AllowedTarget | null {
  const family = isIP(text);
  return family === 0 ? null : { network: text, prefix: family === 4 ? 32 : 128, port };
}

/**
 * Reads one entry: `name`, `name:port`, `address`, `address:port`, `[IPv6 address]:port` or `network/prefix`.
 * @returns null if it is none of these.
 */
export function parseTarget(text: string): AllowedTarget | null {
  const [, network = '', prefix] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(network);
  if (family !== 0) {
    return Number(prefix) <= (family === 4 ? 32 : 128) ? { network, prefix: Number(prefix), port: null } : null;
  }
  const whole = addressesOf(text, null);
  if (whole) return whole;
  const [, bracketed, name = '', digits] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? addressesOf(bracketed, port) : null;
  return addressesOf(name, port) ?? (isName(name) ? { host: plainHost(name), port } : null);
}

/** Whether an address may be connected to: because it is public, or because an operator permits host or address. */
export function createGuard(allowed: readonly AllowedTarget[]): (target: Target) => boolean {
  const permits = allowed.map((entry): ((target: Target) => boolean) => {
    if ('host' in entry) return ({ host }) => plainHost(host) === entry.host;
    const range = blockList([`${entry.network}/${entry.prefix}`]);
    return ({ address }) => range.check(address, familyOf(address));
  });
  return (target) =>
    isPublic(target.address) ||
    allowed.some(({ port }, index) => (port === null || port === target.port) && permits[index]!(target));
}

import { severity } from '../../map/words.ts';
import { type CertificateView, certificateFinding, isCurrent } from '../../members/certificateWords.ts';
import type { RuntimeRow } from '../../members/rows.ts';

type Partner = RuntimeRow['connected'][number];

/** A Runtime whose connections freeze, by the first to end of its certificates that are looked at. */
export interface FrozenRuntime {
  id: string;
  name: string;
  serial: string;
  notAfter: number;
  /** The certificate is lost already. */
  isOver: boolean;
  partners: readonly Partner[];
}

/** A connection that freezes. */
export interface FrozenConnection {
  runtime: FrozenRuntime;
  partner: Partner;
}

/** What freezes with some certificates, each connection counted once, worst first. */
export interface Blast {
  runtimes: readonly FrozenRuntime[];
  connections: readonly FrozenConnection[];
  /** Those with most connections first. */
  scenarios: readonly { name: string; connections: number }[];
  /** Names of Applications that can no longer call Compass. */
  applications: readonly string[];
}

export type BlastCertificate = Pick<CertificateView, 'owner' | 'serial' | 'notAfter' | 'state'>;

/** The worst first: what is lost, what does not renew, what ends next. */
function byUrgency(a: BlastCertificate, b: BlastCertificate): number {
  const [first, second] = [a, b].map(({ state }) => severity(certificateFinding(state).family)) as [number, number];
  return first - second || a.notAfter - b.notAfter || a.owner.name.localeCompare(b.owner.name, 'en');
}

/** What freezes when these certificates end or are revoked; a replaced one takes nothing with it. */
export function blastOf(
  certificates: readonly BlastCertificate[],
  members: readonly Pick<RuntimeRow, 'id' | 'state' | 'connected'>[],
): Blast {
  const known = new Map(members.map((member) => [member.id, member]));
  const runtimes = new Map<string, FrozenRuntime>();
  const applications = new Map<string, string>();
  for (const { owner, serial, notAfter, state } of certificates.toSorted(byUrgency)) {
    if (owner.kind === 'APPLICATION') {
      if (isCurrent(state)) applications.set(owner.id, owner.name);
      continue;
    }
    const member = known.get(owner.id);
    const isLost = member?.state === 'REVOKED';
    if (!member || runtimes.has(owner.id) || !(isCurrent(state) || (isLost && state === 'REVOKED'))) continue;
    const isOver = isLost || state === 'EXPIRED';
    const partners = member.connected;
    runtimes.set(owner.id, { id: owner.id, name: owner.name, serial, notAfter, isOver, partners });
  }
  const frozen = [...runtimes.values()].filter(({ partners }) => partners.length > 0);
  const connections = frozen.flatMap((runtime) => runtime.partners.map((partner) => ({ runtime, partner })));
  const counts = new Map<string, number>();
  for (const name of connections.flatMap(({ partner }) => partner.through)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    runtimes: frozen,
    connections,
    scenarios: [...counts]
      .map(([name, count]) => ({ name, connections: count }))
      .sort((a, b) => b.connections - a.connections || a.name.localeCompare(b.name, 'en')),
    applications: [...applications.values()].sort((a, b) => a.localeCompare(b, 'en')),
  };
}

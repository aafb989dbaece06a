/** What a listener or the Connector turned away while somebody may be trying to connect. */
export type SightingKind =
  | 'TOKEN_EXPIRED'
  | 'TOKEN_USED'
  | 'TOKEN_REVOKED'
  | 'TOKEN_UNKNOWN'
  | 'TOKEN_MISSING'
  | 'SIGNING_REQUEST_REFUSED'
  | 'TENANT_MISMATCH'
  | 'CERTIFICATE_REFUSED'
  | 'CERTIFICATE_MISSING'
  | 'ADDRESS_UNKNOWN'
  | 'AUTHORITY_NOT_TRUSTED'
  | 'CLOCK_AHEAD'
  | 'SERVER_CERTIFICATE_REFUSED'
  | 'HUNG_UP'
  | 'PLAIN_HTTP'
  | 'HANDSHAKE_FAILED';

export interface Sighting {
  kind: SightingKind;
  count: number;
  lastAt: number;
  /** What was answered, where it says more than the kind does. */
  message: string | null;
  /** Whether it is known to concern this very Application or Runtime: the caller proved who it is, or sent its token. */
  isAttributed: boolean;
}

/** How far the client of an Application or Runtime has come since it spent its token, as far as this process has seen it. */
export interface Progress {
  fetchAt: number | null;
  heartbeatAt: number | null;
}

/**
 * What became of calls that lead to nothing. Anybody can cause them, so they are kept in memory, in a fixed space, and
 * never say where a call came from.
 */
export interface Sightings {
  see(kind: SightingKind, concerning?: { ownerId: string; message?: string }): void;
  /** The owner has spent a token: its next calls are noted. */
  begin(ownerId: string): void;
  /** A fetch of the Runtime was answered. */
  fetched(ownerId: string, at: number): void;
  /** The Runtime was heard of in another way. */
  heard(ownerId: string, at: number): void;
  progressOf(ownerId: string): Progress | null;
  /** What was seen at that moment or later, the last one first. */
  since(ownerId: string, at: number): Sighting[];
}

interface Seen {
  kind: SightingKind;
  at: number;
  message: string | null;
}

const mostOwners = 2000;
const mostOfOwner = 20;
const mostOfKind = 50;
const longestMessage = 300;

/** Puts a value last in a map that forgets the ones put in longest ago. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostOwners && oldest !== undefined) map.delete(oldest);
}

export function createSightings({ clock }: { clock: () => number }): Sightings {
  const ofOwner = new Map<string, readonly Seen[]>();
  const ofNobody = new Map<SightingKind, readonly number[]>();
  const progress = new Map<string, Progress>();

  return {
    see(kind, concerning) {
      const at = clock();
      if (!concerning) {
        ofNobody.set(kind, [...(ofNobody.get(kind) ?? []), at].slice(-mostOfKind));
        return;
      }
      const { ownerId, message = null } = concerning;
      const seen = { kind, at, message: message?.slice(0, longestMessage) ?? null };
      keep(ofOwner, ownerId, [...(ofOwner.get(ownerId) ?? []), seen].slice(-mostOfOwner));
    },
    begin(ownerId) {
      keep(progress, ownerId, { fetchAt: null, heartbeatAt: null });
    },
    fetched(ownerId, at) {
      const known = progress.get(ownerId);
      if (!known) return;
      if (known.fetchAt === null) known.fetchAt = at;
      else known.heartbeatAt ??= at;
    },
    heard(ownerId, at) {
      const known = progress.get(ownerId);
      if (known && known.fetchAt !== null) known.heartbeatAt ??= at;
    },
    progressOf: (ownerId) => progress.get(ownerId) ?? null,
    since(ownerId, from) {
      const own = Map.groupBy(
        (ofOwner.get(ownerId) ?? []).filter(({ at }) => at >= from),
        ({ kind }) => kind,
      );
      const attributed = [...own].map(([kind, all]): Sighting => {
        const last = all.at(-1);
        return { kind, count: all.length, lastAt: last?.at ?? 0, message: last?.message ?? null, isAttributed: true };
      });
      const others = [...ofNobody].flatMap(([kind, moments]): Sighting[] => {
        const recent = moments.filter((at) => at >= from);
        const lastAt = recent.at(-1);
        return lastAt === undefined ? [] : [{ kind, count: recent.length, lastAt, message: null, isAttributed: false }];
      });
      return [...attributed, ...others].sort(
        (a, b) => Number(b.isAttributed) - Number(a.isAttributed) || b.lastAt - a.lastAt,
      );
    },
  };
}

/** Why a failed handshake was a certificate turned away, in words; null if it was something else. */
export function tlsRefusal(code: string): string | null {
  if (code === 'CERT_HAS_EXPIRED') return 'a certificate that has expired';
  return tlsSighting(code) === 'CERTIFICATE_REFUSED' ? 'a certificate that no authority of Compass has signed' : null;
}

/** What a failed TLS handshake says of the other side, by the code of OpenSSL's error. */
export function tlsSighting(code: string): SightingKind {
  if (code.includes('HTTP_REQUEST')) return 'PLAIN_HTTP';
  if (code.includes('PEER_DID_NOT_RETURN_A_CERTIFICATE')) return 'CERTIFICATE_MISSING';
  if (code.includes('ALERT_UNKNOWN_CA')) return 'AUTHORITY_NOT_TRUSTED';
  if (code.includes('ALERT_CERTIFICATE_EXPIRED')) return 'CLOCK_AHEAD';
  if (/ALERT_(BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE)/.test(code))
    return 'SERVER_CERTIFICATE_REFUSED';
  if (/CERTIFICATE_VERIFY_FAILED|^CERT_|^UNABLE_TO_|SELF_SIGNED/.test(code)) return 'CERTIFICATE_REFUSED';
  return code === 'ECONNRESET' ? 'HUNG_UP' : 'HANDSHAKE_FAILED';
}

import { record } from '../../events/activity.ts';
import { tenantOf } from '../../graphql/context.ts';
import type { Resolvers } from '../../graphql/director.generated.ts';
import { issuedCounts } from './authority.store.ts';
import { firstCertificateIn } from './authority.ts';
import { crlUrlsOf } from './crl.ts';
import { linksIn, listFacts, serialOf } from './links.ts';
import { listAuthorities, prepareSuccessor, succeed } from './rotation.ts';

/** The authorities of the installation, and how one follows another. */
export const authorityResolvers = {
  Query: {
    certificateAuthorities: (_parent, _args, { read, clock }) => listAuthorities(read, clock()),
  },
  Mutation: {
    async rotateCertificateAuthority(_parent, { fingerprint }, context) {
      const { read, clock, cipher, settings, consumer } = context;
      const tenantId = tenantOf(consumer);
      const rotation = { algorithm: settings.caKeyAlgorithm, cipher, now: clock() };
      const successor = await prepareSuccessor(read, fingerprint, rotation);
      await context.write(async (tx) => {
        await succeed(tx, successor, clock());
        const [present, former] = await listAuthorities(tx, clock());
        await record(tx, context, {
          tenantId,
          action: 'certificateAuthority.rotated',
          objects: [{ kind: 'CERTIFICATE_AUTHORITY', id: present?.fingerprint ?? '', name: present?.subject ?? '' }],
          before: { fingerprint, subject: former?.subject },
          after: { fingerprint: present?.fingerprint, subject: present?.subject },
          changesLandscape: false,
        });
      });
      return listAuthorities(read, clock());
    },
  },
  CertificateAuthority: {
    serial: ({ pem }) => serialOf(pem),
    keyType: ({ pem }) => linksIn(pem)[0]?.keyType ?? '',
    above: ({ pem }) => linksIn(pem).slice(1),
    issuedCount: async ({ id }, _args, { load }) => (await load(issuedCounts, id)) ?? 0,
    certificateCount: ({ remaining }) => remaining?.certificates ?? 0,
    lastExpiry: ({ remaining }) => remaining?.lastExpiry ?? null,
    crlURLs: ({ pem }, _args, { settings }) => crlUrlsOf(settings, firstCertificateIn(pem)),
    crl: ({ list }) => listFacts(list),
  },
} satisfies Resolvers;

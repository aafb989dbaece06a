import { record } from '../../events/activity.ts';
import { tenantOf } from '../../graphql/context.ts';
import type { CertificateAuthority, Resolvers } from '../../graphql/director.generated.ts';
import type { Settings } from '../../shared/settings.ts';
import { firstCertificateIn } from './authority.ts';
import { crlUrlsOf } from './crl.ts';
import { type AuthorityView, listAuthorities, prepareSuccessor, succeed } from './rotation.ts';

const onWire = ({ remaining, ...view }: AuthorityView, settings: Settings): CertificateAuthority => ({
  ...view,
  certificateCount: remaining?.certificates ?? 0,
  lastExpiry: remaining?.lastExpiry ?? null,
  crlURLs: crlUrlsOf(settings, firstCertificateIn(view.pem)),
});

/** The authorities of the installation, and how one follows another. */
export const authorityResolvers = {
  Query: {
    certificateAuthorities: async (_parent, _args, { read, clock, settings }) =>
      (await listAuthorities(read, clock())).map((view) => onWire(view, settings)),
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
      return (await listAuthorities(read, clock())).map((view) => onWire(view, settings));
    },
  },
} satisfies Resolvers;

import { record } from '../../events/activity.ts';
import { tenantOf } from '../../graphql/context.ts';
import type { Resolvers } from '../../graphql/director.generated.ts';
import { CompassError, notFound } from '../../shared/errors.ts';
import { pageOf, toPage } from '../../shared/page.ts';
import { shownCertificates } from '../certificates/certificate.resolvers.ts';
import { revokeUnusedToken } from '../tokens/token.store.ts';
import { type ListedToken, listTokens, namesInUse } from './enrolment.store.ts';
import { closeNames, enrolmentOf, tokenState } from './enrolment.ts';
import { listWaiting } from './waiting.store.ts';

const onWire = (row: ListedToken, now: number) => ({
  id: row.id,
  owner: { id: row.ownerId, name: row.ownerName, kind: row.ownerKind },
  state: tokenState(row, now),
  createdAt: row.createdAt,
  createdBy: row.createdBy,
  expiresAt: row.expiresAt,
  usedAt: row.usedAt,
  revokedAt: row.revokedAt,
});

const one = { offset: 0, limit: 1 };

/** One-time tokens as people see them, and what has become of them. */
export const enrolmentResolvers = {
  Query: {
    async tokens(_parent, args, { read, consumer, clock }, info) {
      const page = pageOf(args, info, consumer);
      const now = clock();
      const filter = { tenantId: tenantOf(consumer), ownerId: args.ownerID ?? null, states: args.states ?? null, now };
      const { rows, totalCount } = await listTokens(read, filter, page);
      return toPage(
        rows.map((row) => onWire(row, now)),
        totalCount,
        page,
      );
    },
    async waitingApplications(_parent, args, { read, consumer, clock }, info) {
      const page = pageOf(args, info, consumer);
      const now = clock();
      const { rows, totalCount } = await listWaiting(read, tenantOf(consumer), page);
      const data = rows.map(({ token, ...row }) => ({ ...row, token: token && onWire(token, now) }));
      return toPage(data, totalCount, page);
    },
    async enrolment(_parent, { ownerID }, context) {
      const { read, consumer, clock } = context;
      const tenantId = tenantOf(consumer);
      const found = await enrolmentOf(context, tenantId, ownerID);
      if (!found) return null;
      const { token, serial, ...rest } = found;
      const certificates = serial === null ? [] : await shownCertificates(read, tenantId, [serial], clock());
      return { ...rest, token: onWire(token, clock()), certificate: certificates[0] ?? null };
    },
    async nameCheck(_parent, { kind, name }, { read, consumer }) {
      const close = closeNames(name);
      const used = await namesInUse(read, { tenantId: tenantOf(consumer), kind, names: [name, ...close] });
      const isFree = name !== '' && !used.has(name);
      return { isFree, suggestion: isFree || name === '' ? null : (close.find((each) => !used.has(each)) ?? null) };
    },
  },
  Mutation: {
    revokeToken: (_parent, { id }, context) =>
      context.write(async (tx) => {
        const { consumer, clock } = context;
        const tenantId = tenantOf(consumer);
        const now = clock();
        const revoked = await revokeUnusedToken(tx, { tenantId, clientId: id, now });
        const [token] = (await listTokens(tx, { tenantId, ownerId: null, id, states: null, now }, one)).rows;
        if (!token) throw notFound(`One-time token with ID ${id} was not found`);
        if (!revoked) {
          const why = { USED: 'was used', EXPIRED: 'has expired', REVOKED: 'is revoked', LIVE: 'cannot be revoked' };
          throw new CompassError('InvalidOperation', `the token ${why[tokenState(token, now)]}`);
        }
        const { ownerId, ownerKind, ownerName } = token;
        await record(tx, context, {
          tenantId,
          action: 'oneTimeToken.revoked',
          objects: [{ kind: ownerKind, id: ownerId, name: ownerName }],
          before: { systemAuthID: id, expiresAt: token.expiresAt },
          touched: ownerKind === 'RUNTIME' ? { runtimeIds: [ownerId] } : { applicationIds: [ownerId] },
          changesLandscape: false,
        });
        return onWire(token, now);
      }),
  },
} satisfies Resolvers;

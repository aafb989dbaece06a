import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { PackageInstanceAuthResolvers, PackageResolvers, Resolvers } from '../graphql/director.generated.ts';
import { unseal } from './auth.ts';
import * as changes from './instanceAuth.changes.ts';
import { instanceAuthsOf } from './instanceAuth.store.ts';
import { type InstanceAuthRequest, type InstanceAuthSetting, instanceAuthPurpose } from './instanceAuth.ts';
import type { Vocabulary } from './package.ts';
import { readsSecretsOfPackage } from './secrets.ts';

const visible = async (packageId: string, context: RequestContext) =>
  ((await context.load(instanceAuthsOf, packageId)) ?? []).filter((each) =>
    changes.isOwnRequest(context.consumer, each),
  );

/** Fields of a Package and of a request under either name. */
const packageFields = {
  instanceAuth: async (own, { id }, context) => (await visible(own.id, context)).find((each) => each.id === id) ?? null,
  instanceAuths: (own, _args, context) => visible(own.id, context),
} satisfies PackageResolvers;

const requestFields = {
  // A Runtime sees its own requests only.
  auth: async (own, _args, context) =>
    context.consumer.type === 'RUNTIME' || (await readsSecretsOfPackage(context, own.packageId))
      ? unseal(context.cipher, own.sealedAuth, instanceAuthPurpose(own.id))
      : null,
  status: ({ condition, statusAt, message, reason }) => ({ condition, timestamp: statusAt, message, reason }),
} satisfies PackageInstanceAuthResolvers;

/** The four mutations in one of the two vocabularies. */
const mutationsIn = (vocabulary: Vocabulary) => {
  const realm = (context: RequestContext) => ({ tenantId: tenantOf(context.consumer), vocabulary });
  return {
    create: (context: RequestContext, packageId: string, input: InstanceAuthRequest) =>
      context.write((tx) => changes.requestCreation(tx, context, realm(context), { packageId, input })),
    giveBack: (context: RequestContext, id: string) =>
      context.write((tx) => changes.requestDeletion(tx, context, realm(context), id)),
    set: (context: RequestContext, id: string, input: InstanceAuthSetting) =>
      context.write((tx) => changes.set(tx, context, realm(context), { id, input })),
    remove: (context: RequestContext, id: string) =>
      context.write((tx) => changes.remove(tx, context, realm(context), id)),
  };
};
const asPackage = mutationsIn('Package');
const asBundle = mutationsIn('Bundle');

/** Credentials that Runtimes ask for, Package by Package (director.md 14). */
export const instanceAuthResolvers = {
  Mutation: {
    requestPackageInstanceAuthCreation: (_root, args, context) => asPackage.create(context, args.packageID, args.in),
    requestBundleInstanceAuthCreation: (_root, args, context) => asBundle.create(context, args.bundleID, args.in),
    requestPackageInstanceAuthDeletion: (_root, { authID }, context) => asPackage.giveBack(context, authID),
    requestBundleInstanceAuthDeletion: (_root, { authID }, context) => asBundle.giveBack(context, authID),
    setPackageInstanceAuth: (_root, args, context) => asPackage.set(context, args.authID, args.in),
    setBundleInstanceAuth: (_root, args, context) => asBundle.set(context, args.authID, args.in),
    deletePackageInstanceAuth: (_root, { authID }, context) => asPackage.remove(context, authID),
    deleteBundleInstanceAuth: (_root, { authID }, context) => asBundle.remove(context, authID),
  },
  Package: packageFields,
  Bundle: packageFields,
  PackageInstanceAuth: requestFields,
  BundleInstanceAuth: requestFields,
} satisfies Resolvers;

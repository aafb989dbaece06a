import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { PackageResolvers, Resolvers } from '../graphql/director.generated.ts';
import { nestedPageOf, pageFrom, pageOf } from '../shared/page.ts';
import { unseal } from './auth.ts';
import { contentsOf } from './content.store.ts';
import { fetchWhatIsNew } from './fetchRequest.resolvers.ts';
import * as changes from './package.changes.ts';
import { packagesOf } from './package.store.ts';
import { defaultAuthPurpose, type Vocabulary } from './package.ts';
import { readsDefaultAuth } from './secrets.ts';
import { definitionsIn, judgeSpecs } from './specVerdict.ts';

const byId = <T extends { id: string }>(rows: readonly T[] | undefined, id: string): T | null =>
  rows?.find((row) => row.id === id) ?? null;

const inGroup = <T extends { group: string | null }>(rows: readonly T[] = [], group?: string | null): readonly T[] =>
  group === null || group === undefined ? rows : rows.filter((row) => row.group === group);

/** The fields of a Package that are not columns, under either name. */
const packageFields = {
  defaultInstanceAuth: async (own, _args, context) =>
    (await readsDefaultAuth(context, own.applicationId))
      ? unseal(context.cipher, own.sealedDefaultAuth, defaultAuthPurpose(own.id))
      : null,
  apiDefinition: async (own, { id }, context) => byId((await context.load(contentsOf, own.id))?.API, id),
  apiDefinitions: async (own, args, context, info) =>
    pageFrom(
      inGroup((await context.load(contentsOf, own.id))?.API, args.group),
      nestedPageOf(args, info, context.consumer),
    ),
  eventDefinition: async (own, { id }, context) => byId((await context.load(contentsOf, own.id))?.EVENT, id),
  eventDefinitions: async (own, args, context, info) =>
    pageFrom(
      inGroup((await context.load(contentsOf, own.id))?.EVENT, args.group),
      nestedPageOf(args, info, context.consumer),
    ),
  document: async (own, { id }, context) => byId((await context.load(contentsOf, own.id))?.DOCUMENT, id),
  documents: async (own, args, context, info) =>
    // Unbounded above (director.md 4.1).
    pageFrom(
      (await context.load(contentsOf, own.id))?.DOCUMENT ?? [],
      pageOf(args, info, context.consumer, { unbounded: true }),
    ),
} satisfies PackageResolvers;

const as = (context: RequestContext, vocabulary: Vocabulary) => ({ tenantId: tenantOf(context.consumer), vocabulary });

async function add(context: RequestContext, vocabulary: Vocabulary, args: Parameters<typeof changes.add>[3]) {
  await judgeSpecs(context.specs, definitionsIn([args.in]));
  const added = await context.write((tx) => changes.add(tx, context, as(context, vocabulary), args));
  await fetchWhatIsNew(context, { packageId: added.id });
  return added;
}

/** Packages, alias Bundles, and their place in Applications (director.md 13; product.md 3, Names). */
export const packageResolvers = {
  Mutation: {
    addPackage: (_root, args, context) => add(context, 'Package', args),
    addBundle: (_root, args, context) => add(context, 'Bundle', args),
    updatePackage: (_root, args, context) =>
      context.write((tx) => changes.update(tx, context, as(context, 'Package'), args)),
    updateBundle: (_root, args, context) =>
      context.write((tx) => changes.update(tx, context, as(context, 'Bundle'), args)),
    deletePackage: (_root, { id }, context) =>
      context.write((tx) => changes.remove(tx, context, as(context, 'Package'), id)),
    deleteBundle: (_root, { id }, context) =>
      context.write((tx) => changes.remove(tx, context, as(context, 'Bundle'), id)),
  },
  Application: {
    package: async (application, { id }, context) => byId(await context.load(packagesOf, application.id), id),
    packages: async (application, args, context, info) =>
      pageFrom((await context.load(packagesOf, application.id)) ?? [], nestedPageOf(args, info, context.consumer)),
    bundle: async (application, { id }, context) => byId(await context.load(packagesOf, application.id), id),
    bundles: async (application, args, context, info) =>
      pageFrom((await context.load(packagesOf, application.id)) ?? [], nestedPageOf(args, info, context.consumer)),
  },
  Package: packageFields,
  Bundle: packageFields,
} satisfies Resolvers;

import type { MutationResolvers, QueryResolvers, SubscriptionResolvers } from './director.generated.ts';
import type { owners } from './resolvers.ts';

/**
 * Proof at type level: every root field of the contract has exactly one owner. It compiles to nothing; a missing or a
 * second owner makes the assignment below an error that names the field.
 */
type Root = 'Query' | 'Mutation' | 'Subscription';

type FieldsOf<Owner, Name extends Root> = Owner extends { [K in Name]: infer Fields } ? keyof Fields : never;

type Owned<List extends readonly unknown[], Name extends Root> = List extends readonly [infer First, ...infer Rest]
  ? FieldsOf<First, Name> | Owned<Rest, Name>
  : never;

type OwnedTwice<List extends readonly unknown[], Name extends Root> = List extends readonly [infer First, ...infer Rest]
  ? (FieldsOf<First, Name> & Owned<Rest, Name>) | OwnedTwice<Rest, Name>
  : never;

type Missing<Contract, Name extends Root> = Exclude<keyof Contract, Owned<typeof owners, Name>>;

type Gaps = {
  missing:
    | Missing<QueryResolvers, 'Query'>
    | Missing<MutationResolvers, 'Mutation'>
    | Missing<SubscriptionResolvers, 'Subscription'>;
  twice:
    | OwnedTwice<typeof owners, 'Query'>
    | OwnedTwice<typeof owners, 'Mutation'>
    | OwnedTwice<typeof owners, 'Subscription'>;
};

type Nothing = { missing: never; twice: never };

export type Complete = Gaps extends Nothing ? true : Gaps;
export const complete: Complete = true;

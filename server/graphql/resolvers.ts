import { sessionResolvers } from '../access/session.resolvers.ts';
import type { Resolvers } from './director.generated.ts';
import { scalarResolvers } from './scalars.ts';

/** Every owner of root fields and types of the Director, in one list; complete.ts proves that nothing is missing or owned twice. */
export const owners = [sessionResolvers] as const satisfies readonly Resolvers[];

export const directorResolvers: Resolvers[] = [scalarResolvers, ...owners];

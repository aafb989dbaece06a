import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  separateOperations,
  validate,
} from 'graphql';

export type OperationKind = 'query' | 'mutation' | 'subscription';

export interface Operation {
  /** Empty for one without a name. */
  name: string;
  kind: OperationKind;
  /** Where it stands in the text. */
  from: number;
  to: number;
  /** The operation with the fragments it uses, without the others. */
  document: DocumentNode;
}

/** The operations of a text in their order, or what keeps it from being read. */
export type Reading = { operations: readonly Operation[]; problem: null } | { operations: null; problem: string };

export function readOperations(text: string): Reading {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    return { operations: null, problem: place ? `Line ${place.line}: ${error.message}` : error.message };
  }
  const parts = separateOperations(document);
  const operations = document.definitions
    .filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)
    .map((each) => {
      const name = each.name?.value ?? '';
      return {
        name,
        kind: each.operation as OperationKind,
        from: each.loc?.start ?? 0,
        to: each.loc?.end ?? 0,
        document: parts[name] ?? document,
      };
    });
  return operations.length > 0
    ? { operations, problem: null }
    : { operations: null, problem: 'There is no query, mutation or subscription in it.' };
}

/** What the contract has against an operation, with the line it stands in; null if it can be sent. */
export function contractProblem(schema: GraphQLSchema, { document }: Operation): string | null {
  const [error] = validate(schema, document);
  if (!error) return null;
  const [place] = error.locations ?? [];
  return place ? `Line ${place.line}: ${error.message}` : error.message;
}

/** The one the cursor is in, else the last that begins before it, else the first. */
export const operationAt = (operations: readonly Operation[], cursor: number): Operation | undefined =>
  operations.findLast(({ from }) => from <= cursor) ?? operations[0];

export type Variables = { values: Record<string, unknown>; problem: null } | { values: null; problem: string };

/** Nothing stands for no variables. */
export function readVariables(text: string): Variables {
  if (text.trim() === '') return { values: {}, problem: null };
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return { values: values as Record<string, unknown>, problem: null };
    }
    return { values: null, problem: 'Variables are an object, such as {"id": "..."}.' };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { values: null, problem: `Variables are not valid JSON: ${error.message}` };
  }
}

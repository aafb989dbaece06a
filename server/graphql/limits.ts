import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import {
  type ExecutionArgs,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldMap,
  getOperationAST,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  valueFromASTUntyped,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * What one request may ask for. The largest documents that have to pass are those of the Runtime Agents
 * (runtime-agent.md 8.2, 8.3: depth 10, about 160 tokens) and introspection (about 400 tokens).
 */
export const limits = { tokens: 2000, depth: 16, aliases: 100, cost: 20_000 } as const;

function countTokens(body: string): void {
  const lexer = new Lexer(new Source(body));
  for (let count = 0; lexer.advance().kind !== TokenKind.EOF; count += 1) {
    if (count >= limits.tokens) {
      throw new GraphQLError(`Syntax Error: Document contains more than ${limits.tokens} tokens. Parsing aborted.`);
    }
  }
}

/** Counts before the parser runs, so that its work is bounded too. */
const maxTokensPlugin: Plugin = {
  onParse({ parseFn, setParseFn }) {
    setParseFn((source, options) => {
      countTokens(typeof source === 'string' ? source : source.body);
      return parseFn(source, options);
    });
  },
};

type Fields = GraphQLFieldMap<unknown, unknown>;

/** A page without `first`, and the most a page is charged for: what asks for more is bounded by the field itself. */
const pageSize = { usual: 100, most: 200 } as const;

function firstOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number | undefined {
  const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return typeof given === 'number' ? given : undefined;
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );

/**
 * What a valid operation costs: one for every field, the fields of a page as often as the page has items. Pages below a
 * page that name no `first` count once, because agents nest four of them. Introspection is bounded by graphql-js' own rule.
 */
function costOf({ schema, document, operationName, variableValues }: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const variables = { ...defaultsOf(operation), ...variableValues };
  const fragments = new Map<string, SelectionSetNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each.selectionSet);
  }
  const known = new Map<string, number>();
  const costOfFragment = (name: string, roots: Fields): number => {
    const cost = known.get(name) ?? costOfAll(fragments.get(name), roots);
    known.set(name, cost);
    return cost;
  };
  const costOfAll = (set: SelectionSetNode | undefined, roots: Fields): number =>
    (set?.selections ?? []).reduce((sum, each) => {
      if (each.kind === Kind.FRAGMENT_SPREAD) return sum + costOfFragment(each.name.value, roots);
      if (each.kind === Kind.INLINE_FRAGMENT) return sum + costOfAll(each.selectionSet, roots);
      if (each.name.value.startsWith('__')) return sum + 1;
      const paged = roots[each.name.value]?.args.some(({ name }) => name === 'first');
      const size = firstOf(each, variables) ?? (paged ? pageSize.usual : 1);
      return sum + (1 + costOfAll(each.selectionSet, {})) * Math.min(Math.max(size, 1), pageSize.most);
    }, 0);
  return costOfAll(operation.selectionSet, schema.getRootType(operation.operation)?.getFields() ?? {});
}

/** Before the operation runs, but with its variables: `first` may be one of them. */
const maxCostPlugin: Plugin = {
  onExecute({ args, setResultAndStopExecution }) {
    const cost = costOf(args);
    if (cost <= limits.cost) return;
    setResultAndStopExecution({
      errors: [
        new GraphQLError(`the request costs ${cost}, the limit is ${limits.cost}: ask for fewer fields or items`),
      ],
    });
  },
};

/** Depth, cost, alias and token limits of every endpoint. */
export const limitPlugins: readonly Plugin[] = [
  maxTokensPlugin,
  maxDepthPlugin({ n: limits.depth, flattenFragments: true }) as Plugin,
  maxAliasesPlugin({ n: limits.aliases }) as Plugin,
  maxCostPlugin,
];

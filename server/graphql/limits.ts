import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
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

/**
 * Depth, cost, alias and token limits of every endpoint. The cost counts fields weighted by depth and by a literal
 * `first`; introspection is bounded by graphql-js' own rule instead.
 */
export const limitPlugins: readonly Plugin[] = [
  maxTokensPlugin,
  maxDepthPlugin({ n: limits.depth, flattenFragments: true }) as Plugin,
  maxAliasesPlugin({ n: limits.aliases }) as Plugin,
  costLimitPlugin({
    maxCost: limits.cost,
    objectCost: 1,
    scalarCost: 1,
    depthCostFactor: 1.1,
    flattenFragments: true,
  }) as Plugin,
];

import { type DocumentNode, GraphQLError, Lexer, type ParseOptions, parse, Source, TokenKind } from 'graphql';

/**
 * Parses like graphql-js, but takes a field followed by `()` for a field without arguments: every Kyma agent sends
 * `configuration()` (connector.md 2.1). Works on tokens, so parentheses in strings and comments stay what they are;
 * positions in error messages stay true because the pair is blanked, not cut out.
 */
export function parseLeniently(source: string | Source, options?: ParseOptions): DocumentNode {
  const original = typeof source === 'string' ? new Source(source) : source;
  return parse(new Source(blankEmptyArguments(original), original.name, original.locationOffset), options);
}

/** Far more than any client nests; the parser's own recursion would end in a stack overflow. */
const mostNesting = 200;

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

function blankEmptyArguments(source: Source): string {
  const lexer = new Lexer(source);
  let body = source.body;
  let depth = 0;
  let nesting = 0;
  let before = lexer.token;
  let token = lexer.advance();
  while (token.kind !== TokenKind.EOF) {
    const next = lexer.advance();
    if (opening.has(token.kind)) nesting += 1;
    if (closing.has(token.kind)) nesting -= 1;
    if (nesting > mostNesting) throw new GraphQLError('the request is nested too deeply', { source });
    if (token.kind === TokenKind.BRACE_L) depth += 1;
    if (token.kind === TokenKind.BRACE_R) depth -= 1;
    const followsField = depth > 0 && before.kind === TokenKind.NAME;
    if (followsField && token.kind === TokenKind.PAREN_L && next.kind === TokenKind.PAREN_R) {
      body = `${body.slice(0, token.start)} ${body.slice(token.end, next.start)} ${body.slice(next.end)}`;
    }
    before = token;
    token = next;
  }
  return body;
}

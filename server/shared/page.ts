import type { Consumer } from './consumer.ts';
import { invalidData } from './errors.ts';

/** Arguments of a paged field; `first` already carries the contract's default of 100. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

/** The part of `GraphQLResolveInfo` that tells an argument left out from one that was given. */
export interface FieldSource {
  readonly fieldNodes: readonly {
    readonly arguments?: readonly {
      readonly name: { readonly value: string };
      readonly value: { readonly kind: string; readonly name?: { readonly value: string } };
    }[];
  }[];
  readonly variableValues: { readonly [name: string]: unknown };
}

/** Which rows a store has to answer. `limit` is `Number.MAX_SAFE_INTEGER` if the caller gets everything. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
  readonly startCursor: string;
}

export interface Page<Row> {
  data: Row[];
  pageInfo: { startCursor: string; endCursor: string; hasNextPage: boolean };
  totalCount: number;
}

const cursorPrefix = 'DpKtJ4j9jDq';
const mostPerPage = 100;
const machineDefault = 200;

/** Base64 of the prefix and the decimal offset (director.md 4.1). */
export const encodeCursor = (offset: number): string => Buffer.from(`${cursorPrefix}${offset}`).toString('base64');

/** The offset in a cursor; 0 for an empty one. Throws InvalidData. */
export function decodeCursor(cursor: string): number {
  if (cursor === '') return 0;
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  const digits = text.startsWith(cursorPrefix) ? text.slice(cursorPrefix.length) : text;
  const offset = Number(digits);
  if (!/^\d+$/.test(digits) || !Number.isSafeInteger(offset) || Buffer.from(text).toString('base64') !== cursor) {
    throw invalidData('while decoding page cursor: cursor is not correct...');
  }
  return offset;
}

function isGiven(name: string, info: FieldSource): boolean {
  const argument = info.fieldNodes[0]?.arguments?.find((each) => each.name.value === name);
  if (!argument) return false;
  const variable = argument.value.kind === 'Variable' ? argument.value.name?.value : undefined;
  return variable === undefined || Object.hasOwn(info.variableValues, variable);
}

/**
 * Checks the paging arguments (director.md 4.1). Without `first` people get 100 rows and machines 200, because agents
 * never page and delete what is missing (product.md 3); with `unbounded` they get everything.
 */
export function pageOf(
  args: PageArguments,
  info: FieldSource,
  consumer: Pick<Consumer, 'type'>,
  options: { unbounded?: boolean } = {},
): PageRequest {
  const startCursor = args.after ?? '';
  const page = (limit: number) => ({ offset: decodeCursor(startCursor), limit, startCursor });
  if (!isGiven('first', info)) {
    if (options.unbounded) return page(Number.MAX_SAFE_INTEGER);
    return page(consumer.type === 'USER' ? mostPerPage : machineDefault);
  }
  const { first } = args;
  if (first === null || first === undefined) throw invalidData("missing required parameter 'first'");
  if (options.unbounded) {
    if (first < 1) throw invalidData('page size cannot be smaller than 1');
  } else if (first < 1 || first > mostPerPage) {
    throw invalidData('page size must be between 1 and 100');
  }
  return page(first);
}

/** As `pageOf`, for lists inside an object. Agents get those complete too: what is missing they delete (director.md 27). */
export const nestedPageOf = (args: PageArguments, info: FieldSource, consumer: Pick<Consumer, 'type'>): PageRequest =>
  pageOf(args, info, consumer, { unbounded: consumer.type === 'RUNTIME' });

/** @param totalCount number of all matching rows, not of those in `data`. */
export function toPage<Row>(data: Row[], totalCount: number, page: PageRequest): Page<Row> {
  const next = page.offset + page.limit;
  const hasNextPage = next < totalCount;
  return {
    data,
    pageInfo: { startCursor: page.startCursor, endCursor: hasNextPage ? encodeCursor(next) : '', hasNextPage },
    totalCount,
  };
}

/** Where each page of this size begins; there is one page at least. */
export const pageCursors = (totalCount: number, { limit }: PageRequest): string[] =>
  Array.from({ length: Math.max(1, Math.ceil(totalCount / limit)) }, (_, index) => encodeCursor(index * limit));

/** The asked page of rows that are all at hand. */
export const pageFrom = <Row>(rows: readonly Row[], page: PageRequest): Page<Row> =>
  toPage(rows.slice(page.offset, page.offset + page.limit), rows.length, page);

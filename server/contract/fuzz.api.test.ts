import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLInputObjectType,
  isEnumType,
  validate,
} from 'graphql';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../graphql/context.ts';
import { asRequestError, createErrorMask } from '../graphql/errors.ts';
import { parseLeniently } from '../graphql/parser.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { wholeSelection } from '../testing/wholeSelection.ts';
import { createWorld, type World } from './access/world.ts';
import { literalOf } from './fuzz/literal.ts';
import { argumentWith, documentWith, type Target, targetsOf } from './fuzz/targets.ts';
import { createValues, type Temper } from './fuzz/values.ts';
import { faultIn } from './fuzz/verdict.ts';

const seed = 20_261_122;
const inputs: readonly [Temper, number][] = [
  ['calm', 200],
  ['rough', 450],
  ['wild', 350],
];
/** Every so many inputs one is written into the document instead of being sent as a variable. */
const literalEvery = 10;
const rewindEvery = 250;

const schema = createDirectorSchema();
/** All but one that the contract promises although no operation takes it. */
const types = [...targetsOf(schema)].filter(([{ name }]) => name !== 'LabelInput');
const enums = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isEnumType(type) && !type.name.startsWith('__') ? type.getValues().map(({ name }) => name) : [],
  ),
);

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const send = async () => Promise.reject(new OutgoingError('nothing is called here'));
  Object.assign(world.api.platform, { outgoing: { ...world.api.platform.outgoing, send } });
});
afterAll(() => world.api.close());

// Most inputs end in an error, and most of the time an error takes goes into its stack.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** What the server logs of failures of its own. */
const logged: string[] = [];
const mask = createErrorMask(pino({}, { write: (line: string) => void logged.push(line) }));

/** With the argument as a variable: the same for every input. */
const prepared = new Map<Target, DocumentNode>();
function documentFor(target: Target): DocumentNode {
  const { operation, argument, type } = target;
  const start = documentWith(target, world.ids, `$${argument}`, `($${argument}: ${type})`);
  const document = prepared.get(target) ?? parseLeniently(`${start} ${wholeSelection(operation.field.type, 0)} }`);
  prepared.set(target, document);
  return document;
}

async function answerTo(target: Target, value: unknown, asLiteral: boolean): Promise<ExecutionResult> {
  const { operation, argument } = target;
  const input = argumentWith(target, world.ids, value);
  const contextValue = createContext(world.api.platform, world.consumers.administrator);
  if (!asLiteral) {
    return execute({ schema, document: documentFor(target), contextValue, variableValues: { [argument]: input } });
  }
  const start = documentWith(target, world.ids, literalOf(input, enums));
  try {
    const document = parseLeniently(`${start} ${wholeSelection(operation.field.type, 0)} }`);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors: errors.map(asRequestError) } : execute({ schema, document, contextValue });
  } catch (error) {
    return { errors: [asRequestError(error as GraphQLError)] };
  }
}

/** What is wrong with the answer to one input; null if nothing is. */
async function problemWith(target: Target, value: unknown, asLiteral: boolean): Promise<string | null> {
  const before = world.database.version();
  const { errors = [] } = await answerTo(target, value, asLiteral);
  const fault = errors.map((error) => faultIn(mask(error) as GraphQLError)).find((each) => each !== null);
  if (fault) return `${fault} ${logged.at(-1)?.slice(0, 1500)}`;
  return errors.length > 0 && world.database.version() !== before ? 'something is written in spite of an error' : null;
}

describe(`A thousand inputs (seed ${seed})`, () => {
  it('exist for every input type: each is taken by an operation of the access table', () => {
    expect(types.length).toBeGreaterThan(30);
    expect(types.flatMap(([type, targets]) => (targets.length === 0 ? [type.name] : []))).toEqual([]);
  });

  it.each(types.map(([type, targets]) => ({ name: type.name, type, targets })))(
    'of $name are answered with data or in the error vocabulary, and leave nothing half-written',
    async ({ type, targets }) => {
      const problems: string[] = [];
      let count = 0;
      for (const [temper, numRuns] of inputs) {
        const values = createValues(Object.values(world.ids), temper)(type as GraphQLInputObjectType, '');
        for (const value of fc.sample(values, { seed, numRuns })) {
          count += 1;
          const target = targets[count % targets.length]!;
          const problem = await problemWith(target, value, count % literalEvery === 0);
          if (problem)
            problems.push(
              `${count} ${target.operation.field.name}: ${problem}: ${JSON.stringify(value).slice(0, 300)}`,
            );
          if (count % rewindEvery === 0) await world.database.rewind();
        }
      }
      expect(count).toBe(1000);
      expect(problems.slice(0, 10)).toEqual([]);
    },
  );
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const pattern = '^[A-Za-z0-9]([-_A-Za-z0-9\\s]*[A-Za-z0-9])$';
const scenarios = (names: string[], items: Record<string, unknown> = { type: 'string' }, rest = {}) =>
  JSON.stringify({ type: 'array', minItems: 1, uniqueItems: true, items: { ...items, enum: names }, ...rest });

describe.each(databases)('Label definitions on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  const define = (operation: 'create' | 'update', key: string, schema?: string | null) =>
    api.run(`mutation($in: LabelDefinitionInput!) { result: ${operation}LabelDefinition(in: $in) { key schema } }`, {
      in: { key, schema },
    });
  const defined = async (...args: Parameters<typeof define>) => {
    const { data, errors } = await define(...args);
    expect(errors).toBeUndefined();
    return data?.['result'];
  };
  const problem = async (result: ReturnType<typeof define>) => {
    const { errors } = await result;
    return errors?.map(({ message, extensions }) => [extensions['error'], message]);
  };
  const newApplication = async (labels: Record<string, unknown> = {}) =>
    (
      await api.data(
        'mutation($labels: Labels) { result: registerApplication(in: { name: "shop", labels: $labels }) { id } }',
        {
          labels,
        },
      )
    )['result'].id;

  it('are created with a schema in canonical form, read by key and listed', async () => {
    expect(await defined('create', 'tier', '{ "type" : "string", "enum": ["a"] }')).toEqual({
      key: 'tier',
      schema: '{"enum":["a"],"type":"string"}',
    });
    expect(await defined('create', 'free')).toEqual({ key: 'free', schema: null });
    const { labelDefinition, labelDefinitions } = await api.data(
      '{ labelDefinition(key: "tier") { key schema } labelDefinitions { key } }',
    );
    expect(labelDefinition.schema).toBe('{"enum":["a"],"type":"string"}');
    expect(labelDefinitions).toEqual([{ key: 'free' }, { key: 'tier' }, { key: 'scenarios' }]);
    expect(await api.data('{ labelDefinition(key: "x-y") { key } }')).toEqual({ labelDefinition: null });
  });

  it('come into being without a schema when a label is set', async () => {
    await newApplication({ colour: 'red' });
    const { labelDefinitions } = await api.data('{ labelDefinitions { key schema } }');
    expect(labelDefinitions.map((each: { key: string }) => each.key)).toEqual([
      'colour',
      'integrationSystemID',
      'name',
      'scenarios',
    ]);
  });

  it('refuse values that their schema does not accept', async () => {
    await defined('create', 'tier', '{"type":"object"}');
    const id = await newApplication();
    expect(
      await problem(
        api.run('mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "tier", value: 1) { key } }', {
          id,
        }),
      ),
    ).toEqual([
      [
        'InvalidData',
        `while validating Label value for 'tier': while validating value 1 against JSON Schema: {"type":"object"}: (root): Invalid type. Expected: object, given: integer`,
      ],
    ]);
  });

  it('may change only if every label there is satisfies the new schema', async () => {
    const id = await newApplication({ tier: 'gold' });
    expect(await problem(define('update', 'tier', '{"type":"integer"}'))).toEqual([
      [
        'InvalidData',
        `while updating label definition: label with key "tier" is not valid against new schema for Application with ID "${id}": (root): Invalid type. Expected: integer, given: string`,
      ],
    ]);
    expect(await defined('update', 'tier', '{"type":"string"}')).toEqual({ key: 'tier', schema: '{"type":"string"}' });
    expect(await defined('update', 'tier', null)).toEqual({ key: 'tier', schema: null });
    expect(await problem(define('update', 'unknown', null))).toEqual([
      ['NotFound', 'while updating label definition: Object unknown not found'],
    ]);
  });

  it('are deleted only with their labels or without any', async () => {
    const id = await newApplication({ tier: 'gold' });
    const remove = (extra = '') => api.run(`mutation { deleteLabelDefinition(key: "tier"${extra}) { key schema } }`);
    expect(await problem(remove())).toEqual([
      ['InvalidData', 'could not delete label definition, it is already used by at least one label'],
    ]);
    expect((await remove(', deleteRelatedLabels: true')).data).toEqual({
      deleteLabelDefinition: { key: 'tier', schema: null },
    });
    const { application } = await api.data('query($id: ID!) { application(id: $id) { labels(key: "tier") } }', { id });
    expect(application.labels).toEqual({});
    expect(await problem(remove())).toEqual([['NotFound', 'while deleting label definition: Object tier not found']]);
  });

  it('cannot be created twice', async () => {
    await defined('create', 'tier');
    const text =
      'while creating label definition: while storing Label Definition: while inserting Label Definition: Object is not unique';
    expect(await problem(define('create', 'tier'))).toEqual([['NotUnique', text]]);
    expect(await problem(define('create', 'scenarios', scenarios(['default'])))).toEqual([['NotUnique', text]]);
  });

  it('refuse keys and schemas that are none', async () => {
    const refusal = (rest: string) => [['InvalidData', `validation error for type LabelDefinitionInput: ${rest}`]];
    expect(await problem(define('create', ''))).toEqual(refusal('Key: cannot be blank.'));
    expect(await problem(define('create', 'a-b', '{"type":"x"}'))).toEqual([
      [
        'InvalidData',
        expect.stringMatching(
          /: Key: must be in a valid format; Rule\.ValidSchema: the JSON Schema does not compile: /,
        ),
      ],
    ]);
    expect(await problem(define('create', 'k'.repeat(257)))).toEqual(
      refusal('Key: the length must be no more than 256.'),
    );
    expect((await define('create', 'tier', '{')).errors?.[0]?.message).toContain(
      'JSONSchema input is not a valid JSON',
    );
    expect(await api.data('{ labelDefinitions { key } }')).toEqual({ labelDefinitions: [{ key: 'scenarios' }] });
  });

  it('derive the one of scenarios from the scenarios there are', async () => {
    const read = async () =>
      JSON.parse((await api.data('{ labelDefinition(key: "scenarios") { schema } }'))['labelDefinition'].schema);
    expect(await read()).toEqual({
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern, enum: ['default'], maxLength: 128 },
    });
    await defined(
      'update',
      'scenarios',
      scenarios(['default', 'campaign'], { type: 'string', pattern, maxLength: 128 }),
    );
    expect((await read()).items.enum.sort()).toEqual(['campaign', 'default']);
    const id = await newApplication({ scenarios: ['campaign'] });
    expect(await problem(define('update', 'scenarios', scenarios(['default'])))).toEqual([
      [
        'InvalidData',
        `while updating label definition: label with key "scenarios" is not valid against new schema for Application with ID "${id}": 0: 0 must be one of the following: "default"`,
      ],
    ]);
    expect(
      await problem(api.run('mutation { deleteLabelDefinition(key: "scenarios", deleteRelatedLabels: true) { key } }')),
    ).toEqual([['InvalidData', 'Label Definition with key scenarios can not be deleted']]);
  });

  it.each<[string, string | null, RegExp]>([
    ['null', null, /schema of scenarios cannot be null/],
    ['another member', scenarios(['default'], { type: 'string' }, { maxItems: 3 }), /exactly type "array"/],
    ['another constant', scenarios(['default'], { type: 'string' }, { minItems: 0 }), /exactly type "array"/],
    ['items of another type', scenarios(['default'], {}), /items of scenarios may have/],
    ['another pattern', scenarios(['default'], { type: 'string', pattern: '.' }), /items of scenarios may have/],
    ['no default scenario', scenarios(['campaign']), /enum of scenarios must contain "default"/],
    ['a name of one character', scenarios(['default', 'a']), /"a" cannot be the name of a scenario/],
    ['a repeated name', scenarios(['default', 'default']), /does not compile|must not repeat/],
  ])('refuse a definition of scenarios with %s', async (_what, schema, message) => {
    expect(await problem(define('update', 'scenarios', schema))).toEqual([
      ['InvalidData', expect.stringMatching(message)],
    ]);
  });
});

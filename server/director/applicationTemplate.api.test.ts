import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const fields = 'id name description applicationInput placeholders { name description } accessLevel';
const create = `mutation ($in: ApplicationTemplateInput!) { result: createApplicationTemplate(in: $in) { ${fields} } }`;
const use = `mutation ($name: String!, $values: [TemplateValueInput!]) {
  result: registerApplicationFromTemplate(in: { templateName: $name, values: $values }) {
    name description labels packages { data { name defaultInstanceAuth { credential { __typename } } } } } }`;
const unknownId = '00000000-0000-4000-8000-000000000000';

const template = (overrides: Record<string, unknown> = {}) => ({
  name: 'shop',
  applicationInput: { name: '{{n}}', description: 'Shop of {{who}}', labels: { owner: ['{{who}}'] } },
  placeholders: [{ name: 'n' }, { name: 'who', description: 'Owner' }],
  accessLevel: 'GLOBAL',
  ...overrides,
});
const values = (n: string, who: string) => [
  { placeholder: 'n', value: n },
  { placeholder: 'who', value: who },
];

describe.each(databases)('application templates on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  }, 120_000);
  afterEach(() => api.close());

  const refusal = async (text: string, variables: Record<string, unknown> = {}) => {
    const [error] = (await api.run(text, variables)).errors ?? [];
    return [error?.extensions['error'], error?.message];
  };

  it('are created, replaced, listed for every tenant and deleted', async () => {
    const { result } = await api.data(create, { in: template() });
    expect(result).toEqual({
      id: expect.any(String),
      name: 'shop',
      description: null,
      applicationInput: '{name: "{{n}}",description: "Shop of {{who}}",labels: {owner:["{{who}}"],},}',
      placeholders: [
        { name: 'n', description: null },
        { name: 'who', description: 'Owner' },
      ],
      accessLevel: 'GLOBAL',
    });
    const update = `mutation ($id: ID!, $in: ApplicationTemplateInput!) {
      result: updateApplicationTemplate(id: $id, in: $in) { ${fields} } }`;
    const plain = {
      name: 'plain',
      applicationInput: { name: 'fixed', statusCondition: 'FAILED' },
      accessLevel: 'GLOBAL',
    };
    const replaced = {
      ...result,
      name: 'plain',
      applicationInput: '{name: "fixed",statusCondition: FAILED,}',
      placeholders: [],
    };
    expect(await api.data(update, { id: result.id, in: plain })).toEqual({ result: replaced });
    const elsewhere = { ...api.admin, tenantId: await api.newTenant('elsewhere') };
    const list = `{ applicationTemplates { totalCount data { ${fields} } } }`;
    expect(await api.data(list, {}, elsewhere)).toEqual({ applicationTemplates: { totalCount: 1, data: [replaced] } });
    const remove = `mutation ($id: ID!) { result: deleteApplicationTemplate(id: $id) { ${fields} } }`;
    expect(await api.data(remove, { id: result.id })).toEqual({ result: replaced });
    const get = 'query ($id: ID!) { applicationTemplate(id: $id) { id } }';
    expect(await api.data(get, { id: result.id })).toEqual({ applicationTemplate: null });
    const { activity } = await api.data('{ activity(first: 3) { data { action } } }');
    expect(activity.data.map(({ action }: { action: string }) => action)).toEqual([
      'applicationTemplate.deleted',
      'applicationTemplate.updated',
      'applicationTemplate.created',
    ]);
  });

  it('make Applications, whatever the values contain', async () => {
    await api.data(create, { in: template() });
    const who = 'A "quoted" \\ {{n}} owner';
    expect((await api.data(use, { name: 'shop', values: values('orders', who) }))['result']).toEqual({
      name: 'orders',
      description: `Shop of ${who}`,
      labels: { name: 'orders', integrationSystemID: '', scenarios: ['default'], owner: [who] },
      packages: { data: [] },
    });
  });

  it('carry Packages with their credentials, which only scopes that include secrets can read', async () => {
    const credential = { basic: { username: 'user-{{n}}', password: 'hush' } };
    const packages = [{ name: 'offer of {{n}}', defaultInstanceAuth: { credential } }];
    const input = { name: '{{n}}', packages };
    const { result } = await api.data(create, {
      in: template({ applicationInput: input, placeholders: [{ name: 'n' }] }),
    });
    expect(result.applicationInput).toContain('{username: "user-{{n}}",password: "hush",}');
    const scopes = new Set([...api.admin.scopes].filter((scope) => scope !== 'bundle.instance_auths:read'));
    const get = 'query ($id: ID!) { applicationTemplate(id: $id) { applicationInput } }';
    const { applicationTemplate } = await api.data(get, { id: result.id }, { ...api.admin, scopes });
    expect(applicationTemplate.applicationInput).toBe('{name: "{{n}}",packages: [{name: "offer of {{n}}",}],}');
    const made = await api.data(use, { name: 'shop', values: [{ placeholder: 'n', value: 'orders' }] });
    expect(made['result'].packages.data).toEqual([
      { name: 'offer of orders', defaultInstanceAuth: { credential: { __typename: 'BasicCredentialData' } } },
    ]);
    const { activity } = await api.data('{ activity { data { before after } } }');
    expect(JSON.stringify(activity)).not.toContain('hush');
  });

  it('are refused in the words of the vocabulary, and then nothing is registered', async () => {
    await api.data(create, { in: template() });
    const invalid = 'validation error for type ApplicationTemplateInput:';
    const cases: [string, Record<string, unknown>, string, string][] = [
      [create, { in: template() }, 'NotUniqueName', 'while creating Application Template: Object is not unique'],
      [
        create,
        {
          in: template({ name: 'x'.repeat(101), placeholders: [{ name: 'No_dns', description: 'd' }, { name: 'n' }] }),
        },
        'InvalidData',
        expect.stringMatching(
          /^validation error .*: Name: the length .* 1 and 100; Placeholders: \(0: \(name: \[a DNS-1123.*/,
        ),
      ],
      [
        create,
        { in: template({ placeholders: [{ name: 'n' }, { name: 'n' }] }) },
        'InvalidData',
        `${invalid} Rule.ValidPlaceholders: placeholder [name=n] not unique.`,
      ],
      [
        create,
        { in: template({ placeholders: [{ name: 'nowhere' }] }) },
        'InvalidData',
        `${invalid} Rule.ValidPlaceholders: application input does not use provided placeholder [name=nowhere].`,
      ],
      [
        `mutation ($in: ApplicationTemplateInput!) { updateApplicationTemplate(id: "${unknownId}", in: $in) { id } }`,
        { in: template() },
        'NotFound',
        `while updating Application Template with ID ${unknownId}: should update single row, but updated 0 rows`,
      ],
      [
        'mutation { deleteApplicationTemplate(id: "x") { id } }',
        {},
        'NotFound',
        'while getting Application Template with ID x: Object was not found',
      ],
      [
        use,
        { name: 'none', values: [] },
        'NotFound',
        'while getting Application Template with name none: Object was not found',
      ],
      [
        use,
        { name: 'shop', values: [{ placeholder: 'n', value: 'orders' }] },
        'InvalidData',
        "required placeholder not provided: value for placeholder name 'who' not found",
      ],
      [
        use,
        { name: 'shop', values: [...values('orders', 'me'), { placeholder: 'n', value: 'x'.repeat(129) }] },
        'InvalidData',
        'validation error for type ApplicationFromTemplateInput: Rule.UniquePlaceholders: placeholder [name=n] not unique; Values: (2: (value: the length must be no more than 128.).).',
      ],
      [
        use,
        { name: 'shop', values: values('1orders', 'me') },
        'InvalidData',
        'while validating application input from application template [name=shop]: validation error for type ApplicationRegisterInput: name: cannot start with digit.',
      ],
    ];
    for (const [text, variables, code, message] of cases)
      expect(await refusal(text, variables)).toEqual([code, message]);
    expect((await api.data('{ applications { totalCount } }'))['applications'].totalCount).toBe(0);
  });
});

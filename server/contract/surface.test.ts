import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  print,
} from 'graphql';
import { createSchema } from 'graphql-yoga';
import { describe, expect, it } from 'vitest';
import { createDirectorSchema, directorContract } from '../graphql/schema.ts';

/** Lines of the lists are as long as the reference's schema; a mark in brackets says what the schema file cannot. */
const promised = (name: string) =>
  readFileSync(join(import.meta.dirname, '../testing/surface', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/ \[(deprecated|sanitize)[^\]]*\]/g, ''));

/** The public wire of the Director: every file but the Connector's; what is in console/ is ours alone. */
const contract = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.graphql') && name !== 'connector.graphql')
  .map((name) => parse(readFileSync(join(import.meta.dirname, name), 'utf8')));

/** The 2020 list, and each line about Packages once more under the later name (product.md 3, Names). */
const surface = () =>
  promised('director-surface.txt').flatMap((line) => {
    const renamed = line.replaceAll('Package', 'Bundle').replaceAll('package', 'bundle');
    return renamed === line ? [line] : [line, renamed];
  });

const argumentOf = (directive: ConstDirectiveNode | undefined) => {
  const value = directive?.arguments?.[0]?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};

const inputValue = ({ name, type, defaultValue }: InputValueDefinitionNode) =>
  `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ''}`;

function fieldLine(owner: string, field: FieldDefinitionNode): string {
  const args = field.arguments ?? [];
  const scope = argumentOf(field.directives?.find(({ name }) => name.value === 'hasScopes'));
  const validated = args.filter(({ directives }) => directives?.some(({ name }) => name.value === 'validate'));
  return [
    `${owner}.${field.name.value}`,
    args.length > 0 ? `(${args.map(inputValue).join(', ')})` : '',
    `: ${print(field.type)}`,
    scope === undefined ? '' : ` [scope: ${scope}]`,
    ...validated.map(({ name }) => ` [validate: ${name.value}]`),
  ].join('');
}

/** A definition in the form of the lists. */
function linesOf(definition: DefinitionNode): string[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION: {
      const name = definition.name.value;
      return [
        ...(definition.interfaces ?? []).map((each) => `type ${name} implements ${each.name.value}`),
        ...(definition.fields ?? []).map((field) => fieldLine(name, field)),
      ];
    }
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const name = definition.name.value;
      return [`interface ${name}`, ...(definition.fields ?? []).map((field) => fieldLine(name, field))];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return (definition.fields ?? []).map((field) => `input ${definition.name.value}.${inputValue(field)}`);
    case Kind.ENUM_TYPE_DEFINITION:
      return (definition.values ?? []).map((value) => `enum ${definition.name.value} = ${value.name.value}`);
    case Kind.UNION_TYPE_DEFINITION:
      return (definition.types ?? []).map((type) => `union ${definition.name.value} = ${type.name.value}`);
    case Kind.SCALAR_TYPE_DEFINITION:
      return [`scalar ${definition.name.value}`];
    case Kind.DIRECTIVE_DEFINITION: {
      const args = definition.arguments?.length ? `(${definition.arguments.map(inputValue).join(', ')})` : '';
      const places = definition.locations.map((each) => each.value).join(' | ');
      return [`directive @${definition.name.value}${args} on ${places}`];
    }
    default:
      return [];
  }
}

const ours = contract.flatMap(({ definitions }) => definitions).flatMap(linesOf);

/** Definitions and documents of an Application without a Package, gone the day after (product.md 3, director.md 22). */
const leftOut = [
  'APIDefinition.auth',
  'APIDefinition.auths',
  'APIDefinition.defaultAuth',
  'APIRuntimeAuth.auth',
  'APIRuntimeAuth.runtimeID',
  'Application.apiDefinition',
  'Application.apiDefinitions',
  'Application.documents',
  'Application.eventDefinition',
  'Application.eventDefinitions',
  'Mutation.addAPIDefinition',
  'Mutation.addDocument',
  'Mutation.addEventDefinition',
  'Mutation.deleteAPIAuth',
  'Mutation.setAPIAuth',
  'input APIDefinitionInput.defaultAuth',
  'input ApplicationRegisterInput.apiDefinitions',
  'input ApplicationRegisterInput.documents',
  'input ApplicationRegisterInput.eventDefinitions',
];

describe('the wire contract', () => {
  it('is valid, which the server takes for granted when it starts', () => {
    expect(() => createSchema({ typeDefs: directorContract() })).not.toThrow();
    const [first = ''] = directorContract();
    expect(() => createSchema({ typeDefs: `${first}\ntype Twice { a: Int a: Int @nowhere }` })).toThrow();
  });

  it('has nothing that the surface of 2020 does not promise with exactly that type', () => {
    const list = new Set(surface());
    expect(ours.length).toBeGreaterThan(100);
    expect(ours.filter((line) => !list.has(line))).toEqual([]);
  });

  it('has every line that the surface of 2020 promises, but for what product.md leaves out', () => {
    const served = new Set(ours);
    const missing = surface().filter((line) => !served.has(line));
    expect(missing.map((line) => line.replace(/[(:].*/, ''))).toEqual(leftOut);
  });

  it('is served with every type and field', () => {
    const types = createDirectorSchema().getTypeMap();
    const absent = ours.filter((line) => {
      const [, owner = '', field = ''] = /^(?:input )?(\w+)\.(\w+)/.exec(line) ?? [];
      const type = types[owner];
      return owner !== '' && !(type && 'getFields' in type && field in type.getFields());
    });
    expect(absent).toEqual([]);
  });

  it('has every field that the agent of 2024 asks for, with exactly that type', () => {
    // The default page size and the name of the system auth type changed; the agent's queries do not show it.
    const alike = (line: string) => line.replaceAll('AppSystemAuth', 'SystemAuth').replace('= 200', '= 100');
    const plain = (line: string) => line.replace(/ \[.*/, '');
    const known = new Set(ours.map(plain));
    const asked = promised('director-surface-2024-agent.txt').map(alike).map(plain);
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.filter((line) => !known.has(line))).toEqual([]);
  });
});

import { isDeepStrictEqual } from 'node:util';
import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';
import type { ApplicationRegistration } from '../director/application.ts';
import type { ApplicationTemplateInput } from '../director/applicationTemplate.ts';
import { withoutTypes } from '../graphql/inputValue.ts';
import { invalidData } from '../shared/errors.ts';
import type { ImportedDefinition, ImportedTemplate } from './importDocument.ts';

type Input = ImportedTemplate['applicationInput'];

/** The ApplicationRegisterInput of templates, as the contract has it. */
export interface TemplateInputs {
  /** @throws InvalidData with the place if it is none. */
  read(value: unknown): ApplicationRegistration;
  /** What an export shows of it: no credentials, and nothing that is absent. */
  shown(value: unknown): Input;
  hasCredentials(value: unknown): boolean;
}

export function templateInputs(schema: GraphQLSchema): TemplateInputs {
  const type = schema.getType('ApplicationRegisterInput') as GraphQLInputObjectType;
  const without = (value: unknown, hides: readonly string[]): Input =>
    JSON.parse(JSON.stringify(withoutTypes(type, value, hides)));
  return {
    read: (value) =>
      coerceInputValue(value, type, (path, _value, error) => {
        throw invalidData(`${['applicationInput', ...path].join('.')}: ${error.message}`);
      }) as ApplicationRegistration,
    shown: (value) => without(value, ['AuthInput']),
    hasCredentials: (value) => !isDeepStrictEqual(without(value, ['AuthInput']), without(value, [])),
  };
}

/** The GraphQL text of an input object, as Directors show it, as JSON. @throws GraphQLError */
export const inputFromText = (text: string): unknown => valueFromASTUntyped(parseValue(text));

/** @throws InvalidData */
export const templateInputOf = (
  { name, description, applicationInput, placeholders }: ImportedTemplate,
  inputs: TemplateInputs,
): ApplicationTemplateInput => ({
  ...{ name, description, placeholders },
  applicationInput: inputs.read(applicationInput),
  accessLevel: 'GLOBAL',
});

export const definitionInputOf = ({ key, schema }: ImportedDefinition) => ({
  key,
  schema: schema === null ? null : JSON.stringify(schema),
});

import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describe, expect, it } from 'vitest';
import { fieldErrorsOf, nameProblem, nameRule } from './fieldErrors.ts';

const failure = (message: string, error = 'InvalidData') =>
  new CombinedGraphQLErrors({ errors: [{ message, extensions: { error } }] });
const fields = ['name', 'description', 'healthCheckURL'];

describe('field errors', () => {
  it('puts every problem of a validation text at its field', () => {
    const text =
      'validation error for type ApplicationRegisterInput: description: the length must be no more than 2000; name: cannot start with digit.';
    expect(fieldErrorsOf(failure(text), fields)).toEqual({
      description: 'The length must be no more than 2000.',
      name: 'Cannot start with digit.',
    });
  });

  it('replaces the resource name text by the rule in plain words', () => {
    const text = "validation error for type RuntimeInput: name: [a DNS-1123 subdomain must consist of '-' or '.'].";
    expect(fieldErrorsOf(failure(text), fields)).toEqual({ name: nameRule });
  });

  it('reports a duplicate at the name', () => {
    expect(fieldErrorsOf(failure('Object is not unique', 'NotUnique'), fields)).toEqual({
      name: 'This name is taken. Choose another one.',
    });
  });

  it('leaves out which rule it was, and which field within a field', () => {
    const text =
      'validation error for type APIDefinitionInput: spec: (Rule.ValidSpecification: line 1: info: title is required.); version: (value: cannot be blank.).';
    expect(fieldErrorsOf(failure(text), ['spec', 'version'])).toEqual({
      spec: 'Line 1: info: title is required.',
      version: 'Cannot be blank.',
    });
  });

  it('keeps what belongs to no field', () => {
    expect(fieldErrorsOf(failure('validation error for type X: labels: cannot be blank.'), fields)).toEqual({
      '': 'labels: Cannot be blank.',
    });
    expect(fieldErrorsOf(new Error('Boom'), fields)).toEqual({ '': 'Boom' });
  });
});

describe('names', () => {
  it.each(['a', 'kyma-eu-prod', 'orders.v2', 'a'.repeat(36)])('accepts %s', (name) => {
    expect(nameProblem(name)).toBeNull();
  });
  it.each(['', '1a', 'Orders', 'a b', 'a_b', '-a', 'a-', 'a..b', 'a'.repeat(37)])(
    'explains what is wrong with "%s"',
    (name) => {
      expect(nameProblem(name)).toMatch(/\.$/);
    },
  );
});

import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { expect, test } from 'vitest';
import { missingCertificates } from './missingCertificates.ts';

const errorsAt = (...paths: (string | number)[][]) =>
  new CombinedGraphQLErrors({ errors: paths.map((path) => ({ message: 'The disk is full', path })) });

test('an answer that lacks nothing but certificates says whose', () => {
  const error = errorsAt(
    ['landscape', 'runtimes', 0, 'certificate'],
    ['landscape', 'runtimes', 4, 'certificate', 'state'],
  );
  expect(missingCertificates(error)).toEqual(new Set([0, 4]));
});

test('an answer that lacks anything else is no answer', () => {
  expect(missingCertificates(errorsAt(['landscape', 'runtimes', 0, 'certificate'], ['installation']))).toBeNull();
  expect(missingCertificates(errorsAt(['landscape', 'connections']))).toBeNull();
  expect(missingCertificates(new CombinedGraphQLErrors({ errors: [{ message: 'Sign in' }] }))).toBeNull();
  expect(missingCertificates(new TypeError('Failed to fetch'))).toBeNull();
});

import { expect, test } from 'vitest';
import { readProblem } from './signInRequests.ts';

const body = (message: string) => ({ data: null, errors: [{ message }] });

test('a problem the server ties to a known field is shown at that field as a sentence', () => {
  expect(readProblem(body('email: write an e-mail address'), 400, ['email'])).toEqual({
    field: 'email',
    message: 'Write an e-mail address.',
  });
});

test('anything else is shown as it is', () => {
  expect(readProblem(body('link: is gone'), 410, ['email'])).toEqual({ field: null, message: 'link: is gone' });
  expect(readProblem(body('E-mail and password do not match.'), 401, ['email']).field).toBeNull();
});

test('an answer that is not ours is named by its status', () => {
  expect(readProblem(null, 502, [])).toEqual({ field: null, message: 'Compass answered with status 502.' });
});

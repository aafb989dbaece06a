import { expect, test } from 'vitest';
import { guessSpec } from './guess.ts';

test.each([
  ['openapi: 3.0.0\ninfo: {}', { type: 'OPEN_API', format: 'YAML' }],
  ['# ours\nswagger: "2.0"', { type: 'OPEN_API', format: 'YAML' }],
  ['{"info": {}, "openapi": "3.1.0"}', { type: 'OPEN_API', format: 'JSON' }],
  ['{"asyncapi":"2.0.0"}', { type: 'ASYNC_API', format: 'JSON' }],
  ["'asyncapi': 3.0.0", { type: 'ASYNC_API', format: 'YAML' }],
  ['<?xml version="1.0"?><edmx:Edmx Version="4.0"/>', { type: 'ODATA', format: 'XML' }],
  ['{"$Version":"4.01"}', { type: 'ODATA', format: 'JSON' }],
  ['<html/>', { format: 'XML' }],
  ['hello', { format: 'YAML' }],
  ['  \n', {}],
])('%s', (text, guess) => {
  expect(guessSpec(text)).toEqual(guess);
});

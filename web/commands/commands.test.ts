import { expect, test } from 'vitest';
import { type Command, matchCommands } from './commands.ts';

const command = (label: string): Command => ({ id: label, label, run: () => {} });
const groups = [
  { label: 'On orders', commands: ['Assign to scenario…', 'Switch runtime…'].map(command) },
  { label: 'Set', commands: ['Theme: dark', 'Switch tenant…', 'Rows: comfortable'].map(command) },
];
const labels = (text: string) =>
  matchCommands(groups, text).map(({ label, commands }) => [label, ...commands.map((each) => each.label)]);

test('nothing typed offers everything, in the order of the groups', () => {
  expect(labels(' ')).toEqual(groups.map(({ label, commands }) => [label, ...commands.map((each) => each.label)]));
});

test('beginnings come before the middle of words; groups without a match are left out', () => {
  expect(labels('swi')).toEqual([
    ['On orders', 'Switch runtime…'],
    ['Set', 'Switch tenant…'],
  ]);
  expect(labels('run swi')).toEqual([['On orders', 'Switch runtime…']]);
  expect(labels('arts')).toEqual([]);
  expect(labels('ten')).toEqual([['Set', 'Switch tenant…']]);
});

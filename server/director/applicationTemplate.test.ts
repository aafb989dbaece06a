import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { substitute } from './applicationTemplate.ts';

describe('substitution', () => {
  it('reaches every string and key, as often as the placeholder occurs', () => {
    const stored = {
      name: '{{n}}',
      labels: { '{{n}}': ['a-{{n}}-{{m}}', 1, null], plain: true },
      list: [{ a: '{{m}}' }],
    };
    const values = [
      { placeholder: 'n', value: 'one' },
      { placeholder: 'm', value: 'two' },
      { placeholder: 'extra', value: 'ignored' },
    ];
    expect(substitute(stored, [{ name: 'n' }, { name: 'm' }], values)).toEqual({
      name: 'one',
      labels: { one: ['a-one-two', 1, null], plain: true },
      list: [{ a: 'two' }],
    });
  });

  it('leaves alone what was not declared, and substitutes once only', () => {
    const values = [
      { placeholder: 'n', value: '{{m}}' },
      { placeholder: 'm', value: '$& $1' },
    ];
    expect(substitute('{{n}} {{m}} {{other}}', [{ name: 'n' }, { name: 'm' }], values)).toBe('{{m}} $& $1 {{other}}');
  });

  it('names the placeholder without a value', () => {
    expect(() => substitute('{{n}}', [{ name: 'n' }], [])).toThrow(
      "required placeholder not provided: value for placeholder name 'n' not found",
    );
  });

  it('never lets a value be more than text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const filled = substitute({ a: '{{n}}', b: 'x' }, [{ name: 'n' }], [{ placeholder: 'n', value }]);
        expect(filled).toEqual({ a: value, b: 'x' });
      }),
    );
  });
});

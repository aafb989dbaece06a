import { limits } from './outline.ts';

export type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Its members if it is an object, none otherwise. */
export const membersOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Own members only: a document may name one `constructor`. */
export const member = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** Text, shortened to what one reads; null if there is none. */
export function text(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return value.length > limits.text ? `${value.slice(0, limits.text)}…` : value;
}

/** A value of any kind on one line. */
export function shortJson(value: unknown): string {
  const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return whole.length > 80 ? `${whole.slice(0, 80)}…` : whole;
}

const mostSteps = 20;

/** A document whose inner references are followed, outer ones never. */
export function referring(root: unknown) {
  function lookUp(reference: string): unknown {
    if (!reference.startsWith('#/')) return undefined;
    let value = root;
    for (const step of reference.slice(2).split('/')) {
      value = Array.isArray(value) ? value[Number(step)] : member(value, unescaped(step));
      if (value === undefined) return undefined;
    }
    return value;
  }
  /** The value itself, or what it refers to; circles end. */
  function resolve(value: unknown): unknown {
    let found = value;
    for (let step = 0; step < mostSteps; step += 1) {
      const reference = member(found, '$ref');
      if (typeof reference !== 'string') return found;
      found = lookUp(reference);
    }
    return undefined;
  }
  return { resolve };
}

export type Referring = ReturnType<typeof referring>;

function unescaped(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    // A percent sign that is not an encoding.
    return step;
  }
}

/** The last step of a reference: the name of what it leads to. */
export const nameOf = (reference: string): string => unescaped(reference.split('/').at(-1) ?? reference);

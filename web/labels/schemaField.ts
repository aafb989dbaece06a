/** How a value is edited, derived from the JSON schema of its key; null stands for a choice the schema leaves open. */
export type SchemaField =
  | { kind: 'select'; options: Scalar[] }
  | { kind: 'switch' }
  | { kind: 'multi'; options: string[]; hint: string | null }
  | { kind: 'number'; min: number | null; max: number | null; step: number | 'any'; hint: string | null }
  | { kind: 'text'; hint: string | null }
  /** Nothing is said about the value: text, or anything written as JSON. */
  | { kind: 'free' }
  | { kind: 'json'; hint: string | null };

type Scalar = string | number | boolean | null;

const mostOptions = 500;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Keywords that describe and do not restrict. */
const annotations: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
]);

/** Keywords each kind of field can express; with another one only JSON shows all there is to say. */
const expressible: Readonly<Record<string, readonly string[]>> = {
  enum: ['type', 'enum', 'const'],
  boolean: ['type'],
  array: ['type', 'items', 'minItems', 'maxItems', 'uniqueItems'],
  number: ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['type', 'minLength', 'maxLength', 'pattern', 'format'],
};

const onlyHas = (schema: Readonly<Record<string, unknown>>, kind: string) =>
  Object.keys(schema).every((keyword) => annotations.has(keyword) || expressible[kind]?.includes(keyword));

/** The field for a schema as it is stored: JSON text, or null for any value. */
export function fieldOfSchema(text: string | null): SchemaField {
  if (text === null) return { kind: 'free' };
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'json', hint: null };
    throw error;
  }
  if (schema === true || (isObject(schema) && Object.keys(schema).every((keyword) => annotations.has(keyword)))) {
    return { kind: 'free' };
  }
  return (isObject(schema) && simpleField(schema)) || { kind: 'json', hint: typeHint(schema) };
}

function simpleField(schema: Readonly<Record<string, unknown>>): SchemaField | null {
  const { type } = schema;
  const values = 'const' in schema ? [schema['const']] : schema['enum'];
  if (Array.isArray(values)) {
    const fits = values.length > 0 && values.length <= mostOptions && values.every(isScalar) && onlyHas(schema, 'enum');
    return fits ? { kind: 'select', options: values } : null;
  }
  if (type === 'boolean') return onlyHas(schema, 'boolean') ? { kind: 'switch' } : null;
  if (type === 'array') return multiField(schema);
  if (type === 'number' || type === 'integer') return numberField(schema, type === 'integer');
  return type === 'string' && onlyHas(schema, 'string') ? { kind: 'text', hint: textHint(schema) } : null;
}

function multiField(schema: Readonly<Record<string, unknown>>): SchemaField | null {
  const { items } = schema;
  const options = isObject(items) ? items['enum'] : undefined;
  if (!isObject(items) || !Array.isArray(options) || !onlyHas(schema, 'array') || !onlyHas(items, 'enum')) return null;
  // Numbers would be sent as text; a list in which a value may stand twice is no set of boxes, but each once is valid.
  if (options.length > mostOptions || !options.every((each) => typeof each === 'string')) return null;
  const [least, most] = [numberOf(schema['minItems']), numberOf(schema['maxItems'])];
  return {
    kind: 'multi',
    options,
    hint: words([least !== null && `at least ${least}`, most !== null && `at most ${most}`]),
  };
}

function numberField(schema: Readonly<Record<string, unknown>>, isInteger: boolean): SchemaField | null {
  if (!onlyHas(schema, 'number')) return null;
  const [min, max] = [numberOf(schema['minimum']), numberOf(schema['maximum'])];
  const [above, below] = [schema['exclusiveMinimum'], schema['exclusiveMaximum']];
  const multiple = numberOf(schema['multipleOf']);
  return {
    kind: 'number',
    min: min ?? numberOf(above),
    max: max ?? numberOf(below),
    step: multiple ?? (isInteger ? 1 : 'any'),
    hint: words([
      isInteger && 'a whole number',
      // Of draft 4, where the limit itself is excluded by a flag beside it.
      min !== null && `${above === true ? 'more than' : 'at least'} ${min}`,
      numberOf(above) !== null && `more than ${above}`,
      max !== null && `${below === true ? 'less than' : 'at most'} ${max}`,
      numberOf(below) !== null && `less than ${below}`,
      multiple !== null && `a multiple of ${multiple}`,
    ]),
  };
}

function textHint(schema: Readonly<Record<string, unknown>>): string | null {
  const [least, most] = [numberOf(schema['minLength']), numberOf(schema['maxLength'])];
  const { pattern, format } = schema;
  return words([
    least !== null && `at least ${least} characters`,
    most !== null && `at most ${most} characters`,
    typeof pattern === 'string' && `matches ${pattern}`,
    typeof format === 'string' && format,
  ]);
}

const typeHint = (schema: unknown): string | null => {
  const type = isObject(schema) ? [schema['type']].flat().filter((each) => typeof each === 'string') : [];
  return type.length > 0 ? words([`the schema asks for ${type.join(' or ')}`]) : null;
};

/** `At least 1, at most 5.`; null if there is nothing to say. */
function words(parts: readonly (string | false)[]): string | null {
  const text = parts.filter((part) => part !== false).join(', ');
  return text === '' ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The schema in a few words, for lists. */
export function schemaInWords(text: string | null): string {
  const field = fieldOfSchema(text);
  switch (field.kind) {
    case 'free':
      return 'any value';
    case 'select':
      return `one of ${field.options.slice(0, 6).map(String).join(', ')}${field.options.length > 6 ? ', …' : ''}`;
    case 'multi':
      return `a list of ${field.options.slice(0, 6).join(', ')}${field.options.length > 6 ? ', …' : ''}`;
    case 'switch':
      return 'yes or no';
    case 'number':
      return 'a number';
    case 'text':
      return 'text';
    case 'json':
      return 'a JSON Schema';
  }
}

import { Budget } from './budget.ts';
import type { ODataModel, ODataProperty } from './odataModel.ts';
import type { OutlineField, OutlineGroup, SpecOutline, TypePart } from './outline.ts';

/** Entity sets, singletons, functions and actions, and the types of an OData service. */
export function outlineOfOData(model: ODataModel): SpecOutline {
  const budget = new Budget();
  const types = new Map(model.types.map((type) => [type.name, type]));
  const sets: OutlineGroup = { name: 'Entity sets', description: null, entries: [] };
  const operations: OutlineGroup = { name: 'Functions and actions', description: null, entries: [] };
  for (const { name, type, kind } of model.sets) {
    budget.entry(sets, () => ({
      badge: kind,
      title: name,
      summary: shortName(type),
      description: null,
      deprecated: false,
      sections: [
        {
          title: `Properties of ${shortName(type)}`,
          note: types.has(type) ? null : 'The type is not declared in this document.',
          fields: budget.fields((types.get(type)?.properties ?? []).map(propertyField)),
        },
      ],
    }));
  }
  for (const { kind, name, parameters, returns } of model.operations) {
    budget.entry(operations, () => ({
      badge: kind,
      title: name,
      summary:
        returns === null
          ? null
          : `returns ${typeParts(returns)
              .map((part) => part.text)
              .join('')}`,
      description: null,
      deprecated: false,
      sections: [
        {
          title: 'Parameters',
          note: parameters.length === 0 ? 'None' : null,
          fields: budget.fields(parameters.map((each) => plainField(each.name, typeParts(each.type)))),
        },
      ],
    }));
  }
  return {
    standard: `OData ${model.version}`.trim(),
    title: null,
    version: null,
    description: null,
    facts: [],
    groups: [sets, operations].filter(({ entries }) => entries.length > 0),
    models: budget.models(model.types, ({ name, kind, base, properties }) => ({
      name,
      kind,
      description: base === null ? null : `Based on ${base}.`,
      fields: budget.fields(properties.map(propertyField)),
    })),
    omitted: budget.omitted('entity sets and operations'),
  };
}

const shortName = (name: string) => name.slice(name.lastIndexOf('.') + 1);

/** `Collection(NS.Order)` as words; types of the document lead to themselves. */
function typeParts(type: string): TypePart[] {
  const [, inner] = /^Collection\((.*)\)$/.exec(type) ?? [];
  const name = inner ?? type;
  const part = name.startsWith('Edm.') || !name.includes('.') ? { text: name } : { text: shortName(name), model: name };
  return inner === undefined ? [part] : [{ text: 'collection of ' }, part];
}

const plainField = (name: string, type: TypePart[]): OutlineField => ({
  name,
  depth: 0,
  type,
  required: false,
  note: null,
  description: null,
});

const propertyField = ({ name, type, isKey, isNullable, leads, note }: ODataProperty): OutlineField => ({
  ...plainField(name, typeParts(type)),
  required: !isNullable && !leads,
  note: [isKey && 'key', leads && 'leads there', note].filter(Boolean).join(', ') || null,
});

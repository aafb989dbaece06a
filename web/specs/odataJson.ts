import { isObject, listOf, type Members, member, membersOf, shortJson, text } from './document.ts';
import type { ODataModel, ODataOperation, ODataProperty, ODataType } from './odataModel.ts';
import { UnreadableSpec } from './outline.ts';

const typeKinds: Readonly<Record<string, ODataType['kind']>> = {
  EntityType: 'Entity type',
  ComplexType: 'Complex type',
  EnumType: 'Enumeration',
  TypeDefinition: 'Type definition',
};

const own = (value: unknown) => membersOf(value).filter(([name]) => !/[$@]/.test(name));

/** Reads a CSDL JSON document. @throws UnreadableSpec */
export function modelOfCsdlJson(root: unknown): ODataModel {
  const version = text(member(root, '$Version'));
  if (!isObject(root) || version === null) throw new UnreadableSpec('is not an OData document');
  const model: ODataModel = { version, types: [], sets: [], operations: [] };
  for (const [namespace, schema] of own(root)) {
    for (const [name, element] of own(schema)) {
      const kind = member(element, '$Kind');
      const typeKind = typeof kind === 'string' && Object.hasOwn(typeKinds, kind) ? typeKinds[kind] : undefined;
      if (isObject(element) && typeKind) model.types.push(typeOf(`${namespace}.${name}`, typeKind, element));
      if (kind === 'EntityContainer') model.sets.push(...own(element).flatMap(setOf));
      for (const overload of listOf(element)) model.operations.push(operationOf(name, overload));
    }
  }
  return model;
}

function typeOf(name: string, kind: ODataType['kind'], element: Members): ODataType {
  const keys = new Set(listOf(member(element, '$Key')).map((key) => (isObject(key) ? Object.values(key)[0] : key)));
  const properties = own(element).map(([property, value]): ODataProperty => {
    const facets = ['$MaxLength', '$Precision', '$Scale', '$DefaultValue'].flatMap((facet) => {
      const given = member(value, facet);
      return given === undefined ? [] : [`${facet.slice(1)} ${shortJson(given)}`];
    });
    return {
      name: property,
      type: isObject(value) ? typeName(value) : shortJson(value),
      isKey: keys.has(property),
      isNullable: member(value, '$Nullable') === true,
      leads: member(value, '$Kind') === 'NavigationProperty',
      note: facets.join(', ') || null,
    };
  });
  return {
    name,
    kind,
    base: text(member(element, '$BaseType')) ?? text(member(element, '$UnderlyingType')),
    properties,
  };
}

function typeName(value: unknown): string {
  const type = text(member(value, '$Type')) ?? 'Edm.String';
  return member(value, '$Collection') === true ? `Collection(${type})` : type;
}

/** What has a type and is no import is a set, or a singleton. */
function setOf([name, value]: [string, unknown]): ODataModel['sets'] {
  const type = text(member(value, '$Type'));
  if (type === null) return [];
  return [{ name, type, kind: member(value, '$Collection') === true ? 'Entity set' : 'Singleton' }];
}

const operationOf = (name: string, overload: unknown): ODataOperation => ({
  kind: member(overload, '$Kind') === 'Action' ? 'Action' : 'Function',
  name,
  parameters: listOf(member(overload, '$Parameter')).map((each) => ({
    name: text(member(each, '$Name')) ?? '?',
    type: typeName(each),
  })),
  returns: isObject(member(overload, '$ReturnType')) ? typeName(member(overload, '$ReturnType')) : null,
});

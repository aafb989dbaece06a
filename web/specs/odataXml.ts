import type { ODataModel, ODataOperation, ODataProperty, ODataType } from './odataModel.ts';
import { UnreadableSpec } from './outline.ts';
import type { XmlElement } from './xml.ts';

const typeKinds: Readonly<Record<string, ODataType['kind']>> = {
  EntityType: 'Entity type',
  ComplexType: 'Complex type',
  EnumType: 'Enumeration',
  TypeDefinition: 'Type definition',
};

const facets = ['MaxLength', 'Precision', 'Scale', 'DefaultValue'] as const;

/** Reads an EDMX document. @throws UnreadableSpec */
export function modelOfEdmx(root: XmlElement): ODataModel {
  if (root.name !== 'Edmx') throw new UnreadableSpec('is not an OData document');
  const schemas = root.children
    .filter(({ name }) => name === 'DataServices')
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'Schema');
  const service = root.children.find(({ name }) => name === 'DataServices');
  const associations = new Map(
    schemas.flatMap((schema) => named(schema, 'Association').map((each) => [qualified(schema, each), each] as const)),
  );
  const containers = schemas.flatMap((schema) => named(schema, 'EntityContainer'));
  return {
    version: service?.attributes.get('DataServiceVersion') ?? root.attributes.get('Version') ?? '',
    types: schemas.flatMap((schema) =>
      schema.children.flatMap((each) => {
        const kind = typeKinds[each.name];
        return kind ? [typeOf(qualified(schema, each), kind, each, associations)] : [];
      }),
    ),
    sets: containers.flatMap((container) => [
      ...named(container, 'EntitySet').map((each) => set(each, 'EntityType', 'Entity set' as const)),
      ...named(container, 'Singleton').map((each) => set(each, 'Type', 'Singleton' as const)),
    ]),
    operations: [
      ...schemas.flatMap((schema) => [...named(schema, 'Function'), ...named(schema, 'Action')]),
      // Of OData 2 and 3, where they say themselves what they take.
      ...containers.flatMap((container) =>
        named(container, 'FunctionImport').filter(({ attributes }) => !attributes.has('Function')),
      ),
    ].map(operationOf),
  };
}

const named = ({ children }: XmlElement, name: string) => children.filter((each) => each.name === name);
const attribute = ({ attributes }: XmlElement, name: string) => attributes.get(name) ?? '';
const qualified = (schema: XmlElement, each: XmlElement) =>
  `${attribute(schema, 'Namespace')}.${attribute(each, 'Name')}`;

const set = <Kind>(each: XmlElement, typeAttribute: string, kind: Kind) => ({
  name: attribute(each, 'Name'),
  type: attribute(each, typeAttribute),
  kind,
});

function typeOf(
  name: string,
  kind: ODataType['kind'],
  element: XmlElement,
  associations: ReadonlyMap<string, XmlElement>,
): ODataType {
  const keys = new Set(
    named(element, 'Key')
      .flatMap((key) => named(key, 'PropertyRef'))
      .map((each) => attribute(each, 'Name')),
  );
  const properties: ODataProperty[] = element.children.flatMap((each): ODataProperty[] => {
    const own = attribute(each, 'Name');
    switch (each.name) {
      case 'Property': {
        const notes = facets.flatMap((facet) => {
          const value = each.attributes.get(facet);
          return value === undefined ? [] : [`${facet} ${value}`];
        });
        return [
          {
            name: own,
            type: attribute(each, 'Type'),
            isKey: keys.has(own),
            isNullable: each.attributes.get('Nullable') !== 'false' && !keys.has(own),
            leads: false,
            note: notes.join(', ') || null,
          },
        ];
      }
      case 'NavigationProperty':
        return [
          {
            name: own,
            type: each.attributes.get('Type') ?? endOf(each, associations),
            isKey: false,
            isNullable: true,
            leads: true,
            note: null,
          },
        ];
      case 'Member':
        return [
          {
            name: own,
            type: each.attributes.get('Value') ?? '',
            isKey: false,
            isNullable: true,
            leads: false,
            note: null,
          },
        ];
      default:
        return [];
    }
  });
  return {
    name,
    kind,
    base: element.attributes.get('BaseType') ?? element.attributes.get('UnderlyingType') ?? null,
    properties,
  };
}

/** Where a navigation property of OData 2 leads: to the end of its association that has its role. */
function endOf(property: XmlElement, associations: ReadonlyMap<string, XmlElement>): string {
  const association = associations.get(attribute(property, 'Relationship'));
  const end = association?.children.find(
    (each) => each.name === 'End' && attribute(each, 'Role') === attribute(property, 'ToRole'),
  );
  const type = end ? attribute(end, 'Type') : '';
  return end && attribute(end, 'Multiplicity') === '*' ? `Collection(${type})` : type;
}

const operationOf = (element: XmlElement): ODataOperation => ({
  kind: element.name === 'Action' || element.attributes.get('HttpMethod') === 'POST' ? 'Action' : 'Function',
  name: attribute(element, 'Name'),
  parameters: named(element, 'Parameter').map((each) => ({
    name: attribute(each, 'Name'),
    type: attribute(each, 'Type'),
  })),
  returns:
    element.attributes.get('ReturnType') ??
    named(element, 'ReturnType').map((each) => attribute(each, 'Type'))[0] ??
    null,
});

import { problemAt, SpecProblem, shortened } from './specProblem.ts';
import { type Element, parseXml } from './xml.ts';

/** Namespaces of the wrapper: OData 2 and 3, OData 4. */
const edmx = ['http://schemas.microsoft.com/ado/2007/06/edmx', 'http://docs.oasis-open.org/odata/ns/edmx'];

/** Namespaces of the schemas inside, from OData 1 to 4. */
const edm = [
  'http://schemas.microsoft.com/ado/2006/04/edm',
  'http://schemas.microsoft.com/ado/2007/05/edm',
  'http://schemas.microsoft.com/ado/2008/01/edm',
  'http://schemas.microsoft.com/ado/2008/09/edm',
  'http://schemas.microsoft.com/ado/2009/08/edm',
  'http://schemas.microsoft.com/ado/2009/11/edm',
  'http://docs.oasis-open.org/odata/ns/edm',
];

/** What each element has to say; elements not named here are not looked at. */
const requiredAttributes: Readonly<Record<string, readonly string[]>> = {
  Schema: ['Namespace'],
  EntityType: ['Name'],
  ComplexType: ['Name'],
  EnumType: ['Name'],
  TypeDefinition: ['Name', 'UnderlyingType'],
  Property: ['Name', 'Type'],
  NavigationProperty: ['Name'],
  PropertyRef: ['Name'],
  Member: ['Name'],
  Association: ['Name'],
  EntityContainer: ['Name'],
  EntitySet: ['Name', 'EntityType'],
  Singleton: ['Name', 'Type'],
  AssociationSet: ['Name', 'Association'],
  FunctionImport: ['Name'],
  ActionImport: ['Name', 'Action'],
  Function: ['Name'],
  Action: ['Name'],
  Parameter: ['Name', 'Type'],
  Term: ['Name', 'Type'],
};

/** Attributes that name something a schema declares. */
const namingAttributes: Readonly<Record<string, readonly string[]>> = {
  EntityType: ['BaseType'],
  ComplexType: ['BaseType'],
  Property: ['Type'],
  NavigationProperty: ['Type', 'Relationship'],
  EntitySet: ['EntityType'],
  Singleton: ['Type'],
  AssociationSet: ['Association'],
  ActionImport: ['Action'],
  End: ['Type'],
};

const declaring = [
  'EntityType',
  'ComplexType',
  'EnumType',
  'TypeDefinition',
  'Association',
  'Action',
  'Function',
  'Term',
];

/** The element in words: `EntityType "Order"`. */
const called = ({ name, attributes: { Name } }: Element) =>
  Name === undefined ? name : `${name} ${JSON.stringify(shortened(Name))}`;

const refusal = (element: Element, problem: string) => problemAt(element.line, [called(element)], problem);

const inEdm = ({ namespace }: Element) => edm.includes(namespace);

/** Parts of a name before the last dot, and after it. */
const split = (name: string): [string, string] => {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? ['', name] : [name.slice(0, dot), name.slice(dot + 1)];
};

/** What the schemas declare: names by namespace and by alias. */
function declarationsOf(schemas: readonly Element[]): ReadonlyMap<string, ReadonlySet<string>> {
  const declared = new Map<string, Set<string>>();
  for (const { attributes, children } of schemas) {
    const names = children
      .filter((each) => inEdm(each) && declaring.includes(each.name))
      .map(({ attributes: { Name = '' } }) => Name);
    for (const space of [attributes['Namespace'], attributes['Alias']]) {
      if (space !== undefined) declared.set(space, new Set([...(declared.get(space) ?? []), ...names]));
    }
  }
  return declared;
}

function checkKey(type: Element): void {
  // What it inherits may be declared elsewhere.
  if (type.attributes['BaseType'] !== undefined) return;
  const key = type.children.find((each) => inEdm(each) && each.name === 'Key');
  const properties = type.children.filter(
    (each) => inEdm(each) && ['Property', 'NavigationProperty'].includes(each.name),
  );
  const names = new Set(properties.map(({ attributes: { Name } }) => Name));
  for (const reference of key?.children ?? []) {
    const { Name = '' } = reference.attributes;
    // A path into a complex or a navigation property is not followed further than its first step.
    const [first = ''] = Name.split('/');
    if (reference.name === 'PropertyRef' && !names.has(first)) {
      throw refusal(reference, `${called(type)} has no property of this name`);
    }
  }
}

function checkElement(element: Element, declared: ReadonlyMap<string, ReadonlySet<string>>): void {
  if (!inEdm(element)) return;
  const missing = requiredAttributes[element.name]?.find((attribute) => (element.attributes[attribute] ?? '') === '');
  if (missing !== undefined) throw refusal(element, `${missing} is required`);
  for (const attribute of namingAttributes[element.name] ?? []) {
    const given = element.attributes[attribute];
    if (given === undefined) continue;
    const [space, name] = split(given.replace(/^Collection\((.*)\)$/, '$1'));
    // Only what this very document should declare can be missed.
    if (declared.get(space)?.has(name) === false) {
      throw refusal(element, `${attribute} ${shortened(given)} is not declared in this document`);
    }
  }
  if (element.name === 'EntityType') checkKey(element);
  for (const child of element.children) checkElement(child, declared);
}

/** Checks an EDMX document of OData 2 to 4: structure, keys, and that the types it names exist. @throws SpecProblem */
export function checkEdmx(text: string): void {
  const root = parseXml(text);
  if (root.name !== 'Edmx' || !edmx.includes(root.namespace)) {
    throw new SpecProblem('is not an OData document: its root has to be Edmx of OData 2, 3 or 4');
  }
  const services = root.children.find(({ name, namespace }) => name === 'DataServices' && namespace === root.namespace);
  if (!services) throw refusal(root, 'DataServices is required');
  const schemas = services.children.filter(({ name }) => name === 'Schema');
  if (schemas.length === 0) throw refusal(services, 'at least one Schema is required');
  const strange = schemas.find((schema) => !inEdm(schema));
  if (strange) throw refusal(strange, 'is in a namespace that is not one of OData');
  const declared = declarationsOf(schemas);
  for (const schema of schemas) checkElement(schema, declared);
}

import { problemAt, SpecProblem } from './specProblem.ts';
import type { Structured } from './structured.ts';

const kinds = [
  'Action',
  'ComplexType',
  'EntityContainer',
  'EntityType',
  'EnumType',
  'Function',
  'Term',
  'TypeDefinition',
];

const identifier = /^[\p{L}_][\p{L}\p{Nd}\p{M}_]*$/u;

type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names that are neither control information nor annotations. */
const own = (members: Members) => Object.entries(members).filter(([name]) => !/[$@]/.test(name));

/**
 * Checks an OData document in JSON: CSDL JSON 4.0 and 4.01 (sections 3 to 13: version, schemas, kinds, keys, container).
 * @throws SpecProblem
 */
export function checkCsdlJson(document: Structured): void {
  const { value, lineOf } = document;
  const refuse = (path: readonly string[], problem: string) => problemAt(lineOf(path), path, problem);
  if (!isObject(value)) throw new SpecProblem('is not an OData document: it has to be an object');
  if (value['$Version'] !== '4.0' && value['$Version'] !== '4.01') {
    throw refuse([], 'is not an OData document: $Version has to be "4.0" or "4.01"');
  }
  const schemas = own(value);
  if (schemas.length === 0) throw refuse([], 'has no schema');

  function checkType(path: string[], type: Members): void {
    for (const [name, property] of own(type)) {
      if (!identifier.test(name)) throw refuse([...path, name], 'is not a name OData allows');
      if (!isObject(property)) throw refuse([...path, name], 'has to be an object');
      const { $Type } = property;
      if ($Type !== undefined && typeof $Type !== 'string') throw refuse([...path, name, '$Type'], 'has to be text');
    }
    const { $Key: key, $BaseType: base } = type;
    if (key === undefined) return;
    if (!Array.isArray(key)) throw refuse([...path, '$Key'], 'has to be a list');
    // What it inherits may be declared elsewhere.
    if (base !== undefined) return;
    for (const part of key) {
      const target = isObject(part) ? Object.values(part)[0] : part;
      const [first] = String(target).split('/');
      if (first !== undefined && !Object.hasOwn(type, first)) {
        throw refuse([...path, '$Key'], `${first} is not a property of the type`);
      }
    }
  }

  function checkElement(path: string[], element: unknown): void {
    if (Array.isArray(element)) {
      const overload = element.find(
        (each) => !isObject(each) || !['Action', 'Function'].includes(String(each['$Kind'])),
      );
      if (overload !== undefined) throw refuse(path, 'has to be a list of actions or functions');
      return;
    }
    if (!isObject(element)) throw refuse(path, 'has to be an object');
    if (!kinds.includes(String(element['$Kind']))) throw refuse(path, `$Kind has to be one of ${kinds.join(', ')}`);
    if (element['$Kind'] === 'EntityType' || element['$Kind'] === 'ComplexType') checkType(path, element);
  }

  for (const [namespace, schema] of schemas) {
    if (!isObject(schema)) throw refuse([namespace], 'has to be an object');
    for (const [name, element] of own(schema)) {
      if (!identifier.test(name)) throw refuse([namespace, name], 'is not a name OData allows');
      checkElement([namespace, name], element);
    }
  }
  const { $EntityContainer: container } = value;
  if (container === undefined) return;
  const dot = String(container).lastIndexOf('.');
  const [namespace, name] = [String(container).slice(0, dot), String(container).slice(dot + 1)];
  const schema = value[namespace];
  if (!isObject(schema) || !isObject(schema[name]) || schema[name]['$Kind'] !== 'EntityContainer') {
    throw refuse(['$EntityContainer'], `${String(container)} is not declared in this document`);
  }
}

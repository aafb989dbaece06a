/** An OData service in one form, whether it came as EDMX of version 2 to 4 or as CSDL JSON. */
export interface ODataModel {
  version: string;
  types: ODataType[];
  sets: { name: string; type: string; kind: 'Entity set' | 'Singleton' }[];
  operations: ODataOperation[];
}

export interface ODataType {
  /** With its namespace. */
  name: string;
  kind: 'Entity type' | 'Complex type' | 'Enumeration' | 'Type definition';
  base: string | null;
  properties: ODataProperty[];
}

export interface ODataProperty {
  name: string;
  /** As OData writes it: `Edm.String`, `Collection(NS.Order)`. */
  type: string;
  isKey: boolean;
  isNullable: boolean;
  leads: boolean;
  note: string | null;
}

export interface ODataOperation {
  kind: 'Action' | 'Function';
  name: string;
  parameters: { name: string; type: string }[];
  returns: string | null;
}

/** What the console shows of a specification, whatever it was written in. Plain data: it comes out of a worker. */
export interface SpecOutline {
  /** `OpenAPI 3.0.3`. */
  standard: string;
  title: string | null;
  version: string | null;
  /** Markdown. */
  description: string | null;
  facts: OutlineFact[];
  groups: OutlineGroup[];
  models: OutlineModel[];
  /** What the limits below left out, in words; empty if nothing. */
  omitted: string[];
}

export interface OutlineFact {
  term: string;
  value: string;
}

/** Operations of a tag, channels, entity sets. */
export interface OutlineGroup {
  name: string;
  /** Markdown. */
  description: string | null;
  entries: OutlineEntry[];
}

export interface OutlineEntry {
  /** `GET`, `subscribe`, `Entity set`. */
  badge: string;
  /** Path, channel or name. */
  title: string;
  summary: string | null;
  /** Markdown. */
  description: string | null;
  deprecated: boolean;
  sections: OutlineSection[];
}

export interface OutlineSection {
  title: string;
  /** Plain text. */
  note: string | null;
  fields: OutlineField[];
}

export interface OutlineField {
  name: string;
  /** How far it is nested. */
  depth: number;
  type: TypePart[];
  required: boolean;
  /** Limits, values, where it stands. */
  note: string | null;
  /** Plain text. */
  description: string | null;
}

/** A piece of the name of a type; `model` leads to its description. */
export interface TypePart {
  text: string;
  model?: string;
}

export interface OutlineModel {
  name: string;
  kind: string;
  description: string | null;
  fields: OutlineField[];
}

/** More is not shown: a document of 1 MiB may be made of nothing but operations. */
export const limits = { entries: 1000, models: 1000, fields: 200, allFields: 20_000, depth: 6, text: 4000 } as const;

/** A document that cannot be shown as what it claims to be; the message is for people. */
export class UnreadableSpec extends Error {}

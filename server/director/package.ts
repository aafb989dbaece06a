import type { packages } from '../db/tables/package.tables.ts';
import { type AuthInput, authFrom, authRule, type CredentialCipher, seal } from './auth.ts';
import { contentList, type InputOf, jsonText } from './content.ts';
import { all, check, elements, fields, length, printable, type Rule, required } from './validation.ts';

/** The two names of the same thing (product.md 3, Names). They differ in what error texts say. */
export type Vocabulary = 'Package' | 'Bundle';

export type PackageRecord = typeof packages.$inferSelect;

export interface PackageUpdate {
  name: string;
  description?: string | null;
  instanceAuthRequestInputSchema?: string | null;
  defaultInstanceAuth?: AuthInput | null;
}

export interface PackageCreation extends PackageUpdate {
  apiDefinitions?: InputOf['API'][] | null;
  eventDefinitions?: InputOf['EVENT'][] | null;
  documents?: InputOf['DOCUMENT'][] | null;
}

const updateRules = {
  name: all(required, printable, length(1, 100)),
  description: length(0, 2000),
  instanceAuthRequestInputSchema: jsonText,
  defaultInstanceAuth: authRule,
};

const createRules = {
  ...updateRules,
  apiDefinitions: contentList('API'),
  eventDefinitions: contentList('EVENT'),
  documents: contentList('DOCUMENT'),
};

/** The rule for `packages` and `bundles` of a registration; what is inside is checked too (product.md 3). */
export const packageList: Rule = elements(fields(createRules));

/** @throws InvalidData */
export const checkCreation = (vocabulary: Vocabulary, input: PackageCreation): void =>
  check(`${vocabulary}CreateInput`, createRules, input);

/** @throws InvalidData */
export const checkUpdate = (vocabulary: Vocabulary, input: PackageUpdate): void =>
  check(`${vocabulary}UpdateInput`, updateRules, input);

/** JSON as the reference's store prints it: a space after `:` and `,`, names by length, then by bytes (director.md 4). */
function normalisedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(normalisedJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => [Buffer.from(name), name, member] as const);
  members.sort(([one], [other]) => one.length - other.length || Buffer.compare(one, other));
  return `{${members.map(([, name, member]) => `${JSON.stringify(name)}: ${normalisedJson(member)}`).join(', ')}}`;
}

export const normalisedText = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : normalisedJson(JSON.parse(text));

/** Where the default auth of a Package may be decrypted. */
export const defaultAuthPurpose = (packageId: string) => `default auth of package ${packageId}`;

/** What creation and update set: every field, those left out to null (director.md 13). */
export const packageFields = (
  input: PackageUpdate,
  { id, at, cipher }: { id: string; at: number; cipher: CredentialCipher },
) => ({
  name: input.name,
  description: input.description ?? null,
  instanceAuthRequestInputSchema: normalisedText(input.instanceAuthRequestInputSchema),
  sealedDefaultAuth: seal(
    cipher,
    input.defaultInstanceAuth ? authFrom(input.defaultInstanceAuth) : null,
    defaultAuthPurpose(id),
  ),
  updatedAt: at,
});

/** What the activity log keeps of a Package. */
export const packageFacts = ({
  name,
  description,
  instanceAuthRequestInputSchema,
  sealedDefaultAuth,
}: PackageRecord) => ({
  name,
  description,
  instanceAuthRequestInputSchema,
  hasDefaultInstanceAuth: sealedDefaultAuth !== null,
});

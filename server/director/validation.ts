import { invalidData } from '../shared/errors.ts';

/** What is wrong with a value, in the words of director.md section 5; null if nothing is. */
export type Problem = string | null;
export type Rule = (value: unknown) => Problem;

const isAbsent = (value: unknown): value is null | undefined | '' =>
  value === null || value === undefined || value === '';

const isBlank = (value: unknown): boolean => {
  if (isAbsent(value) || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value as object).length === 0;
};

/** A rule about text: what is absent passes, because only `required` speaks about that. */
const aboutText =
  (rule: (text: string) => Problem): Rule =>
  (value) =>
    isAbsent(value) ? null : rule(String(value));

/** The first problem of several rules. */
export const all =
  (...rules: Rule[]): Rule =>
  (value) => {
    for (const rule of rules) {
      const problem = rule(value);
      if (problem !== null) return problem;
    }
    return null;
  };

/** Not null, "", an empty list or object, 0 or false. */
export const required: Rule = (value) => (isBlank(value) ? 'cannot be blank' : null);

/** Null is allowed, "" is not. */
export const nonEmptyIfGiven: Rule = (value) => (value === '' ? 'cannot be blank' : null);

/** Between `least` and `most` characters. NUL is refused along with it: PostgreSQL cannot store it in text. */
export const length = (least: number, most: number): Rule =>
  aboutText((text) => {
    if (text.includes('\0')) return 'must not contain the NUL character';
    const count = [...text].length;
    if (count >= least && count <= most) return null;
    return least === 0 ? `the length must be no more than ${most}` : `the length must be between ${least} and ${most}`;
  });

/** Text of any length; NUL is refused because PostgreSQL cannot store it. */
export const storable: Rule = length(0, Number.POSITIVE_INFINITY);

const subdomain = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const subdomainPattern = new RegExp(`^${subdomain}$`);

/** Names become resource names of a cluster, hence DNS-1123, 36 bytes and no leading digit. */
export const dnsName: Rule = aboutText((text) => {
  if (Buffer.byteLength(text) > 36) return 'must be no more than 36 characters';
  if (/^\d/.test(text)) return 'cannot start with digit';
  if (subdomainPattern.test(text)) return null;
  return `[a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')]`;
});

export const printable: Rule = aboutText((text) =>
  /^[\x20-\x7e]*$/.test(text) ? null : 'must contain printable ASCII characters only',
);

/** The character set of label keys. */
export const labelKey: Rule = aboutText((text) => (/^[a-zA-Z0-9_]*$/.test(text) ? null : 'must be in a valid format'));

const schemes = /^(ftp|tcp|udp|wss?|https?):\/\//i;

function isUrl(text: string): boolean {
  if (text.length < 4 || text.length > 2082 || /[\s\0]/.test(text) || text.startsWith('.')) return false;
  const hasScheme = text.includes('://');
  if (hasScheme && !schemes.test(text)) return false;
  const address = hasScheme ? text.slice(text.indexOf('://') + 3) : text;
  if (!hasScheme && !/[.:]/.test(address.split(/[/?#]/)[0] ?? '')) return false;
  // Parsed as http: for other schemes the URL class lets an empty host pass.
  return !address.startsWith('.') && URL.canParse(`http://${address}`);
}

/** A host or `scheme://host` form of 4 to 2082 characters; the scheme is optional. */
export const url: Rule = aboutText((text) => (isUrl(text) ? null : 'must be a valid URL'));

/** As `url`, but with one of the known schemes. */
export const schemedUrl: Rule = aboutText((text) =>
  /(ftp|tcp|udp|wss?|https?):\/\//.test(text) ? url(text) : 'is not valid URL',
);

/** Problems by name in the form of section 5: alphabetical, `; ` between, one full stop; null if there is none. */
function compose(problems: Iterable<readonly [string, Problem]>): Problem {
  const found = [...problems].filter(([, problem]) => problem !== null);
  if (found.length === 0) return null;
  found.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return `${found.map(([name, problem]) => `${name}: ${problem}`).join('; ')}.`;
}

const nested = (problem: Problem): Problem => (problem === null ? null : `(${problem})`);

/** A rule for the fields of an object. */
export const fields =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value) => {
    if (value === null || value === undefined) return null;
    const record = value as Readonly<Record<string, unknown>>;
    return nested(compose(Object.entries(rules).map(([name, rule]) => [name, rule(record[name])] as const)));
  };

/** Rules about an object as a whole, named like fields of it. */
export const whole =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value) => {
    if (value === null || value === undefined) return null;
    return nested(compose(Object.entries(rules).map(([name, rule]) => [name, rule(value)] as const)));
  };

/** A rule for every element of a list; elements are named by their index. */
export const elements =
  (rule: Rule): Rule =>
  (value) =>
    nested(compose(((value ?? []) as unknown[]).map((each, index) => [String(index), rule(each)] as const)));

/** Rules for every key and value of an object. */
export const entries =
  (key: Rule, member: Rule = () => null): Rule =>
  (value) =>
    nested(compose(Object.entries(value ?? {}).map(([name, each]) => [name, key(name) ?? member(each)] as const)));

/**
 * Checks an input object.
 * @throws InvalidData `validation error for type <type>: <field>: <problem>; ... .`
 */
export function check(type: string, rules: Readonly<Record<string, Rule>>, input: object): void {
  const record = input as Readonly<Record<string, unknown>>;
  const problems = compose(Object.entries(rules).map(([name, rule]) => [name, rule(record[name])] as const));
  if (problems !== null) throw invalidData(`validation error for type ${type}: ${problems}`);
}

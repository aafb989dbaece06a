import { labelValueProblem } from '../../../labels/labelProblems.ts';
import { fieldErrorsOf } from '../../../members/fieldErrors.ts';

const sentence = (text: string): string => {
  const bare = text.replace(/\.$/, '');
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}.`;
};

/** Why something cannot be imported, from the server's words for a single object (director.md section 6). */
export function problemInWords(problem: string): string {
  const [, start = '', scenario] = /^(.*?)Invalid data Scenario \[name=([\s\S]*)\]$/.exec(problem) ?? [];
  if (scenario !== undefined)
    return `${start}${sentence(start === '' ? `its name ${scenario}` : `the name ${scenario}`)}`;
  const [, key] = /Label value for '([^']*)'/.exec(problem) ?? [];
  const label = labelValueProblem(new Error(problem));
  if (label !== null) return key === undefined ? `${label}.` : `Label ${key}: ${label}.`;
  if (!/validation error for type/.test(problem)) return sentence(problem);
  return Object.entries(fieldErrorsOf(new Error(problem), ['name', 'description', 'labels', 'healthCheckURL']))
    .map(([field, text]) => (field === '' ? sentence(text) : `${sentence(field).slice(0, -1)}: ${text}`))
    .join(' ');
}

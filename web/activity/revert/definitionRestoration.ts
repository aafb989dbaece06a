import { formatList, formatPlural } from '../../format/counts.ts';
import {
  PreviewLabelDefinitionRestorationDocument,
  type PreviewLabelDefinitionRestorationQuery,
  RestoreLabelDefinitionDocument,
} from '../../graphql.generated.ts';
import { asShown } from '../../twoPeople/asShown.ts';
import { type Asking, ask, leftNothing, type Offer } from './step.ts';

type Does = PreviewLabelDefinitionRestorationQuery['previewLabelDefinitionRestoration'];

function comesBack(key: string, { isDefined, labelCount }: Does): string {
  const objects = formatPlural(labelCount, 'object');
  if (isDefined) return `Sets ${key} again for ${objects}. The definition that is there by now stays.`;
  return labelCount === 0 ? `Defines ${key} again.` : `Defines ${key} again and sets it for ${objects}.`;
}

function byRule({ breaks, becomesPossible }: Does['impact']): string[] {
  const pairs = breaks.pairs.map(({ application, runtime }) => `${application.name} to ${runtime.name}`);
  const more = breaks.total - pairs.length;
  const named = formatList(more > 0 ? [...pairs, `${more} more`] : pairs);
  const opens = becomesPossible.total;
  return [
    ...(breaks.total > 0
      ? [
          `By rule, ${formatPlural(breaks.total, 'live connection')} ${breaks.total === 1 ? 'stops' : 'stop'}: ${named}.`,
        ]
      : []),
    ...(opens > 0 ? [`By rule, ${formatPlural(opens, 'pair')} ${opens === 1 ? 'becomes' : 'become'} possible.`] : []),
  ];
}

function staysAway({ goneCount, setSinceCount, refusedCount }: Does): string[] {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${formatPlural(count, 'label')} ${count === 1 ? one : many}`];
  return [
    ...counted(setSinceCount, 'stays as somebody has left it since.', 'stay as somebody has left them since.'),
    ...counted(refusedCount, 'does not satisfy the present schema.', 'do not satisfy the present schema.'),
    ...counted(goneCount, 'was of an object that no longer exists.', 'were of objects that no longer exist.'),
  ];
}

/** Defines a deleted label again, with the labels that went with it and what rules make of them. */
export async function definitionRestoration(client: Asking, key: string, entry: number): Promise<Offer> {
  const source = {
    objectID: null,
    read: async () =>
      (await ask(client, PreviewLabelDefinitionRestorationDocument, { entry })).previewLabelDefinitionRestoration,
    write: (since: number) => client.mutate({ mutation: RestoreLabelDefinitionDocument, variables: { entry, since } }),
  };
  const does = await source.read();
  if (does.isDefined && does.labelCount === 0) {
    // What was set again is nobody's change.
    return { why: [leftNothing.why, ...staysAway({ ...does, setSinceCount: 0 })].join(' ') };
  }
  return {
    words: comesBack(key, does),
    beside: [...byRule(does.impact), ...staysAway(does)],
    typed: does.impact.breaks.total > 0 ? { name: key, to: 'revert' } : null,
    async run() {
      const other = await asShown(client, source, does);
      if (other !== null) throw new Error('Somebody changed what this does. Nothing was done; look at it again.');
    },
  };
}

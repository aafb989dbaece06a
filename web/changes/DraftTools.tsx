import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { useChanges } from './changesContext.ts';
import { hashOf } from './draftLink.ts';

/** Hands a draft on: as a link that opens it, or as a file to read. */
export function DraftTools() {
  const { draft, index } = useChanges();
  if (!draft || !index || draft.changes.length === 0) return null;
  const download = async () => {
    const { draftYaml } = await import('./draftYaml.ts');
    const text = await draftYaml(index, draft.changes, draft.impact);
    const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'draft.yaml';
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <CopyButton
        icon="i-link"
        label="Share draft"
        done="Link copied"
        value={() => `${window.location.href.split('#')[0]}#${hashOf(draft.changes)}`}
      />
      <Button icon="i-export" iconOnly aria-label="Download the draft as YAML" onClick={() => void download()} />
    </>
  );
}

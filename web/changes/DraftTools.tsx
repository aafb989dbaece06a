import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { useChanges } from './changesContext.ts';
import { hashOf } from './draftLink.ts';

/** Hands a draft on: as a link that opens it, or as a file to read. */
export function DraftTools() {
  const { draft, index } = useChanges();
  if (!draft || !index || draft.changes.length === 0) return null;
  const download = async () => {
    const { draftYaml } = await import('./draftYaml.ts');
    saveFile('draft.yaml', await draftYaml(index, draft.changes, draft.impact), 'application/yaml');
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

import { formatExactZoned } from '../../../format/moments.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { OnceSecret } from '../../../ui/OnceSecret.tsx';

interface LinkDialogProps {
  name: string;
  link: { url: string; expiresAt: string };
  onClose: () => void;
}

/** The link to hand over: Compass sends no mail. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Hand this link to ${name}`}
      actions={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p>
        It opens a page where <strong>{name}</strong> chooses a password, once, until{' '}
        {formatExactZoned(Date.parse(link.expiresAt))}. Whoever has it can do that: send it over a channel you trust.
      </p>
      <OnceSecret value={link.url} what="the link" />
    </Dialog>
  );
}

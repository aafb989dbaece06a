import { Button } from './Button.tsx';
import { saveFile } from './saveFile.ts';

interface DownloadButtonProps {
  text: string;
  fileName: string;
  iconOnly?: boolean;
}

/** Saves a text as a file, without asking the server. */
export function DownloadButton({ text, fileName, iconOnly = false }: DownloadButtonProps) {
  const download = () => saveFile(fileName, text, 'text/plain');
  return iconOnly ? (
    <Button size="small" icon="i-download" iconOnly aria-label={`Download ${fileName}`} onClick={download} />
  ) : (
    <Button size="small" icon="i-download" onClick={download}>
      Download
    </Button>
  );
}

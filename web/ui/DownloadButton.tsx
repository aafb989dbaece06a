import { Button } from './Button.tsx';

interface DownloadButtonProps {
  text: string;
  fileName: string;
  iconOnly?: boolean;
}

/** Saves a text as a file, without asking the server. */
export function DownloadButton({ text, fileName, iconOnly = false }: DownloadButtonProps) {
  const download = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
  };
  return iconOnly ? (
    <Button size="small" icon="i-download" iconOnly aria-label={`Download ${fileName}`} onClick={download} />
  ) : (
    <Button size="small" icon="i-download" onClick={download}>
      Download
    </Button>
  );
}

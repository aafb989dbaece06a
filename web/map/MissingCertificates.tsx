import { counted } from '../changes/describe.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

interface MissingCertificatesProps {
  /** Of Runtimes. */
  count: number;
  onRetry: () => void;
}

/** Says that certificates did not arrive, and asks for them again. */
export function MissingCertificates({ count, onRetry }: MissingCertificatesProps) {
  return (
    <Banner
      family="unknown"
      title="Certificates unavailable"
      detail={`Whether ${counted(count, 'runtime')} and ${count === 1 ? 'its' : 'their'} connections are well is unknown until they are read.`}
      actions={
        <Button size="small" icon="i-retry" onClick={onRetry}>
          Retry
        </Button>
      }
    />
  );
}

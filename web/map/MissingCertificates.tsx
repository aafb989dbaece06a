import { counted } from '../changes/describe.ts';
import { useLandscape } from '../live/landscape.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

/** Says that certificates did not arrive, and asks for them again. `count` is of Runtimes. */
export function MissingCertificates({ count }: { count: number }) {
  const { refetch } = useLandscape();
  return (
    <Banner
      family="unknown"
      title="Certificates unavailable"
      detail={`Whether ${counted(count, 'runtime')} and ${count === 1 ? 'its' : 'their'} connections are well is unknown until they are read.`}
      actions={
        <Button size="small" icon="i-retry" onClick={() => void refetch()}>
          Retry
        </Button>
      }
    />
  );
}

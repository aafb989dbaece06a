import { useMutation } from '@apollo/client/react';
import { useNavigate } from '@tanstack/react-router';
import { RegisterRuntimeDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { usePaths } from '../../paths.ts';
import { notify } from '../../ui/notify.ts';

/** Registers a Runtime and leads to the page that connects it. */
export function RegisterRuntimeDialog({ onClose }: { onClose: () => void }) {
  const { landscape } = useLandscape();
  const paths = usePaths();
  const navigate = useNavigate();
  const [register] = useMutation(RegisterRuntimeDocument);
  return (
    <MemberForm
      title="Connect a runtime"
      submit="Register and connect"
      fields={[memberFields.name, memberFields.description]}
      initial={{ name: '', description: '' }}
      taken={landscape.runtimes.map(({ name }) => name)}
      scenarios={{
        hint: 'It may use the applications of these scenarios. Without a choice it starts in none.',
        names: landscape.scenarios.map(({ name }) => name),
      }}
      run={async (values, scenarios) => {
        const name = values.name ?? '';
        const labels = scenarios.length > 0 ? { labels: { scenarios } } : {};
        const { data } = await register({ variables: { in: { ...values, name, ...labels } } });
        if (!data) return;
        notify({ family: 'connected', title: `Registered ${name}` });
        void navigate({ href: paths.connect('runtime', data.registerRuntime.id) });
      }}
      onClose={onClose}
    />
  );
}

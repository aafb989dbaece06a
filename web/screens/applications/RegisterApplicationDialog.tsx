import { useMutation } from '@apollo/client/react';
import { useNavigate } from '@tanstack/react-router';
import { RegisterApplicationDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { MemberForm, memberFields } from '../../members/MemberForm.tsx';
import { usePaths } from '../../paths.ts';
import { notify } from '../../ui/notify.ts';

const fields = [
  memberFields.name,
  memberFields.providerName,
  memberFields.description,
  memberFields.healthCheckURL,
] as const;

export function RegisterApplicationDialog({ onClose }: { onClose: () => void }) {
  const { landscape } = useLandscape();
  const paths = usePaths();
  const navigate = useNavigate();
  const [register] = useMutation(RegisterApplicationDocument);
  const { defaultScenario } = landscape;
  return (
    <MemberForm
      title="Register an application"
      submit="Register"
      fields={fields}
      initial={{ name: '', providerName: '', description: '', healthCheckURL: '' }}
      taken={landscape.applications.map(({ name }) => name)}
      scenarios={{
        hint: `Without a choice it belongs to ${defaultScenario}, and leaves it with its first other scenario.`,
        names: landscape.scenarios.map(({ name }) => name).filter((name) => name !== defaultScenario),
      }}
      run={async (values, scenarios) => {
        const name = values.name ?? '';
        const labels = scenarios.length > 0 ? { labels: { scenarios } } : {};
        const { data } = await register({ variables: { in: { ...values, name, ...labels } } });
        if (!data) return;
        notify({ family: 'connected', title: `Registered ${name}` });
        void navigate({ href: paths.application(data.registerApplication.id) });
      }}
      onClose={onClose}
    />
  );
}

import { useMutation } from '@apollo/client/react';
import { describeError } from '../../../errors.ts';
import { ApplicationOffersDocument, RefetchApiDocument, RefetchEventDocument } from '../../../graphql.generated.ts';
import { notify } from '../../../ui/notify.ts';

/** Has Compass fetch a specification again and says what came of it. */
export function useRefetchSpec(kind: 'API' | 'EVENT') {
  const refetchQueries = [ApplicationOffersDocument];
  const [refetchApi, api] = useMutation(RefetchApiDocument, { refetchQueries });
  const [refetchEvent, event] = useMutation(RefetchEventDocument, { refetchQueries });

  async function refetchSpec(id: string, name: string) {
    try {
      const variables = { id };
      const request =
        kind === 'API'
          ? (await refetchApi({ variables })).data?.refetchAPISpec.fetchRequest
          : (await refetchEvent({ variables })).data?.refetchEventDefinitionSpec.fetchRequest;
      if (request?.status.condition === 'SUCCEEDED') notify({ family: 'connected', title: `Fetched ${name}` });
      else {
        notify({
          family: 'failed',
          title: `${name} was not fetched`,
          detail: 'What was there before stays. The activity of the application says why.',
        });
      }
    } catch (problem) {
      notify({ family: 'failed', title: `${name} was not fetched`, detail: describeError(problem).message });
    }
  }
  return { refetchSpec, running: api.loading || event.loading };
}

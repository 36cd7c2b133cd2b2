import { form } from '../form';
import { Playground } from '../playground';
import { asTokenChoice, tokenChoice } from './token-choice';
import { existing, View } from './view';

export function privateView(playground: Playground): View {
  const route = playground.area.flows.privateRoute;
  return {
    id: 'private',
    title: 'Private route',
    group: 'Session',
    summary: 'Greets the bearer of the right token, and refuses every other.',
    routes: existing(route),
    render: () => [
      form({
        extra: [tokenChoice(playground, route?.token ?? 'id')],
        submit: 'Call it',
        onSubmit: async ({ token }) => playground.call('privateRoute', { token: asTokenChoice(token) }),
      }),
    ],
  };
}

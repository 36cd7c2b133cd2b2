import type { Behaviour } from './behaviour';
import { CLIENT_ID } from './refusals';
import { CannotBeAsked, Scene, type Stage } from './scene';
import { departure } from './shape';

/** How an emulator behaves where the table says what Cognito does. */
export type Outcome =
  /** As the table says; a refusal also in the same words. */
  | { readonly verdict: 'same' }
  /** The same error in other words. */
  | { readonly verdict: 'other words'; readonly message: string }
  /** Something else, and what. */
  | { readonly verdict: 'different'; readonly instead: string }
  /** The situation could not be brought about. */
  | { readonly verdict: 'not asked'; readonly because: string };

/** Plays a row on a stage. */
export async function play(behaviour: Behaviour, stage: Stage): Promise<Outcome> {
  const scene = new Scene(stage, behaviour.client, behaviour.caller);
  let input: object;
  try {
    input = await behaviour.given(scene);
  } catch (error) {
    return { verdict: 'not asked', because: error instanceof CannotBeAsked ? error.message : (error as Error).name };
  }
  return judge(behaviour, await answerOf(behaviour, scene, input), scene.clientId());
}

type Answered = { readonly output: object } | { readonly error: Error };

async function answerOf(behaviour: Behaviour, scene: Scene, input: object): Promise<Answered> {
  try {
    const output = await scene.ask(behaviour.operation, input);
    return { output: behaviour.see ? await behaviour.see(scene, output, input) : output };
  } catch (error) {
    return { error: error as Error };
  }
}

function judge({ answer, operation }: Behaviour, answered: Answered, clientId: string): Outcome {
  if ('shape' in answer) {
    if ('error' in answered) return { verdict: 'different', instead: answered.error.name };
    const found = departure(answer.shape, answered.output);
    return found === undefined ? { verdict: 'same' } : { verdict: 'different', instead: found };
  }
  if ('output' in answered) return { verdict: 'different', instead: 'success' };
  const { name, message } = answered.error;
  if (name !== answer.refusal.name) return { verdict: 'different', instead: name };
  // The words of an AccessDeniedException name account, role and pool; that they name the action is what a developer needs.
  const same = answer.refusal.message === '' ? message.includes(`cognito-idp:${operation}`) : message === answer.refusal.message.replace(CLIENT_ID, clientId);
  return same ? { verdict: 'same' } : { verdict: 'other words', message };
}

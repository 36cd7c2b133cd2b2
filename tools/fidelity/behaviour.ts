import type { Refusal } from './refusals';
import type { InputOf, OperationName, OutputOf, Scene } from './scene';
import type { SettingName } from './settings';
import type { Shape } from './shape';

/** Where a behaviour is written down in public. */
export interface Source {
  readonly label: string;
  readonly url: string;
}

/** What Cognito answers to one call in one situation; a row of the table. */
export interface Behaviour {
  /** Unique; what the recorded agreement goes by. */
  readonly id: string;
  readonly operation: OperationName;
  readonly case: string;
  /** The pool and its clients. */
  readonly setting: SettingName;
  /** Which of the setting's clients calls. */
  readonly client: string;
  readonly caller: Caller;
  /** Brings the situation about; what it returns is sent, the pool's or client's id added. */
  readonly given: (scene: Scene) => Promise<object>;
  /** Looks at what a successful call has brought about; the answer itself where absent. */
  readonly see?: (scene: Scene, output: object, input: object) => Promise<object>;
  readonly answer: Answer;
  /** How the answer reads in the document. */
  readonly says: string;
  /** None where nobody has written it down. */
  readonly source?: Source;
}

/** Whose signature a call carries: an administrator's, that of a role which may only AdminGetUser, nobody's, a stranger's. */
export type Caller = 'administrator' | 'reader' | 'nobody' | 'stranger';

export type Answer = { readonly refusal: Refusal } | { readonly shape: Shape };

/** Members of a request, right or wrong. */
type Sent<O extends OperationName> = { readonly [Member in keyof InputOf<O>]?: unknown };

interface RowOptions<O extends OperationName, G extends Sent<O>> {
  readonly setting?: SettingName;
  readonly client?: string;
  readonly caller?: Caller;
  readonly source?: Source;
  /** What is sent; members that the operation does not have are for `see` alone. */
  readonly given?: G | ((scene: Scene) => Promise<G>);
  readonly see?: (scene: Scene, output: OutputOf<O>, given: G) => Promise<object>;
}

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

function row<O extends OperationName, G extends Sent<O>>(
  operation: O, situation: string, answer: Answer, says: string, options: RowOptions<O, G>,
): Behaviour {
  const { setting = 'standard', client = 'app', caller = 'administrator', given, see, source } = options;
  return {
    id: `${operation}/${slug(situation)}`,
    operation,
    case: situation,
    setting,
    client,
    caller,
    given: typeof given === 'function' ? given as Behaviour['given'] : async () => given ?? {},
    see: see as Behaviour['see'],
    answer,
    says,
    source,
  };
}

/** A call that is refused. */
export function refuses<O extends OperationName, G extends Sent<O> = Sent<O>>(
  operation: O, situation: string, refusal: Refusal, options: RowOptions<O, G> = {},
): Behaviour {
  return row(operation, situation, { refusal }, refusal.name, options);
}

/** A call that succeeds. @param says the answer in words */
export function answers<O extends OperationName, G extends Sent<O> = Sent<O>>(
  operation: O, situation: string, says: string, shape: Shape, options: RowOptions<O, G> = {},
): Behaviour {
  return row(operation, situation, { shape }, says, options);
}

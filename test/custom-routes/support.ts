import { aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';
import { methods, newStack } from '../support/synth';

type Add = (auth: CognitoPasswordAuthApi, handler: lambda.Function) => void;

/** A construct in a stack with a function of the user's own. */
export function newAuth(props?: CognitoPasswordAuthApiProps) {
  const stack = newStack();
  const handler = new lambda.Function(stack, 'Orders', {
    code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
  });
  return { stack, handler, auth: new CognitoPasswordAuthApi(stack, 'Auth', props) };
}

/** The template after routes of the user's own were added. */
export function build(add: Add, props?: CognitoPasswordAuthApiProps) {
  const { stack, auth, handler } = newAuth(props);
  add(auth, handler);
  const template = Template.fromStack(stack);
  return { auth, template, methods: methods(template) };
}

interface Refusal {
  readonly props?: CognitoPasswordAuthApiProps;
  /** What was added before. */
  readonly given?: Add;
}

/** Each refusal, by its whole message; nothing is left behind in the API. */
export function refuses(cases: readonly [message: string, add: Add, refusal?: Refusal][]): void {
  test.each(cases.map(([message, add, refusal]) => ({ message, add, ...refusal })))('$message', ({ message, add, props, given }) => {
    const { auth, handler } = newAuth(props);
    given?.(auth, handler);
    const before = auth.node.findAll().length;
    expect(() => add(auth, handler)).toThrow(expect.objectContaining({ message }));
    expect(message).not.toMatch(/^[A-Z][a-z]|\.$/);
    expect(auth.node.findAll()).toHaveLength(before);
  });
}

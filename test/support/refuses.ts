import { newStack } from './synth';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';

type Case = [message: string, props: CognitoPasswordAuthApiProps];

/** Props that are refused before anything is made, each in words that say what to write instead. */
export function refuses(cases: Case[]): void {
  test.each(cases)('%s', (message, props) => {
    const stack = newStack();
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', props)).toThrow(new Error(message));
    expect(stack.node.findAll().map(({ node }) => node.id)).toEqual(['Test', 'Auth']);
    expect(message).toMatch(/^'.*[^.]$/);
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthExample } from './synth-example';
import { LocalStack, startLocalStack } from '../../local/stack';
import { only } from '../support/synth';

const assembly = mkdtempSync(join(tmpdir(), 'waf-'));
afterAll(() => rmSync(assembly, { recursive: true, force: true }));

test('waf has a web ACL, and is served without it, which it says', async () => {
  const template = synthExample('waf', 'Waf', assembly);
  expect(only(template, 'AWS::WAFv2::WebACL').Rules.map(({ Name }: { Name: string }) => Name)).toEqual(
    ['RateLimit', 'AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesAnonymousIpList', 'AWSManagedRulesKnownBadInputsRuleSet']);

  const lines: string[] = [];
  let local: LocalStack | undefined;
  try {
    local = await startLocalStack({ assembly, log: (line) => lines.push(line) });
    expect(lines).toEqual([expect.stringMatching(
      /^AuthWebAclAssociation\w+ \(AWS::WAFv2::WebACLAssociation\) is not enforced here: what the web ACL would refuse on AWS passes$/)]);
    const response = await fetch(`${local.url}/user/signup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'jane@example.com', password: 'Correct-Horse-7' }),
    });
    expect(response.status).toBe(200);
  } finally {
    await local?.close();
  }
});

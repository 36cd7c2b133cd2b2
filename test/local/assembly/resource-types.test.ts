import { notEnforced } from '../../../local/assembly/resource-types';

/* What protects the stack on AWS and is passed over here is said, so that nobody believes that it was tried. */

const pool = (mode?: string) => ({ Type: 'AWS::Cognito::UserPool', Properties: mode ? { UserPoolAddOns: { AdvancedSecurityMode: mode } } : undefined });

test.each([
  ['a web ACL', { Type: 'AWS::WAFv2::WebACLAssociation' }, 'the web ACL'],
  ['mutual TLS', { Type: 'AWS::ApiGateway::DomainName', Properties: { MutualTlsAuthentication: { TruststoreUri: 's3://bucket/ca.pem' } } }, 'mutual TLS'],
  ['threat protection', pool('ENFORCED'), 'threat protection'],
])('%s', (_name, resource, guard) => {
  expect(notEnforced({ Resources: { It: resource } })).toEqual([`It (${resource.Type}) is not enforced here: what ${guard} would refuse on AWS passes`]);
});

test.each([undefined, 'OFF', 'AUDIT'])('nothing is said of a pool whose threat protection refuses nothing: %s', (mode) => {
  expect(notEnforced({ Resources: { It: pool(mode) } })).toEqual([]);
});

import { ENCRYPTION_OF_APIS, LAMBDA_DATA_PROTECTION, MUTUAL_TLS } from '../aws-pages';
import { aws, Chapter, deviates, holds, notApplicable, row, section, tests } from '../finding';

const SHA256 = tests('project/shipped-code', '%s hashes by SHA-256 alone, and never leaves out the check of a certificate');
const INVENTORY = section('docs/security-model.md', 'Cryptography');

export const CRYPTOGRAPHY: Chapter = {
  number: 11,
  title: 'Cryptography',
  rows: [
    row('11.1.1', 'document how keys are managed', holds('The package holds no key; the inventory says who holds and replaces each.', INVENTORY)),
    row('11.1.2', 'an inventory of keys, algorithms and certificates', holds('In the security model.', INVENTORY)),
    row('11.2.1', 'validated implementations', holds(
      'Hashes, signatures and TLS are those of Node.js; `aws-jwt-verify` checks tokens by them.', SHA256,
      tests('project/third-party-code', 'every bundled package is in THIRD-PARTY-NOTICES with the text of its licence'))),
    row('11.2.2', 'algorithms and keys can be replaced', deviates('Cognito chooses the algorithm of tokens and offers no other.', 'Nothing.')),
    row('11.2.3', 'at least 128 bits of security', deviates('Cognito signs tokens with RSA keys of 2048 bits, which are worth 112 bits.', 'Nothing; keep tokens short-lived.')),
    row(['11.3.1', '11.3.2', '11.3.3'], 'approved ciphers, modes and padding', notApplicable('The package encrypts nothing itself. For TLS see chapter 12.')),
    row('11.4.1', 'approved hash functions', holds(
      'The functions use SHA-256 alone. The codes of authenticator apps, where `mfa` is on, are HMAC-SHA-1 by RFC 6238, which ASVS calls legacy.', SHA256)),
    row('11.4.2', 'passwords are stored by a costly hash function', deviates(
      'Cannot be shown: AWS documents a salted hash, and not which ([Cognito](https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html)).',
      'Nothing. The audit reports of AWS are in AWS Artifact.')),
    row('11.4.3', 'collision-resistant hashes for signatures', holds('Requests are signed, and tokens verified, by SHA-256.', SHA256, tests('handlers/connection', 'signs with the credentials that Lambda gives'))),
    row('11.4.4', 'keys from passwords by stretching', notApplicable('No key is made from a password.')),
    row('11.5.1', 'random values from a secure generator', notApplicable('The functions generate nothing that must not be guessed. For codes see 6.5.3.')),
    row('11.6.1', 'approved algorithms for signatures', deviates('Cognito signs by RS256 (RSASSA-PKCS1-v1_5), which appendix C of ASVS does not allow, and offers no other.', 'Nothing.')),
  ],
};

const VERIFIED_TLS = tests('handlers/outbound', 'an endpoint whose certificate nobody vouches for is sent nothing');

export const COMMUNICATION: Chapter = {
  number: 12,
  title: 'Secure Communication',
  rows: [
    row('12.1.1', 'TLS 1.2 or 1.3 only', deviates(
      'The default endpoint of a Regional or edge-optimised API accepts TLS 1.0 unless a security policy says otherwise, and none is set.',
      'Set `domainName` with `securityPolicy: SecurityPolicy.TLS_1_2`, and `disableExecuteApiEndpoint: true`.')),
    row('12.1.2', 'strong cipher suites only', deviates('See 12.1.1.', 'See 12.1.1.')),
    row('12.1.3', 'verify client certificates', aws(
      'Where `domainName.mtls` is set, API Gateway compares client certificates with your truststore. Synthesis warns where the default endpoint bypasses it.', MUTUAL_TLS,
      tests('rest-api/custom-domain', 'mutual TLS is warned of while the address of the API goes around it'))),
    row('12.2.1', 'TLS between clients and the API', aws('API Gateway has HTTPS endpoints only.', ENCRYPTION_OF_APIS)),
    row('12.2.2', 'publicly trusted certificates', aws('The default endpoint has a certificate of AWS. A custom domain has the one you pass.', ENCRYPTION_OF_APIS)),
    row('12.3.1', 'encrypt every connection', holds(
      'Functions call Cognito over HTTPS only. AWS encrypts the connections into and out of Lambda.',
      tests('handlers/outbound', '$name: requests go to the Cognito endpoint of the Region over TLS, whatever the request names',
        'the authorizer gets its keys from the Cognito endpoint of the Region over TLS, whatever issuer a token names'))),
    row('12.3.2', 'verify certificates of servers', holds('A server without a trusted certificate is sent nothing.', VERIFIED_TLS, SHA256)),
    row('12.3.3', 'encrypt connections between internal services', aws('API Gateway invokes Lambda by its API, which is HTTPS only.', LAMBDA_DATA_PROTECTION)),
    row('12.3.4', 'trusted certificates between internal services', holds('Functions trust the public authorities of Node.js and no other.', VERIFIED_TLS)),
  ],
};

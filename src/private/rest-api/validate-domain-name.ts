import { Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { isKnown, throwInvalid, validateLiteral } from '../validation';

/** Where CloudFront, and so an edge-optimised domain, takes its certificates from. */
const EDGE_REGION = 'us-east-1';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html */
export function validateDomainName(scope: Construct, { domainName: options, endpointConfiguration }: CognitoPasswordAuthApiProps): void {
  if (!options) return;
  if (endpointConfiguration?.types.includes(apigateway.EndpointType.PRIVATE)) {
    throwInvalid('\'domainName\' is for public APIs, but \'endpointConfiguration\' is PRIVATE; make a private domain with CfnDomainNameV2 and map it to \'restApi\'');
  }
  if (options.endpointType === apigateway.EndpointType.PRIVATE) {
    throwInvalid('\'domainName.endpointType\' is PRIVATE, which no public domain can be; set it to REGIONAL or EDGE');
  }
  validateHost(options);
  validateBasePath(options);
  if (options.mtls && isEdge(options)) throwInvalid('\'domainName.mtls\' has no effect on an EDGE domain; set \'domainName.endpointType\' to REGIONAL');
  validateCertificate(scope, options);
}

function isEdge({ endpointType }: apigateway.DomainNameOptions): boolean {
  return endpointType === apigateway.EndpointType.EDGE;
}

function validateHost({ domainName }: apigateway.DomainNameOptions): void {
  if (isKnown(domainName) && !/^(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]+$/.test(domainName)) {
    throwInvalid(`'domainName.domainName' is '${domainName}'; write a host name in lower case, such as auth.example.com`);
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
function validateBasePath(options: apigateway.DomainNameOptions): void {
  const { basePath, securityPolicy } = options;
  validateLiteral('domainName.basePath', basePath);
  if (!basePath) return;
  const subject = `'domainName.basePath' is '${basePath}'`;
  if (basePath.startsWith('/') || basePath.endsWith('/')) throwInvalid(`${subject}; leave out the slashes at its ends`);
  if (!basePath.split('/').every((segment) => /^[\w$.+!*'()-]+$/.test(segment))) {
    throwInvalid(`${subject}; use segments of letters, digits and $-_.+!*'() joined by single slashes`);
  }
  if (!basePath.includes('/')) return;
  if (isEdge(options)) throwInvalid(`${subject}, but an EDGE domain takes a single segment; set 'domainName.endpointType' to REGIONAL`);
  if (securityPolicy === apigateway.SecurityPolicy.TLS_1_0) {
    throwInvalid(`${subject}, which with several segments needs TLS 1.2; set 'domainName.securityPolicy' to TLS_1_2`);
  }
}

function validateCertificate(scope: Construct, options: apigateway.DomainNameOptions): void {
  const found = regionOf(options.certificate);
  const wanted = isEdge(options) ? EDGE_REGION : Stack.of(scope).region;
  if (!isKnown(found) || !isKnown(wanted) || found === wanted) return;
  throwInvalid(`'domainName.certificate' is in ${found}, but ${isEdge(options) ? 'an EDGE' : 'this REGIONAL'} domain takes one in ${wanted}; pass a certificate of that Region`);
}

function regionOf(certificate: apigateway.DomainNameOptions['certificate']): string | undefined {
  // Its one member has been called certificateId and certificateArn.
  const [arn] = Object.values<string>({ ...certificate.certificateRef });
  if (!Token.isUnresolved(arn)) return /^arn:[^:]+:acm:([^:]+):/.exec(arn)?.[1];
  // Of a certificate of the app its stack tells; one that is imported has no resource.
  return certificate.node.defaultChild ? Stack.of(certificate).region : undefined;
}

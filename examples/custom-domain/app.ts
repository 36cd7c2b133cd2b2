import {
  App, aws_apigateway as apigateway, aws_certificatemanager as acm, aws_route53 as route53, aws_route53_targets as targets, CfnOutput, Stack,
} from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'CustomDomain');

// In an app with an account and a Region: HostedZone.fromLookup(stack, 'Zone', { domainName: 'example.com' }).
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'example.com' });

const certificate = new acm.Certificate(stack, 'Certificate', {
  domainName: 'api.example.com',
  validation: acm.CertificateValidation.fromDns(zone),
});

const auth = new CognitoPasswordAuthApi(stack, 'Auth', {
  // The routes have no base path of their own: https://api.example.com/accounts/login.
  domainName: { domainName: 'api.example.com', basePath: 'accounts', certificate },
  basePath: '',
  endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
  disableExecuteApiEndpoint: true,
});

new route53.ARecord(stack, 'Alias', {
  zone,
  recordName: 'api',
  target: route53.RecordTarget.fromAlias(new targets.ApiGateway(auth.restApi)),
});

new CfnOutput(stack, 'Url', { value: auth.url });

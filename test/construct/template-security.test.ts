import { readFileSync } from 'node:fs';
import { Aspects } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Cors } from 'aws-cdk-lib/aws-apigateway';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { AwsSolutionsChecks, INagLogger, NagLoggerNonComplianceData } from 'cdk-nag';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { pathOf } from '../../src/private/rest-api/resources';
import { OPERATIONS, operationsOf } from '../../src/routes/route';
import { settingsOf } from '../support/settings';
import { methods, newStack, only, resources, synth } from '../support/synth';

/* What must hold of every template, whatever the props; each prop by itself is held elsewhere. */

const INSTANCES: [string, CognitoPasswordAuthApiProps][] = Object.values(SignUpMode).flatMap((signUpMode) => [
  [`${signUpMode}`, { signUpMode }],
  [`${signUpMode} with every route`, { signUpMode, accountRoutes: true, mfa: Mfa.OPTIONAL }],
  [`${signUpMode} with required MFA, one origin, logs and its own base path`, {
    signUpMode, mfa: Mfa.REQUIRED, basePath: 'v1', cloudWatchRole: true, defaultCorsPreflightOptions: { allowOrigins: ['https://app.example.com'], allowCredentials: true },
  }],
]);

/** Every policy statement of the template, with the resource that has it. */
function statements(template: ReturnType<typeof synth>['template']): { id: string; Action: string[]; Resource: unknown[] }[] {
  return Object.entries(resources(template, 'AWS::IAM::Role')).flatMap(([id, role]) => (role.Properties.Policies ?? [])
    .flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement.map((statement: any) => ({
      id, Action: [statement.Action].flat(), Resource: [statement.Resource].flat(),
    }))));
}

describe.each(INSTANCES)('%s', (_, props) => {
  const { template } = synth(props);
  const functions = Object.values(resources(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties);

  test('no statement is for any resource, or for an action that no route calls', () => {
    const called = settingsOf(props).routes.flatMap((route) => operationsOf(route, props.signUpMode!))
      .filter((operation) => OPERATIONS[operation] === 'iam').map((operation) => `cognito-idp:${operation}`);
    const all = statements(template);
    for (const statement of all) {
      for (const resource of statement.Resource) expect({ statement, any: resource === '*' }).toEqual({ statement, any: false });
      for (const action of statement.Action) expect([...called, 'logs:CreateLogStream', 'logs:PutLogEvents', 'lambda:InvokeFunction']).toContain(action);
    }
    // What is allowed on the pool is what is called, and nothing is called that is not allowed.
    expect(new Set(all.flatMap(({ Action }) => Action).filter((action) => action.startsWith('cognito-idp:')))).toEqual(new Set(called));
    expect(resources(template, 'AWS::IAM::ManagedPolicy')).toEqual({});
  });

  test('methods want a token unless the row says that anyone may call them, and preflights never do', () => {
    const open = new Set(settingsOf(props).routes.filter(({ token }) => token === 'none').map((route) => `${route.method} /${pathOf(route, settingsOf(props).restApi.basePath)}`));
    for (const [route, { AuthorizationType }] of Object.entries(methods(template))) {
      const expected = open.has(route) || route.startsWith('OPTIONS ') ? 'NONE' : 'COGNITO_USER_POOLS';
      expect({ route, AuthorizationType }).toEqual({ route, AuthorizationType: expected });
    }
  });

  test('nothing is asked for in an address, where logs and histories would keep it', () => {
    for (const { RequestParameters } of Object.values(methods(template))) expect(RequestParameters).toBeUndefined();
    for (const { Properties } of Object.values(resources(template, 'AWS::ApiGateway::Resource'))) expect(Properties.PathPart).not.toMatch(/[{}]/);
  });

  test('what a browser may send unasked changes nothing', () => {
    const safe = settingsOf(props).routes.filter(({ method }) => method === 'GET');
    expect(safe.flatMap((route) => operationsOf(route, props.signUpMode!))).toEqual(safe.map(() => 'GetUser'));
    expect(Object.keys(methods(template)).filter((route) => /^(HEAD|ANY|TRACE) /.test(route))).toEqual([]);
  });

  test('the pool comes without users', () => {
    for (const type of ['AWS::Cognito::UserPoolUser', 'AWS::Cognito::UserPoolUserToGroupAttachment']) template.resourceCountIs(type, 0);
  });

  test('the client has no secret, no OAuth, one password flow, and hides who exists', () => {
    const client = only(template, 'AWS::Cognito::UserPoolClient');
    expect(client).toMatchObject({ GenerateSecret: false, AllowedOAuthFlowsUserPoolClient: false, PreventUserExistenceErrors: 'ENABLED' });
    expect(client.CallbackURLs).toBeUndefined();
    expect(client.ExplicitAuthFlows).toEqual(['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
    expect(only(template, 'AWS::Cognito::UserPool').UsernameConfiguration).toEqual({ CaseSensitive: false });
  });

  test('the stage is throttled, and so is every method that has settings of its own', () => {
    const settings = only(template, 'AWS::ApiGateway::Stage').MethodSettings;
    expect(settings.map(({ ResourcePath, HttpMethod }: any) => `${HttpMethod} ${ResourcePath}`)).toContain('* /*');
    for (const { ThrottlingRateLimit, ThrottlingBurstLimit, LoggingLevel, DataTraceEnabled } of settings) {
      expect(ThrottlingRateLimit).toBeGreaterThan(0);
      expect(ThrottlingBurstLimit).toBeGreaterThan(0);
      // Either would write bodies, and passwords with them, to a log.
      expect([undefined, 'OFF', 'ERROR']).toContain(LoggingLevel);
      expect(DataTraceEnabled ?? false).toBe(false);
    }
  });

  test('no variable of a function holds more than a name, an id, a list or a sentence', () => {
    for (const { Environment } of functions) {
      expect(JSON.stringify(Environment)).not.toMatch(/secret|password=|token|key/i);
      for (const value of Object.values(Environment?.Variables ?? {})) expect(['string', 'object']).toContain(typeof value);
    }
  });

  test('functions end before the gateway does, under a role each, with a log that is kept for a time', () => {
    const roles = functions.map(({ Role }) => JSON.stringify(Role));
    expect(new Set(roles).size).toBe(functions.length);
    for (const { Timeout } of functions) expect(Timeout).toBeLessThan(29);
    for (const { Properties } of Object.values(resources(template, 'AWS::Logs::LogGroup'))) expect(Properties.RetentionInDays).toBe(30);
  });

  test('nothing goes with the stack that holds users or what happened', () => {
    for (const type of ['AWS::Cognito::UserPool', 'AWS::Logs::LogGroup']) {
      for (const { DeletionPolicy, UpdateReplacePolicy } of Object.values(resources(template, type))) {
        expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
    expect(only(template, 'AWS::Cognito::UserPool').DeletionProtection).toBe('ACTIVE');
  });

  test('nothing is set for the whole account unless asked for, and nothing is put out', () => {
    expect(Object.keys(resources(template, 'AWS::ApiGateway::Account'))).toHaveLength(props.cloudWatchRole ? 1 : 0);
    expect(template.toJSON().Outputs).toBeUndefined();
  });

  test('no answer allows any origin together with credentials', () => {
    const text = JSON.stringify(template.toJSON().Resources);
    const credentials = props.defaultCorsPreflightOptions?.allowCredentials ?? false;
    expect(text.includes('Access-Control-Allow-Credentials')).toBe(credentials);
    expect(text.includes('Access-Control-Allow-Origin":"\'*\'')).toBe(!credentials);
  });
});

test('any origin with credentials is refused', () => {
  expect(() => synth({ defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS, allowCredentials: true } })).toThrow('allowCredentials');
});

describe('cdk-nag', () => {
  const SECURITY = readFileSync('SECURITY.md', 'utf8');
  let findings: readonly NagLoggerNonComplianceData[];

  function findingsOn(build: (auth: CognitoPasswordAuthApi) => void = () => undefined): NagLoggerNonComplianceData[] {
    const found: NagLoggerNonComplianceData[] = [];
    const logger: INagLogger = {
      onCompliance: () => undefined,
      onError: (data) => {
        throw new Error(`${data.ruleId} could not be checked: ${data.errorMessage}`);
      },
      onNonCompliance: (data) => void found.push(data),
      onNotApplicable: () => undefined,
      onSuppressed: () => undefined,
      onSuppressedError: () => undefined,
    };
    const stack = newStack();
    build(new CognitoPasswordAuthApi(stack, 'Auth'));
    Aspects.of(stack).add(new AwsSolutionsChecks({ additionalLoggers: [logger], reports: false }));
    Template.fromStack(stack);
    return found;
  }

  beforeAll(() => {
    findings = findingsOn();
  });

  test('every finding of AwsSolutions on the default stack is explained in SECURITY.md, and nothing else is', () => {
    const explained = [...SECURITY.matchAll(/`(AwsSolutions-\w+)`/g)].map(([, id]) => id);
    expect(findings.length).toBeGreaterThan(0);
    expect([...new Set(explained)].sort()).toEqual([...new Set(findings.map(({ ruleId }) => ruleId))].sort());
  });

  test('methods without a token are those that nobody can have one for', () => {
    const open = findings.filter(({ ruleOriginalName }) => ruleOriginalName === 'APIGWAuthorization').map(({ resource }) => resource.node.path);
    expect(open.map((path) => path.replace(/^.*\/Default\/user\/(.*)\/POST\/Resource$/, '$1')).sort())
      .toEqual(settingsOf({}).routes.filter(({ token }) => token === 'none').map(({ path }) => path).sort());
  });

  test('a web ACL leaves one finding less', () => {
    const ids = (found: readonly NagLoggerNonComplianceData[]) => new Set(found.map(({ ruleId }) => ruleId));
    const others = [...ids(findings)].filter((id) => id !== 'AwsSolutions-APIG3');
    expect([...ids(findingsOn((auth) => auth.addWebAcl()))]).toEqual(others);
  });
});

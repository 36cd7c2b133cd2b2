import { createHash } from 'node:crypto';
import { LocalStackError, unsupported } from '../errors';
import { AssemblyStack } from './cloud-assembly';
import { NO_VALUE, References, resolveIntrinsics } from './intrinsics';
import { assertServable, isServed } from './resource-types';
import { attributeOf, refOf, standInOf, StandInIdentity } from './stand-ins';
import { booleanOf, JsonObject, objectOf, ResolvedResource, stringOf, TemplateResource } from './template';

/** `Ref` and attributes of a resource that got its identity when it was created. */
export interface CreatedResource {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * The resources of one stack: names and ARNs as a deployment would give them, properties resolved on demand.
 * User pools and clients are created first, by `create()`; whatever refers to them is resolved afterwards.
 */
export class StackResources implements References {
  private readonly created = new Map<string, CreatedResource>();

  constructor(readonly stack: AssemblyStack) {
    assertServable(stack.template);
  }

  /** Records what a created resource is known by. */
  create(logicalId: string, resource: CreatedResource): void {
    this.created.set(logicalId, resource);
  }

  /** Resources of the type in template order, with resolved properties. */
  ofType(type: string): ResolvedResource[] {
    return Object.entries(this.stack.template.Resources ?? {})
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId]) => this.resolve(logicalId));
  }

  /** One resource with resolved properties. */
  resolve(logicalId: string): ResolvedResource {
    const resource = this.find(logicalId, 'the template');
    const properties = resolveIntrinsics(resource.Properties ?? {}, this, `${logicalId} (${resource.Type})`);
    return { logicalId, type: resource.Type, properties: objectOf(properties) };
  }

  ref(name: string): unknown {
    const pseudo = this.pseudoParameter(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.stack.template.Parameters?.[name];
    if (parameter) {
      if (parameter.Default === undefined) throw new LocalStackError(`parameter '${name}' of the template has no default value`);
      return parameter.Default;
    }
    const resource = this.find(name, 'a Ref');
    return this.created.get(name)?.ref ?? this.nameOf(name, resource);
  }

  getAtt(logicalId: string, attribute: string): unknown {
    const resource = this.find(logicalId, 'an Fn::GetAtt');
    const value = this.created.get(logicalId)?.attributes?.[attribute] ?? this.attributeOf(logicalId, resource, attribute);
    if (value === undefined) throw unsupported(logicalId, resource.Type, `has no attribute '${attribute}' that the local stack knows`);
    return value;
  }

  private find(logicalId: string, referrer: string): TemplateResource {
    const resource = this.stack.template.Resources?.[logicalId];
    if (!resource) throw new LocalStackError(`${referrer} names '${logicalId}', which is neither a resource nor a parameter of the template`);
    return resource;
  }

  private pseudoParameter(name: string): unknown {
    const { account, region, stackName } = this.stack;
    const pseudoParameters: Record<string, unknown> = {
      'AWS::AccountId': account,
      'AWS::NoValue': NO_VALUE,
      'AWS::NotificationARNs': [],
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/${stableId(stackName, 12)}`,
      'AWS::StackName': stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return Object.hasOwn(pseudoParameters, name) ? pseudoParameters[name] : undefined;
  }

  private nameOf(logicalId: string, resource: TemplateResource): string {
    const property = (name: string) => stringOf(this.property(logicalId, resource, name));
    const generated = shortened(`${this.stack.stackName}-${logicalId}`);
    switch (resource.Type) {
      case 'AWS::ApiGateway::DomainName': return property('DomainName') ?? generated;
      case 'AWS::ApiGateway::Model': return property('Name') ?? logicalId;
      case 'AWS::ApiGateway::Stage': return property('StageName') ?? 'default';
      case 'AWS::Cognito::UserPool':
      case 'AWS::Cognito::UserPoolClient':
        throw unsupported(logicalId, resource.Type, 'is referred to before it exists; the template refers to it in a circle');
      case 'AWS::IAM::ManagedPolicy': return this.policyArn(property('ManagedPolicyName') ?? generated);
      case 'AWS::IAM::Role': return property('RoleName') ?? generated;
      case 'AWS::Lambda::Alias': return `${this.functionArn(logicalId, resource)}:${property('Name')}`;
      case 'AWS::Lambda::Function': return property('FunctionName') ?? generated;
      case 'AWS::Lambda::Version': return `${this.functionArn(logicalId, resource)}:1`;
      case 'AWS::SecretsManager::Secret': return refOf(this.standInIdentity(logicalId, resource));
      default:
        if (resource.Type.startsWith('AWS::ApiGateway::')) return stableId(`${this.stack.stackName}/${logicalId}`, 10);
        return isServed(resource.Type) ? generated : refOf(this.standInIdentity(logicalId, resource));
    }
  }

  private attributeOf(logicalId: string, resource: TemplateResource, attribute: string): string | undefined {
    if (`${resource.Type}.${attribute}` === 'AWS::SSM::Parameter.Value') return stringOf(this.property(logicalId, resource, 'Value'));
    if (!isServed(resource.Type) && !resource.Type.startsWith('AWS::ApiGateway::')) return attributeOf(this.standInIdentity(logicalId, resource), attribute);
    const name = this.created.get(logicalId)?.ref ?? this.nameOf(logicalId, resource);
    switch (`${resource.Type}.${attribute}`) {
      case 'AWS::ApiGateway::Deployment.DeploymentId':
      case 'AWS::ApiGateway::RestApi.RestApiId': return name;
      case 'AWS::ApiGateway::RestApi.RootResourceId': return stableId(`${name}/`, 10);
      case 'AWS::Cognito::UserPoolClient.ClientSecret': throw unsupported(logicalId, resource.Type, 'has no ClientSecret, as its GenerateSecret is not true');
      case 'AWS::IAM::Role.Arn': return `arn:aws:iam::${this.stack.account}:role/${name}`;
      case 'AWS::IAM::Role.RoleId': return `AROA${stableId(name, 17).toUpperCase()}`;
      case 'AWS::Lambda::Function.Arn': return this.arn('lambda', `function:${name}`);
      case 'AWS::Lambda::Version.FunctionArn':
      case 'AWS::Lambda::Alias.AliasArn':
      case 'AWS::SecretsManager::Secret.Id': return name;
      case 'AWS::Lambda::Version.Version': return '1';
      default: return undefined;
    }
  }

  private standInIdentity(logicalId: string, resource: TemplateResource): StandInIdentity {
    const { account, region, stackName } = this.stack;
    const { nameProperty, lowerCase = false } = standInOf(resource.Type) ?? {};
    const isFifo = ['FifoQueue', 'FifoTopic'].some((name) => booleanOf(resource.Properties?.[name]));
    const generated = shortened(`${stackName}-${logicalId}`) + (isFifo ? '.fifo' : '');
    const given = nameProperty === undefined ? undefined : stringOf(this.property(logicalId, resource, nameProperty));
    const name = given ?? (lowerCase ? generated.toLowerCase().slice(-63) : generated);
    return { type: resource.Type, name, seed: `${stackName}/${logicalId}`, account, region, partition: 'aws' };
  }

  private property(logicalId: string, resource: TemplateResource, name: string): unknown {
    return resolveIntrinsics((resource.Properties as JsonObject | undefined)?.[name], this, `${logicalId} (${resource.Type})`);
  }

  private functionArn(logicalId: string, resource: TemplateResource): string {
    const functionName = String(this.property(logicalId, resource, 'FunctionName'));
    return functionName.startsWith('arn:') ? functionName : this.arn('lambda', `function:${functionName}`);
  }

  private arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.stack.region}:${this.stack.account}:${resource}`;
  }

  private policyArn(name: string): string {
    return `arn:aws:iam::${this.stack.account}:policy/${name}`;
  }
}

/** At most 64 characters, as long as the name of a function or role may be; two long names stay two. */
function shortened(name: string): string {
  return name.length <= 64 ? name : `${name.slice(0, 51)}-${stableId(name, 12)}`;
}

/** Lower-case letters and digits that look like an AWS id and stay the same from run to run. */
export function stableId(seed: string, length: number): string {
  const digits = BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`).toString(36);
  return digits.slice(0, length);
}

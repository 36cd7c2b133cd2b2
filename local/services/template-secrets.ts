import { StackResources } from '../assembly/stack-resources';
import { booleanOf, isObject, JsonObject, numberOf, objectOf, ResolvedResource, stringOf } from '../assembly/template';
import { unsupported } from '../errors';
import { generatePassword } from './generated-password';

/** A secret of Secrets Manager as the template declares it. */
export interface TemplateSecret {
  readonly name: string;
  /** `arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>` */
  readonly arn: string;
  /** Undefined where the template gives none, as a secret may get its value later. */
  readonly value?: string;
}

/**
 * Reads the secrets of a stack. What is generated is another value at each start.
 *
 * @throws LocalStackError where a value cannot be generated
 */
export function readSecrets(resources: StackResources): TemplateSecret[] {
  return resources.ofType('AWS::SecretsManager::Secret').map((resource) => {
    const arn = String(resources.ref(resource.logicalId));
    return { name: arn.split(':').slice(6).join(':').slice(0, -7), arn, value: valueOf(resource) };
  });
}

function valueOf(resource: ResolvedResource): string | undefined {
  const { SecretString, GenerateSecretString } = resource.properties;
  const refuse = (why: string) => unsupported(resource.logicalId, resource.type, why);
  if (SecretString !== undefined && GenerateSecretString !== undefined) throw refuse('has both SecretString and GenerateSecretString, which CloudFormation rejects');
  if (SecretString !== undefined) return String(SecretString);
  return GenerateSecretString === undefined ? undefined : generated(objectOf(GenerateSecretString), refuse);
}

const KNOWN = [
  'ExcludeCharacters', 'ExcludeLowercase', 'ExcludeNumbers', 'ExcludePunctuation', 'ExcludeUppercase', 'GenerateStringKey', 'IncludeSpace',
  'PasswordLength', 'RequireEachIncludedType', 'SecretStringTemplate',
];

function generated(options: JsonObject, refuse: (why: string) => Error): string {
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown) throw refuse(`has the property 'GenerateSecretString.${unknown}', which the local stack does not serve`);
  const password = generatePassword({
    length: numberOf(options.PasswordLength) ?? 32,
    lowercase: !booleanOf(options.ExcludeLowercase),
    uppercase: !booleanOf(options.ExcludeUppercase),
    numbers: !booleanOf(options.ExcludeNumbers),
    punctuation: !booleanOf(options.ExcludePunctuation),
    space: booleanOf(options.IncludeSpace),
    exclude: stringOf(options.ExcludeCharacters) ?? '',
    eachType: options.RequireEachIncludedType === undefined || booleanOf(options.RequireEachIncludedType),
  });
  if (password === undefined) throw refuse('has a GenerateSecretString that leaves no characters');
  const [key, template] = [stringOf(options.GenerateStringKey), stringOf(options.SecretStringTemplate)];
  if (key === undefined && template === undefined) return password;
  if (key === undefined || template === undefined) throw refuse('needs both GenerateStringKey and SecretStringTemplate, or none of them');
  const members = parsed(template);
  if (!isObject(members)) throw refuse('has a SecretStringTemplate that is not a JSON object');
  return JSON.stringify({ ...members, [key]: password });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { PropertyReader } from './properties';

export type AttributeType = 'String' | 'Number' | 'Boolean' | 'DateTime';

/** What a pool's schema says about one attribute. */
export interface AttributeRule {
  /** As in requests: `email`, `custom:tier`. */
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly mutable: boolean;
  /** Only an administrator writes it: `dev:` attributes. */
  readonly developerOnly: boolean;
  /** Characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
}

export type AttributeSchema = ReadonlyMap<string, AttributeRule>;

const LONG = { type: 'String', minLength: 0, maxLength: 2048 } as const;

/** The attributes of every pool, as DescribeUserPool lists them. */
const STANDARD: Readonly<Record<string, Pick<AttributeRule, 'type' | 'minLength' | 'maxLength' | 'minValue'>>> = {
  sub: { type: 'String', minLength: 1, maxLength: 2048 },
  name: LONG,
  given_name: LONG,
  family_name: LONG,
  middle_name: LONG,
  nickname: LONG,
  preferred_username: LONG,
  profile: LONG,
  picture: LONG,
  website: LONG,
  email: LONG,
  email_verified: { type: 'Boolean' },
  gender: LONG,
  birthdate: { type: 'String', minLength: 10, maxLength: 10 },
  zoneinfo: LONG,
  locale: LONG,
  phone_number: LONG,
  phone_number_verified: { type: 'Boolean' },
  address: LONG,
  updated_at: { type: 'Number', minValue: 0 },
};

export const STANDARD_ATTRIBUTES: readonly string[] = Object.keys(STANDARD);

function standardRule(name: string): AttributeRule {
  return { name, ...STANDARD[name], required: false, mutable: name !== 'sub', developerOnly: false };
}

/** @param entries the `Schema` of AWS::Cognito::UserPool */
export function attributeSchema(entries: readonly PropertyReader[]): AttributeSchema {
  const schema = new Map(STANDARD_ATTRIBUTES.map((name) => [name, standardRule(name)]));
  for (const entry of entries) {
    const rule = ruleOf(entry);
    schema.set(rule.name, rule);
  }
  return schema;
}

function ruleOf(entry: PropertyReader): AttributeRule {
  entry.onlyKnows([
    'Name', 'AttributeDataType', 'DeveloperOnlyAttribute', 'Mutable', 'Required', 'NumberAttributeConstraints', 'StringAttributeConstraints',
  ]);
  const plainName = entry.requiredText('Name');
  const developerOnly = entry.bool('DeveloperOnlyAttribute') ?? false;
  const standard = Object.hasOwn(STANDARD, plainName) ? standardRule(plainName) : undefined;
  const type = entry.oneOf('AttributeDataType', ['String', 'Number', 'Boolean', 'DateTime'] as const);
  if (standard && type && type !== standard.type) throw entry.error('AttributeDataType', `'${plainName}' is a ${standard.type}`);
  const required = entry.bool('Required') ?? false;
  if (required && !standard) throw entry.error('Required', 'Required custom attributes are not supported currently.');
  return {
    name: standard ? plainName : `${developerOnly ? 'dev:' : ''}custom:${plainName}`,
    type: standard?.type ?? type ?? 'String',
    required,
    mutable: entry.bool('Mutable') ?? standard?.mutable ?? false,
    developerOnly,
    ...constraints(entry, standard),
  };
}

// CloudFormation carries these bounds as decimal strings.
const bound = (reader: PropertyReader | undefined, name: string) => {
  const value = reader?.text(name);
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) throw reader!.error(name, 'must be a decimal number');
  return number;
};

function constraints(entry: PropertyReader, standard: AttributeRule | undefined): Partial<AttributeRule> {
  const strings = entry.object('StringAttributeConstraints');
  const numbers = entry.object('NumberAttributeConstraints');
  strings?.onlyKnows(['MinLength', 'MaxLength']);
  numbers?.onlyKnows(['MinValue', 'MaxValue']);
  return {
    minLength: bound(strings, 'MinLength') ?? standard?.minLength,
    maxLength: bound(strings, 'MaxLength') ?? standard?.maxLength,
    minValue: bound(numbers, 'MinValue') ?? standard?.minValue,
    maxValue: bound(numbers, 'MaxValue'),
  };
}

import { createHash } from 'node:crypto';
import { StandIn, STAND_INS } from './stand-in-table';

/** The identity from which the stand-ins of a resource are made. */
export interface StandInIdentity {
  readonly type: string;
  /** The name that the template or CloudFormation gives the resource. */
  readonly name: string;
  /** Unique within all stacks, and the same in each run. */
  readonly seed: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** What is known about a type; undefined for a type that the table does not list. */
export function standInOf(type: string): StandIn | undefined {
  return Object.hasOwn(STAND_INS, type) ? STAND_INS[type] : undefined;
}

/** The value of `{ Ref: … }` of a resource that is not run here. */
export function refOf(identity: StandInIdentity): string {
  return fill(standInOf(identity.type)?.ref ?? '{name}', identity);
}

/** The value of `Fn::GetAtt` of a resource that is not run here: for types outside the table, what the attribute's name suggests. */
export function attributeOf(identity: StandInIdentity, attribute: string): string {
  const attributes = standInOf(identity.type)?.attributes ?? {};
  return fill(Object.hasOwn(attributes, attribute) ? attributes[attribute] : patternOf(identity.type, attribute), identity);
}

function patternOf(type: string, attribute: string): string {
  const [, service = 'custom', kind = 'resource'] = type.toLowerCase().split('::');
  const host = `{id:12}.${service}.{region}.amazonaws.com`;
  if (/Arn$/i.test(attribute)) return `{arn:${service}:${kind}/{name}}`;
  if (/Port$/.test(attribute)) return '443';
  if (/Ur[il]$/i.test(attribute)) return `https://${host}`;
  if (/(Endpoint|Address|DnsName|DNSName|DomainName|HostName)$/i.test(attribute)) return host;
  if (/Name$/.test(attribute)) return '{name}';
  if (/Id$/.test(attribute)) return '{id:17}';
  return `{name}-${attribute.replace(/[^A-Za-z0-9]/g, '-')}`;
}

function fill(pattern: string, { name, seed, account, region, partition }: StandInIdentity): string {
  const digest = createHash('sha256').update(seed).digest('hex');
  const values: Readonly<Record<string, string>> = { name, account, region, partition, uuid: uuidOf(digest) };
  return pattern
    .replace(/\{arn:([\w-]+):((?:[^{}]|\{[^{}]*\})*)\}/g, (_match, service: string, rest: string) => `arn:{partition}:${service}:{region}:{account}:${rest}`)
    .replace(/\{id:(\d+)\}/g, (_match, length: string) => digest.slice(0, Number(length)))
    .replace(/\{ID:(\d+)\}/g, (_match, length: string) => BigInt(`0x${digest}`).toString(36).toUpperCase().slice(0, Number(length)))
    .replace(/\{(\w+)\}/g, (match, key: string) => values[key] ?? match);
}

function uuidOf(digest: string): string {
  return [digest.slice(0, 8), digest.slice(8, 12), `4${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

import { readFileSync } from 'node:fs';

interface Documented {
  readonly docs?: { readonly summary?: string; readonly default?: string; readonly see?: string };
}
interface TypeReference {
  readonly fqn?: string;
}
interface Parameter extends Documented {
  readonly name: string;
  readonly type: TypeReference;
}
interface Member extends Documented {
  readonly name: string;
  readonly optional?: boolean;
  readonly parameters?: readonly Parameter[];
}
interface JsiiType extends Documented {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly Member[];
  readonly initializer?: Omit<Member, 'name'>;
}

/** What the other languages are generated from; `jsii` writes it before the tests run. */
const source = readFileSync('.jsii', 'utf8');
const types = Object.values((JSON.parse(source) as { types: Record<string, JsiiType> }).types);
const structs = types.filter(({ datatype }) => datatype);

/** Words that a language of the package keeps for itself, and that jsii would have to mangle. */
const RESERVED = ['and', 'assert', 'class', 'def', 'default', 'del', 'elif', 'except', 'final', 'from', 'func', 'global', 'import', 'in', 'is',
  'lambda', 'namespace', 'nonlocal', 'not', 'object', 'or', 'package', 'pass', 'private', 'protected', 'public', 'raise', 'range', 'select', 'static',
  'string', 'switch', 'throws', 'type', 'var', 'with', 'yield'];

test('no type is a union, which other languages see as an object of no type', () => {
  expect(source).not.toContain('"union"');
});

test('everything that the index exports reaches the other languages', () => {
  const exported = [...readFileSync('src/index.ts', 'utf8').matchAll(/\{ (.+?) \}/g)].flatMap(([, names]) => names.split(', '));
  expect(types.map(({ name }) => name).sort()).toEqual(exported.sort());
});

test('every prop is optional and documents its default', () => {
  expect(structs.length).toBeGreaterThan(3);
  for (const struct of structs) {
    for (const property of struct.properties ?? []) {
      expect([`${struct.name}.${property.name}`, property.optional, typeof property.docs?.default]).toEqual([`${struct.name}.${property.name}`, true, 'string']);
    }
  }
});

/** Of these AWS's documentation says nothing, or nothing that their type does not say: they are this construct's own. */
const OUR_OWN: Readonly<Record<string, readonly string[]>> = {
  AlarmsOptions: ['failedLogins', 'topic'],
  CognitoPasswordAuthApiProps: ['accountRoutes', 'functionOptions', 'functions', 'primeConnections', 'routes', 'signUpMode'],
  PasswordAuthRestApiOptions: ['basePath', 'restApi', 'restApiName'],
  PasswordAuthUserPoolOptions: ['userPool', 'userPoolClientName', 'userPoolName'],
  PublicRouteOptions: ['methods', 'operationName', 'responseSchemas', 'summary'],
};

test('every prop names the page of AWS that says more, or is the construct\'s own', () => {
  const shaping = structs.filter(({ name }) => !['HandlerFunctions', 'RouteSwitches'].includes(name));
  const without = shaping.map(({ name, properties = [] }) => [
    name, properties.filter(({ docs }) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/.test(docs?.see ?? '')).map((property) => property.name).sort(),
  ] as const).filter(([, names]) => names.length > 0);
  expect(Object.fromEntries(without)).toEqual(OUR_OWN);
});

test('every type and every member is documented, with a summary that is a whole sentence', () => {
  const documented: [string, Documented][] = types.flatMap((type) => [
    [type.name, type] as [string, Documented],
    ...[...type.properties ?? [], ...type.methods ?? []].map((member) => [`${type.name}.${member.name}`, member] as [string, Documented]),
  ]);
  // jsii ends a summary at a semicolon too, and API.md would show half a sentence.
  expect(documented.filter(([, { docs }]) => !docs?.summary?.endsWith('.')).map(([name, { docs }]) => [name, docs?.summary])).toEqual([]);
});

test('no name is a word that a language keeps for itself', () => {
  const names = types.flatMap(({ properties = [], methods = [], members = [], initializer }) => [
    ...properties, ...methods, ...members, ...[...methods, initializer].flatMap((callable) => callable?.parameters ?? []),
  ].map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(['scope', 'passwordPolicy', 'addPrivateRoute', 'AUTO_CONFIRM']));
  expect(names.filter((name) => RESERVED.includes(name.toLowerCase()))).toEqual([]);
});

/** Where a part of the assembly is of type `any`, as a path of names. */
function untyped(part: unknown, path: readonly string[] = []): string[] {
  if (typeof part !== 'object' || part === null) return [];
  if ((part as { primitive?: string }).primitive === 'any') return [path.join('.')];
  return Object.entries(part).flatMap(([key, value]) => untyped(value, [...path, (value as { name?: string } | null)?.name ?? key]));
}

test('nothing is of type any but the members of an OpenAPI document, which is JSON of any shape', () => {
  expect(types.flatMap((type) => untyped(type, [type.name])))
    .toEqual(['CognitoPasswordAuthApi.methods.openApi.returns.type.collection.elementtype']);
});

/** Python makes keyword arguments of the struct that comes last, Java a builder; of one that comes earlier, neither. */
test('a struct is the last parameter of whatever takes one', () => {
  const callables = types.flatMap(({ name, methods = [], initializer }) => [
    ...initializer ? [{ ...initializer, name }] : [],
    ...methods.map((method) => ({ ...method, name: `${name}.${method.name}` })),
  ]);
  const isStruct = ({ type: { fqn = '' } }: Parameter) => /(?:Props|Options)$/.test(fqn) || structs.some((struct) => struct.fqn === fqn);
  const withStruct = callables.filter(({ parameters = [] }) => parameters.some(isStruct));
  expect(withStruct.length).toBeGreaterThan(5);
  for (const { name, parameters = [] } of withStruct) {
    expect([name, parameters.findIndex(isStruct)]).toEqual([name, parameters.length - 1]);
  }
});

test('a construct is made of scope, id and props, as a builder in Java wants it', () => {
  const constructs = types.filter(({ abstract, initializer }) => !abstract && initializer?.parameters?.some(({ type }) => type.fqn === 'constructs.Construct'));
  expect(constructs.map(({ name }) => name)).toEqual(['CognitoPasswordAuthApi']);
  for (const { initializer } of constructs) {
    expect(initializer!.parameters!.map(({ name }) => name)).toEqual(['scope', 'id', 'props']);
  }
});

test('no struct is named like a behavioural interface, and no method like an accessor of Java', () => {
  expect(types.filter(({ name }) => /^I[A-Z]/.test(name)).map(({ name }) => name)).toEqual([]);
  expect(types.flatMap(({ methods = [] }) => methods.map(({ name }) => name)).filter((name) => /^[gs]et[A-Z]/.test(name))).toEqual([]);
});

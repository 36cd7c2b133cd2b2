import { readFileSync } from 'node:fs';

interface Documented {
  readonly docs?: { readonly summary?: string; readonly default?: string };
}
interface Member extends Documented {
  readonly name: string;
  readonly optional?: boolean;
}
interface JsiiType extends Documented {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly datatype?: boolean;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
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

test('every type and every member is documented', () => {
  const documented: [string, Documented][] = types.flatMap((type) => [
    [type.name, type] as [string, Documented],
    ...[...type.properties ?? [], ...type.methods ?? []].map((member) => [`${type.name}.${member.name}`, member] as [string, Documented]),
  ]);
  expect(documented.filter(([, { docs }]) => !docs?.summary).map(([name]) => name)).toEqual([]);
});

test('no name is a word that a language keeps for itself', () => {
  const names = types.flatMap(({ properties = [], methods = [] }) => [...properties, ...methods].map(({ name }) => name));
  expect(names.filter((name) => RESERVED.includes(name))).toEqual([]);
});

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES, Workplace } from './consumers';

/* Someone writes the quick start in their own language, from the packed library and their registry, and gets the same stack. */

const folder = mkdtempSync(join(tmpdir(), 'languages-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

interface Synthesised {
  readonly template: Record<string, any>;
  /** What would be uploaded for the template, and under which hash. */
  readonly assets: Record<string, any>;
  /** A digest of every file of every asset. */
  readonly files: Record<string, string>;
}

function read(assembly: string): Synthesised {
  const names = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).sort();
  const json = (ending: string) => JSON.parse(readFileSync(join(assembly, names.find((name) => name.endsWith(ending))!), 'utf8'));
  const files = names.filter((name) => name.startsWith('asset.') && statSync(join(assembly, name)).isFile());
  return {
    template: json('.template.json'),
    assets: json('.assets.json').files,
    files: Object.fromEntries(files.map((name) => [name, createHash('sha256').update(readFileSync(join(assembly, name))).digest('hex')])),
  };
}

const workplaces = new Map<string, Workplace>();

async function quickStart(language: string): Promise<Synthesised> {
  const { example, install } = LANGUAGES[language];
  const app = new Workplace(join(folder, example), example);
  await install(app);
  workplaces.set(language, app);
  const assembly = join(folder, `${example}.out`);
  const { app: command } = JSON.parse(readFileSync(join(app.folder, 'cdk.json'), 'utf8'));
  await app.run(command, { CDK_OUTDIR: assembly });
  return read(assembly);
}

/** All at once, as each waits for its registry most of the time. */
const synthesised = new Map(Object.keys(LANGUAGES).map((language) => [language, quickStart(language)]));
// A failure is reported by the test of its language.
for (const result of synthesised.values()) result.catch(() => undefined);

const MINUTES = 60_000;

test('TypeScript makes the stack', async () => {
  const { template, assets, files } = await synthesised.get('TypeScript')!;
  const types = Object.values(template.Resources).map(({ Type }: any) => Type);
  expect(types).toEqual(expect.arrayContaining(['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::ApiGateway::RestApi', 'AWS::Lambda::Function']));
  const functions = types.filter((type) => type === 'AWS::Lambda::Function').length;
  expect(Object.keys(files).filter((name) => name.endsWith('index.mjs'))).toHaveLength(functions);
  expect(Object.keys(assets)).toHaveLength(functions + 1);
}, 15 * MINUTES);

test.each(Object.keys(LANGUAGES).filter((language) => language !== 'TypeScript'))('%s makes the same one', async (language) => {
  expect(await synthesised.get(language)).toEqual(await synthesised.get('TypeScript'));
}, 15 * MINUTES);

/** The one member whose type says nothing: it must arrive as what the language takes for JSON. */
test('Python gets the OpenAPI document as a dictionary, the same one as TypeScript', async () => {
  const document = async (language: string, file: string, source: string, command: string) => {
    await synthesised.get(language);
    const app = workplaces.get(language)!;
    app.write(file, source);
    await app.run(command);
    return JSON.parse(readFileSync(join(app.folder, 'open-api.json'), 'utf8'));
  };
  const python = await document('Python', 'open_api.py', `import json
from aws_cdk import App, Stack
from cdk_cognito_password_auth import CognitoPasswordAuthApi

document = CognitoPasswordAuthApi(Stack(App(), "OpenApi"), "Auth").open_api()
assert type(document) is dict and type(document["paths"]) is dict
with open("open-api.json", "w") as file:
    json.dump(document, file)
`, 'python3 open_api.py');
  const typescript = await document('TypeScript', 'open-api.js', `const { App, Stack } = require('aws-cdk-lib');
const { CognitoPasswordAuthApi } = require('cdk-cognito-password-auth');
require('fs').writeFileSync('open-api.json', JSON.stringify(new CognitoPasswordAuthApi(new Stack(new App(), 'OpenApi'), 'Auth').openApi()));
`, 'node open-api.js');
  expect(Object.keys(python.paths).length).toBeGreaterThan(5);
  expect(python).toEqual(typescript);
}, 5 * MINUTES);

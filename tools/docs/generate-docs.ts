import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { architecture } from './architecture';
import { asvsPage } from './asvs/page';
import { documentedBehaviours, fidelityFigures, unverifiedBehaviours } from './fidelity-tables';
import { propsPage } from './props';
import { otherLanguages, quickStart } from './quick-starts';
import { SCALING_TABLES } from './scaling/tables';
import { benchmarkTable } from '../../bench/report/table';
import { availableWhen } from '../../src/routes/conditions';
import { PROBLEMS, ProblemCode, problemBody } from '../../src/routes/problems';
import { errorsOf, Route } from '../../src/routes/route';
import { code, ObjectSchema, Schema } from '../../src/routes/schemas';
import { ROUTES } from '../../src/routes/table';

/** The marks around a generated part of a page. */
const part = (name: string) => ({ begin: `<!-- generated: ${name} -->`, end: `<!-- /generated: ${name} -->` });

const TOKEN = { none: '', id: 'ID token', access: 'access token' } as const;

function members(schema: ObjectSchema): string {
  return Object.keys(schema.properties ?? {}).map((name) => `\`${name}${schema.required?.includes(name) ? '' : '?'}\``).join(', ');
}

function statuses(route: Route): string {
  return Object.keys(route.responses).join(', ');
}

/** The table of the README: one line a route, in the order of the route table. */
export function routeTable(routes: readonly Route[] = ROUTES): string {
  return [
    '| Route | Token | Body | Success | Available when |',
    '|---|---|---|---|---|',
    ...routes.map((route) => `| \`${route.method} /${route.path}\` | ${TOKEN[route.token]} | ${route.body ? members(route.body) : ''} | ${statuses(route)} | ${availableWhen(route) || 'always'} |`),
  ].join('\n');
}

function constraints(schema: Schema): string {
  if ('anyOf' in schema) {
    return schema.anyOf.map(constraints).join(' or ');
  }
  const said: string[] = [schema.type];
  if (schema.type === 'string') {
    if (schema.enum) {
      said.push(`one of ${schema.enum.map((value) => `\`${value}\``).join(', ')}`);
    }
    if (schema.pattern === code.pattern) {
      said.push('6 to 8 digits');
    }
    if (schema.minLength !== undefined && schema.maxLength !== undefined) {
      said.push(`${schema.minLength} to ${schema.maxLength} characters`);
    } else if (schema.maxLength !== undefined) {
      said.push(`at most ${schema.maxLength} characters`);
    }
  }
  if (schema.type === 'object') {
    if (schema.minProperties !== undefined) {
      said.push(`at least ${schema.minProperties} member${schema.minProperties === 1 ? '' : 's'}`);
    }
    if (schema.maxProperties !== undefined) {
      said.push(`at most ${schema.maxProperties}`);
    }
  }
  return said.join(', ');
}

function memberList(schema: Schema, indent = ''): string[] {
  if ('anyOf' in schema) {
    return schema.anyOf.flatMap((choice, index) => [...index > 0 ? [`${indent}- or`] : [], ...memberList(choice, `${indent}${index > 0 ? '  ' : ''}`)]);
  }
  if (schema.type !== 'object') {
    return [];
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    `${indent}- \`${name}\` (${constraints(member)}${schema.required?.includes(name) ? '' : ', optional'})${member.description ? `: ${member.description}` : ''}`,
    ...memberList(member, `${indent}  `),
  ]);
}

function problemRow(problem: ProblemCode): string {
  const { status, message } = PROBLEMS[problem];
  return `| ${status} | \`${problem}\` | ${message} |`;
}

function byStatus(codes: readonly ProblemCode[]): ProblemCode[] {
  return [...new Set(codes)].sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
}

function availability(route: Route): string {
  const conditions = availableWhen(route);
  return conditions ? `Available when ${conditions}.` : 'Always available.';
}

function routeSection(route: Route): string {
  return [
    `## \`${route.method} /${route.path}\``,
    '',
    `${route.summary}.`,
    '',
    `${availability(route)} Token: ${TOKEN[route.token] || 'none'}.`,
    '',
    ...route.body ? [`Request${'description' in route.body ? ` (${route.body.description})` : ''}:`, '', ...memberList(route.body), ''] : [],
    ...Object.entries(route.responses).flatMap(([status, schema]) => schema
      ? [`Response ${status}:`, '', ...memberList(schema), '']
      : [`Response ${status}, without a body.`, '']),
    'Errors:',
    '',
    '| Status | `code` | `message` |',
    '|---|---|---|',
    ...byStatus(errorsOf(route)).map(problemRow),
  ].join('\n');
}

/** What no schema can say: the answers belong to Cognito, and depend on the challenge. */
const CHALLENGES = `## Answering a challenge

\`POST /login\` may answer 200 with \`challenge\`, \`session\` and \`parameters\` instead of tokens. Send \`challenge\` and \`session\` to \`POST /login/challenge\` with the same \`email\` and with \`answers\`. The response contains tokens, or the next challenge with a new session.

| \`challenge\` | \`answers\` |
|---|---|
| \`NEW_PASSWORD_REQUIRED\` (an invited user) | \`{"newPassword": "…"}\`, and a value for each name in \`parameters.requiredAttributes\`, such as \`userAttributes.name\` |
| \`SOFTWARE_TOKEN_MFA\`, \`SMS_MFA\`, \`EMAIL_OTP\` | \`{"code": "123456"}\` |
| \`SELECT_MFA_TYPE\` | \`{"answer": "SOFTWARE_TOKEN_MFA"}\`, or another one of \`parameters.MFAS_CAN_CHOOSE\` |
| \`MFA_SETUP\` | first \`{}\`: the response is \`MFA_SETUP\` again with \`parameters.secret\`, \`parameters.otpauthUri\` and a **new session**; then \`{"code": "123456"}\` with that session |
| any other | the members that Cognito's \`AdminRespondToAuthChallenge\` documents; they are passed on unchanged |

A session is valid for a few minutes and for one correct answer. A wrong answer returns 401 \`invalid_challenge\`.`;

/** The whole of docs/http-api.md. */
export function httpApiPage(routes: readonly Route[] = ROUTES): string {
  return [
    '<!-- Generated from src/routes/table.ts by "npx projen docs". To change it, change the route table. -->',
    '# HTTP API',
    '',
    'Look up the request, the responses and the errors of each route.',
    '',
    'Paths are below the base path, by default `user`; the `basePath` prop changes it. Bodies are `application/json` of at most 8 KB. Unknown members are ignored.',
    '',
    'Props such as `signUpMode` decide which routes exist. The `routes` prop turns off single routes.',
    '',
    'Send a token in the `Authorization` header, with or without `Bearer `. A method that needs an **ID token** rejects access tokens, and the reverse.',
    '',
    'Errors are `application/problem+json` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). Use `code` in your program and show `message` to users. Responses that must not reveal accounts are identical, byte for byte; the request id is in the header `x-amzn-requestid`. With the code `rejected`, `message` is the text of your own Lambda trigger. With `weak_password`, it lists the rules of the pool, unless the pool is an existing one.',
    '',
    '```json',
    JSON.stringify(problemBody('invalid_credentials'), null, 2),
    '```',
    '',
    'With `invalid_request`, the response says which member of the body is wrong. The handlers list the members in `errors`; a `pointer` is a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) as a URI fragment:',
    '',
    '```json',
    JSON.stringify(problemBody('invalid_request', { errors: [{ pointer: '#/email', detail: 'is required' }] }), null, 2),
    '```',
    '',
    'API Gateway checks the body first, and describes what is wrong in the text `detail` instead of `errors`:',
    '',
    '```json',
    JSON.stringify({ ...problemBody('invalid_request'), detail: '[object has missing required properties (["email"])]' }, null, 2),
    '```',
    '',
    'A path or method that does not exist is 404 `not_found`. Other errors of API Gateway, such as a wrong API key, have its message in `detail` and no member `status`.',
    '',
    routeTable(routes),
    '',
    CHALLENGES,
    '',
    ...routes.flatMap((route) => [routeSection(route), '']),
  ].join('\n');
}

/** docs/local-fidelity.md with the tables of the behaviours in it. */
export function fidelityPage(page: string): string {
  const parts = { figures: fidelityFigures(), unverified: unverifiedBehaviours(), documented: documentedBehaviours() };
  return Object.entries(parts).reduce((written, [name, content]) => replacePart(written, name, content), page);
}

/** `page` with what stands between the marks of `name` replaced. Throws where a mark is missing. */
export function replacePart(page: string, name: string, content: string): string {
  const { begin, end } = part(name);
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`the page has no part between '${begin}' and '${end}'`);
  }
  return `${page.slice(0, from + begin.length)}\n${content}\n${page.slice(to)}`;
}

/** Replaces the generated parts of a page. */
function update(path: string, parts: Readonly<Record<string, string>>): void {
  const page = readFileSync(path, 'utf8');
  writeFileSync(path, Object.entries(parts).reduce((written, [name, content]) => replacePart(written, name, content), page));
}

/** docs/scaling.md with its tables as the prices, the route table and the quotas have them. */
export function scalingPage(page: string): string {
  return Object.entries(SCALING_TABLES).reduce((written, [name, content]) => replacePart(written, name, content()), page);
}

if (require.main === module) {
  mkdirSync('docs/images', { recursive: true });
  writeFileSync('docs/asvs.md', asvsPage());
  writeFileSync('docs/http-api.md', httpApiPage());
  writeFileSync('docs/props.md', propsPage());
  writeFileSync('docs/local-fidelity.md', fidelityPage(readFileSync('docs/local-fidelity.md', 'utf8')));
  writeFileSync('docs/scaling.md', scalingPage(readFileSync('docs/scaling.md', 'utf8')));
  writeFileSync('docs/images/architecture.svg', architecture());
  update('README.md', { 'quick start': quickStart(), 'routes': routeTable() });
  update('docs/languages.md', { languages: otherLanguages() });
  update('docs/performance.md', { benchmark: benchmarkTable(JSON.parse(readFileSync('bench/results.json', 'utf8'))) });
}

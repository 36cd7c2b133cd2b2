import { HeaderList } from '../../../../local/gateway/http-message';
import { parseMappingTemplate } from '../../../../local/gateway/velocity/mapping-template';
import { TemplateScope } from '../../../../local/gateway/velocity/template-scope';
import { runningStack } from '../../support/running-stack';

describe('over HTTP', () => {
  const local = runningStack();
  const preflight = (origin?: string, name = 'Origin') =>
    local.send('OPTIONS', '/user/private', { headers: { ...origin ? { [name]: origin } : {}, 'Access-Control-Request-Method': 'POST' } });

  test.each<[string | undefined, string]>([
    ['https://a.example', 'https://a.example'], ['https://b.example', 'https://b.example'], ['https://c.example', 'https://c.example'],
    ['https://evil.example', 'https://a.example'], [undefined, 'https://a.example'],
  ])('a preflight from %s allows %s', async (origin, allowed) => {
    const answer = await preflight(origin);
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': allowed,
      'access-control-allow-headers': 'Authorization',
      'access-control-max-age': '300',
      'vary': 'Origin',
      'access-control-allow-methods': 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD',
    });
  });

  test('the header\'s lower-case spelling counts as well', async () => {
    expect((await preflight('https://b.example', 'origin')).headers['access-control-allow-origin']).toBe('https://b.example');
  });

  test('a preflight needs no token', async () => {
    expect((await preflight('https://a.example')).status).toBe(204);
  });

  test('a mock answers by its templates, and its status chooses the response', async () => {
    expect((await local.send('GET', '/mock')).json()).toEqual({ stage: 'prod', color: 'blue' });
    const failed = await local.send('GET', '/mock?fail=yes');
    expect(failed).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });

  test('a mock without a status is a server error', async () => {
    expect((await local.send('GET', '/mock', { headers: { 'Content-Type': 'text/plain' } })).status).toBe(500);
  });
});

describe('mapping templates', () => {
  const scope = () => new TemplateScope({
    context: { stage: 'prod', identity: { sourceIp: '1.2.3.4' }, authorizer: { claims: { 'cognito:username': 'jane' } } },
    request: {
      method: 'GET', path: '/', headers: new HeaderList([['Origin', 'https://a']]), query: [['q', '1']], body: Buffer.alloc(0), sourceIp: '', protocol: '',
    },
    pathParameters: { id: '7' },
    stageVariables: { color: 'blue' },
  });

  test.each<[string, string]>([
    ['plain # text $ 5', 'plain # text $ 5'],
    ['$context.stage.', 'prod.'],
    ['${context.identity.sourceIp}x', '1.2.3.4x'],
    ['$!context.unknown|', '|'],
    ['$context.authorizer.claims.cognito:username', 'jane'],
    ['$stageVariables.color $input.params("id") $input.params("q")', 'blue 7 1'],
    ['$input.params().header.get("Origin")|$input.params().header.Origin|$input.params().path.id', 'https://a|https://a|7'],
    ['#set($a = "x")$a$a', 'xx'],
    ['#set($a = $context.nothing)[$a]', '[]'],
    ['## comment\nx', 'x'],
    ['#if($context.stage == "prod")y#else n#end', 'y'],
    ['#if($context.stage != "prod")y#elseif(1 == 1)z#{else}n#end', 'z'],
    ['#if(!("a" == "b") && ("x" == "y" || true))y#end', 'y'],
    ['#if($context.nothing)y#{else}n#end', 'n'],
    ['#if("a)" == "a)")y#end', 'y'],
    ['#if(1 == 1)#if(1 == 2)a#{else}b#end#end', 'b'],
  ])('%s', (template, expected) => {
    expect(parseMappingTemplate(template)(scope())).toBe(expected);
  });

  test('response overrides are kept', () => {
    const used = scope();
    parseMappingTemplate('#set($context.responseOverride.header.X-A = "1")#set($context.responseOverride.status = 201)')(used);
    expect([used.headers.get('X-A'), used.status]).toEqual(['1', 201]);
  });

  test.each<[string, string]>([
    ['#foreach($x in $y)#end', "unknown directive '#foreach'"],
    ['$util.escapeJavaScript("x")', "'$util' is not supported"],
    ['$input.json("$")', "'$input.json(\"$\"' is not supported"],
    ['$input.body', "'$input.body' is not supported"],
    ['$context.stage.substring(1)', "the method call after '$context' is not supported"],
    ['#set($a = 1 + 2)', "'1 + 2' is not supported"],
    ['#set($context.stage = "x")', "#set of '$context.stage' is not supported"],
    ['#if(1 == 1)x', '#if without #end'],
    ['x#end', '#end without #if'],
    ['#if $a', 'a directive has no parentheses'],
    ['#if(1', 'a directive has no closing parenthesis'],
    ['#if("$a" == "b")x#end', "'\"$a\" == \"b\"' is not supported"],
  ])('%s is rejected', (template, message) => {
    expect(() => parseMappingTemplate(template)).toThrow(message);
  });
});

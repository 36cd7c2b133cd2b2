import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ECHO, functionWithRole } from '../../support/fixture-app';
import { runningStack } from '../../support/running-stack';

/** Two APIs behind one domain, by every kind of mapping. */
const { stack, send } = runningStack((scope: Stack) => {
  const echo = new LambdaIntegration(functionWithRole(scope, 'Echo', ECHO));
  const certificate = Certificate.fromCertificateArn(scope, 'Certificate', 'arn:aws:acm:us-east-1:111111111111:certificate/1');
  const shop = new RestApi(scope, 'Shop', {
    cloudWatchRole: false, disableExecuteApiEndpoint: true, domainName: { domainName: 'api.example.com', basePath: 'shop', certificate },
  });
  const orders = new RestApi(scope, 'Orders', { cloudWatchRole: false, deployOptions: { stageName: 'live' } });
  for (const path of ['items', 'taken']) shop.root.addResource(path).addMethod('GET', echo);
  for (const path of ['list', 'v1/list']) orders.root.resourceForPath(path).addMethod('GET', echo);
  shop.domainName!.addBasePathMapping(orders, { basePath: 'orders' });
  shop.domainName!.addBasePathMapping(orders, { basePath: 'taken' });
  shop.domainName!.addBasePathMapping(orders, { basePath: 'any', attachToStage: false });
  shop.domainName!.addApiMapping(orders.deploymentStage, { basePath: 'orders/v1' });
});

const ask = async (path: string) => {
  const { status, json } = await send('GET', path);
  if (status !== 200) return status;
  const event = json();
  return { resource: event.resource, path: event.path, full: event.requestContext.path, stage: event.requestContext.stage };
};

test('a base path leads to its API and stage, and stays in what the function is told', async () => {
  expect(await ask('/shop/items')).toEqual({ resource: '/items', path: '/shop/items', full: '/shop/items', stage: 'prod' });
  expect(await ask('/orders/list')).toEqual({ resource: '/list', path: '/orders/list', full: '/orders/list', stage: 'live' });
});

test('the address of the API answers as before, though its own endpoint is disabled', async () => {
  expect(await ask('/items')).toEqual({ resource: '/items', path: '/items', full: '/items', stage: 'prod' });
  expect(await ask('/prod/items')).toEqual({ resource: '/items', path: '/items', full: '/prod/items', stage: 'prod' });
});

test('the longest base path goes first', async () => {
  expect(await ask('/orders/v1/list')).toMatchObject({ resource: '/list', path: '/orders/v1/list' });
  expect(await ask('/orders/v1/v1/list')).toMatchObject({ resource: '/v1/list' });
});

test('without a stage in the mapping, the caller names one', async () => {
  expect(await ask('/any/live/list')).toEqual({ resource: '/list', path: '/any/live/list', full: '/any/live/list', stage: 'live' });
  expect(await ask('/any/list')).toBe(403);
});

test('a route of the first API goes before a base path of another', async () => {
  expect(await ask('/taken')).toMatchObject({ resource: '/taken', stage: 'prod' });
  expect(await ask('/taken/list')).toMatchObject({ resource: '/list', stage: 'live' });
});

test('what only begins like a base path is none', async () => {
  expect(await ask('/shopitems')).toBe(403);
  expect(await ask('/shop2/items')).toBe(403);
});

test('it is told what stands for which address', () => {
  const [shop, orders] = stack().apis;
  expect(shop.customDomains).toEqual([{ domainUrl: 'https://api.example.com/shop', url: `${stack().url}/shop` }]);
  expect(orders.customDomains).toContainEqual({ domainUrl: 'https://api.example.com/orders/v1', url: `${orders.url}/orders/v1` });
});

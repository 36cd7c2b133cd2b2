import { numberOf, objectOf, type ResolvedResource, stringOf } from '../../assembly/template';
import { unsupported } from '../../errors';
import { type GatewayResponse, isGatewayResponseType } from '../model/gateway-response';
import { isMappingExpression } from '../velocity/mapping-expression';

/**
 * Reads an `AWS::ApiGateway::GatewayResponse`.
 *
 * @returns the response by its type
 * @throws LocalStackError for an unknown type or an unsupported mapping expression
 */
export function readGatewayResponse({ logicalId, type, properties }: ResolvedResource): [string, GatewayResponse] {
  const responseType = stringOf(properties.ResponseType) ?? '';
  if (!isGatewayResponseType(responseType)) throw unsupported(logicalId, type, `has the unknown ResponseType '${responseType}'`);
  const headers = Object.entries(objectOf(properties.ResponseParameters)).map(([target, expression]): [string, string] => {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    if (!name || typeof expression !== 'string' || !isMappingExpression(expression)) {
      throw unsupported(logicalId, type, `maps ${target} to ${String(expression)}, which the local stack does not support`);
    }
    return [name, expression];
  });
  return [responseType, {
    status: numberOf(properties.StatusCode),
    headers: Object.fromEntries(headers),
    templates: objectOf(properties.ResponseTemplates) as Record<string, string>,
  }];
}

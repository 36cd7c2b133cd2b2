import { invalidParameter } from '../errors';
import { adminOperation } from './operation';
import { page } from './pagination';
import * as member from '../request/members';
import { integer, list, text } from '../request/shapes';
import { describeUser } from '../users/describe-user';
import type { User } from '../users/user';

const FILTER = /^\s*([\w:]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

const SEARCHABLE: Readonly<Record<string, (user: User) => string | undefined>> = {
  'username': (user) => user.username,
  'sub': (user) => user.sub,
  'status': (user) => user.enabled ? 'Enabled' : 'Disabled',
  'cognito:user_status': (user) => user.status,
  ...Object.fromEntries(['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username']
    .map((name) => [name, (user: User) => user.attributes[name]])),
};

/** @throws CognitoError InvalidParameterException */
function predicate(filter: string | undefined): (user: User) => boolean {
  if (!filter) return () => true;
  const parts = FILTER.exec(filter);
  const read = parts && Object.hasOwn(SEARCHABLE, parts[1]) ? SEARCHABLE[parts[1]] : undefined;
  if (!parts || !read) throw invalidParameter('One or more filter conditions are not valid.');
  const [, name, operator, escaped] = parts;
  const fold = (value: string) => name === 'cognito:user_status' ? value.toLowerCase() : value;
  const wanted = fold(escaped.replace(/\\(.)/g, '$1'));
  return (user) => {
    const value = read(user);
    if (value === undefined) return false;
    return operator === '=' ? fold(value) === wanted : fold(value).startsWith(wanted);
  };
}

export const listUsers = adminOperation({
  AttributesToGet: list(member.attributeName),
  Limit: integer(0, 60),
  PaginationToken: text({ min: 1, pattern: '[\\S]+' }),
  Filter: text({ max: 256 }),
}, async (pool, input) => {
  const { items, next } = page([...pool.users.all()].filter(predicate(input.Filter)), input.Limit, input.PaginationToken);
  const wanted = input.AttributesToGet;
  return {
    Users: items.map((user) => {
      const { Attributes, ...rest } = describeUser(user);
      return { ...rest, Attributes: wanted ? Attributes.filter(({ Name }) => wanted.includes(Name)) : Attributes };
    }),
    ...next === undefined ? {} : { PaginationToken: next },
  };
});

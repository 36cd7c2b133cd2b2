import { resourceNotFound } from '../errors';
import { adminUserOperation } from './operation';
import { page } from './pagination';
import type { Group, UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { integer, text } from '../request/shapes';
import { groupsOf } from '../tokens/claims';

function groupOf(pool: UserPool, name: string): Group {
  const group = pool.groups.get(name);
  if (!group) throw resourceNotFound('Group not found.');
  return group;
}

export const adminAddUserToGroup = adminUserOperation({ GroupName: member.groupName }, async (pool, user, input) => {
  const { name } = groupOf(pool, input.GroupName);
  if (!user.groups.includes(name)) user.groups.push(name);
  return {};
});

export const adminRemoveUserFromGroup = adminUserOperation({ GroupName: member.groupName }, async (pool, user, input) => {
  const { name } = groupOf(pool, input.GroupName);
  user.groups = user.groups.filter((group) => group !== name);
  return {};
});

export const adminListGroupsForUser = adminUserOperation({
  Limit: integer(0, 60),
  NextToken: text({ min: 1, max: 131_072, pattern: '[\\S]+' }),
}, async (pool, user, input) => {
  const { items, next } = page(groupsOf(pool, user), input.Limit, input.NextToken);
  return {
    Groups: items.map((group) => ({
      GroupName: group.name,
      UserPoolId: pool.identity.id,
      ...group.description === undefined ? {} : { Description: group.description },
      ...group.roleArn === undefined ? {} : { RoleArn: group.roleArn },
      ...group.precedence === undefined ? {} : { Precedence: group.precedence },
      LastModifiedDate: group.createdAt / 1000,
      CreationDate: group.createdAt / 1000,
    })),
    ...next === undefined ? {} : { NextToken: next },
  };
});

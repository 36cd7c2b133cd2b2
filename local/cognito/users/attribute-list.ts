import type { User } from './user';

export interface Attribute {
  readonly Name: string;
  readonly Value: string;
}

/** A user's attributes as the API lists them, `sub` among them. */
export function attributeList(user: User, visible: (name: string) => boolean = () => true): Attribute[] {
  return Object.entries(withSub(user)).filter(([name]) => visible(name)).map(([Name, Value]) => ({ Name, Value }));
}

/** A user's attributes as triggers and challenges see them. */
export function attributesForTriggers(user: User): Record<string, string> {
  return { ...withSub(user), 'cognito:user_status': user.status };
}

const withSub = (user: User): Record<string, string> => ({ ...user.attributes, sub: user.sub });

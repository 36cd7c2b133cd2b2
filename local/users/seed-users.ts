import { CognitoError } from '../cognito';
import { LocalStackError } from '../errors';
import { readJsonFile } from '../json-file';
import { NewUser, UserDirectory } from './user-directory';

/** What a file of users to begin with may hold. */
const SEEDS = {
  type: 'object',
  required: ['users'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    users: {
      type: 'array',
      items: {
        type: 'object',
        required: ['password'],
        additionalProperties: false,
        properties: {
          email: { type: 'string' },
          username: { type: 'string' },
          password: { type: 'string' },
          attributes: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
          groups: { type: 'array', items: { type: 'string' } },
          status: { enum: ['CONFIRMED', 'UNCONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'] },
          enabled: { type: 'boolean' },
          totpSecret: { type: 'string' },
          pool: { type: 'string' },
        },
      },
    },
  },
};

/**
 * Reads the users that a stack begins with: `{ "users": [{ "email": …, "password": … }] }`.
 *
 * @throws LocalStackError where the file is not of that form
 */
export function readSeeds(file: string): readonly NewUser[] {
  return (readJsonFile(file, 'the seed file', SEEDS) as { users: NewUser[] }).users;
}

/**
 * Creates users, except those that are there already: they may have come from a file and changed since.
 *
 * @returns how many were created
 * @throws LocalStackError which names the user and says what the pool refuses
 */
export async function seedUsers(directory: UserDirectory, users: readonly NewUser[]): Promise<number> {
  let created = 0;
  for (const [index, user] of users.entries()) {
    const name = user.username ?? user.email;
    try {
      if (name !== undefined && directory.get(name, user.pool)) continue;
      await directory.create(user);
    } catch (error) {
      if (!(error instanceof CognitoError || error instanceof LocalStackError)) throw error;
      throw new LocalStackError(`users[${index}] (${name ?? 'without a name'}) cannot be created: ${error.message.trim()}`);
    }
    created += 1;
  }
  return created;
}

import type { RoleHolder } from '../../../lib/api/types';

/** Who holds a role; case does not tell roles apart. */
export function holdersOf(roles: readonly RoleHolder[], role: string | null): string[] {
  if (role === null) return [];
  return roles.filter((each) => each.role.toLowerCase() === role.toLowerCase()).map((each) => each.person);
}

/** A role with who holds it, for a step: `cloud: Dee`. */
export function roleText(roles: readonly RoleHolder[], role: string | null): string | null {
  const people = holdersOf(roles, role);
  return people.length > 0 ? `${role}: ${people.join(', ')}` : role;
}

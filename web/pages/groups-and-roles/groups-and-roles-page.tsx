export function GroupsAndRolesPage() {
  return null;
}

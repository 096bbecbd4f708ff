export function DirectoriesPage() {
  return null;
}

export function NewConnectionPage() {
  return null;
}

export function DirectoryFrame() {
  return null;
}

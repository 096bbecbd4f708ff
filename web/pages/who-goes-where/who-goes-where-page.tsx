export function WhoGoesWherePage() {
  return null;
}

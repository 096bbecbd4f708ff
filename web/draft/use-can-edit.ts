import { useMe } from "../session.tsx";

/** Whether whoever is signed in may change settings; otherwise the screens show them as they are. */
export function useCanEdit(): boolean {
  return useMe().permissions.includes("directories:edit");
}

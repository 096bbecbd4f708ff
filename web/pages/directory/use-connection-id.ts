import { useParams } from "@tanstack/react-router";

/** The connection that this address is about. */
export function useConnectionId(): number {
  return Number(useParams({ from: "/directories/$connectionId" }).connectionId);
}

import { Loader, Skeleton, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemAlert } from "./problem.tsx";

interface Props<T> {
  readonly query: UseQueryResult<T>;
  /** What is being read, in words: `the list of runs`. */
  readonly reading: string;
  readonly children: (data: T) => ReactNode;
}

/** What a query brought, once it is there; until then what is being read, or why it could not be read. */
export function Loaded<T>({ query, reading, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return <Reading what={reading} />;
}

/** Says what is being read, where its answer will stand. */
export function Reading({ what }: { readonly what: string }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <Text size="sm" c="dimmed" role="status" style={{ display: "flex", alignItems: "center", gap: "0.5rem" }}>
        <Loader size={14} aria-hidden />
        Reading {what}…
      </Text>
      <Skeleton height={18} width="38%" />
      <Skeleton height={18} width="64%" />
      <Skeleton height={18} width="51%" />
    </Stack>
  );
}

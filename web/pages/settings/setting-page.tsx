import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { capital } from "../../records/record-words.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";

interface SettingPageProps<T> {
  readonly query: UseQueryResult<T>;
  /** What such a thing is, in lower case: `webhook`. */
  readonly one: string;
  readonly id: number;
  /** The list that it stands in. */
  readonly list: { readonly label: string; readonly to: string };
  readonly subtitle: (data: T) => ReactNode;
  readonly actions: (data: T) => ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** The page of one thing under Settings that is no kind of record: its name, its state and what can be done, as soon as it is there. */
export function SettingPage<T extends { readonly name: string }>(props: SettingPageProps<T>) {
  const { query, one, id, list, subtitle, actions, children } = props;
  const { data } = query;
  return (
    <Page
      title={data?.name ?? `${capital(one)} ${id}`}
      crumbs={[{ label: "Settings", to: "/settings" }, list]}
      {...(data !== undefined && { subtitle: subtitle(data), actions: actions(data) })}
    >
      <Loaded query={query} reading={`the ${one}`}>
        {children}
      </Loaded>
    </Page>
  );
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../ui/page.tsx";
import { NewRecordButton } from "./new-record-button.tsx";
import { RecordList, type RecordListProps } from "./record-list.tsx";
import { type RecordSearch, readRecordSearch } from "./record-search.ts";
import type { KindView } from "./record-types.ts";
import { capital } from "./record-words.ts";
import { WithKind } from "./with-kind.tsx";

type ListOptions = Pick<RecordListProps, "shown" | "filters" | "views" | "extra" | "empty" | "renderBeside">;

interface KindListPageProps extends ListOptions {
  readonly name: string;
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly crumbs?: readonly { readonly label: string; readonly to: string }[];
  /** Instead of the button that creates one. */
  readonly primary?: (kind: KindView) => ReactNode;
  readonly actions?: ReactNode;
}

/** The list of a kind on a page of its own; what it shows stands in the address. */
export function KindListPage({ name, title, subtitle, crumbs, primary, actions, ...list }: KindListPageProps) {
  const { search, setSearch } = useAddressSearch();
  return (
    <WithKind name={name} title={title}>
      {(kind) => (
        <Page
          title={title || capital(kind.many)}
          subtitle={subtitle}
          {...(crumbs !== undefined && { crumbs })}
          {...(actions !== undefined && { actions })}
          primary={primary === undefined ? <NewRecordButton kind={kind} /> : primary(kind)}
        >
          <RecordList kind={kind} search={search} onSearch={setSearch} {...list} />
        </Page>
      )}
    </WithKind>
  );
}

/** The search of the address, and how to change it. */
export function useAddressSearch() {
  const search = readRecordSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const setSearch = (next: RecordSearch, isTyping: boolean) => void navigate({ to: ".", search: next, replace: isTyping });
  return { search, setSearch };
}

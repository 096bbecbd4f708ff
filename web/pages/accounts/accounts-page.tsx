import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { AccountRow } from "../../../src/api/v1/shapes/settings.ts";
import { api, ask } from "../../api.ts";
import { connectionQuery } from "../../queries/connection.ts";
import { DataGrid } from "../../ui/data-grid.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Reading } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { useWindow } from "../../ui/use-window.ts";
import { When } from "../../ui/when.tsx";
import { useWhy } from "../../why/why-provider.tsx";
import { useConnectionId } from "../directory/use-connection-id.ts";
import { AccountCard } from "./account-card.tsx";
import { accountColumns } from "./account-columns.tsx";
import { AccountFilters } from "./account-filters.tsx";
import { type AccountsSearch, accountsToFind, isNarrowed } from "./accounts-search.ts";

/** Everybody in our copy of the directory, and where the rules send them. */
export function AccountsPage() {
  const connectionId = useConnectionId();
  const search = useSearch({ from: "/directories/$connectionId/accounts" });
  const navigate = useNavigate({ from: "/directories/$connectionId/accounts" });
  const connection = useQuery(connectionQuery(connectionId));
  const { openWhy } = useWhy();
  const narrow = (next: AccountsSearch) => void navigate({ search: next, replace: true });
  const accounts = useWindow<AccountRow>({
    key: ["connections", connectionId, "people", search],
    fetchRows: (from, limit) =>
      ask(
        api.connections[":connectionId"].people.$post({
          param: { connectionId: String(connectionId) },
          json: { ...accountsToFind(search), from, limit },
        }),
      ),
  });
  const lastRead = connection.data?.lastRead ?? null;
  return (
    <Page
      title="Accounts"
      subtitle={
        lastRead === null ? (
          "The people of the directory, as Muster reads them."
        ) : (
          <>
            Our copy of the directory, as read <When at={lastRead} />. A row opens onto why.
          </>
        )
      }
    >
      <AccountFilters connectionId={connectionId} search={search} onChange={narrow} total={accounts.total} />
      {accounts.error !== null && <ProblemAlert error={accounts.error} onRetry={() => void accounts.refresh()} />}
      {accounts.total === null ? (
        accounts.error === null && <Reading what="the accounts" />
      ) : (
        <DataGrid<AccountRow>
          label="Accounts"
          total={accounts.total}
          columns={accountColumns}
          getRow={accounts.getRow}
          onRange={accounts.onRange}
          rowKey={(row) => row.externalId}
          onOpen={(row) => openWhy({ connectionId, person: row.externalId })}
          renderCard={(row) => <AccountCard row={row} onOpen={() => openWhy({ connectionId, person: row.externalId })} />}
          resetKey={accounts.resetKey}
          empty={<Nobody search={search} hasRead={lastRead !== null} onClear={() => narrow({})} />}
        />
      )}
    </Page>
  );
}

interface NobodyProps {
  readonly search: AccountsSearch;
  readonly hasRead: boolean;
  readonly onClear: () => void;
}

function Nobody({ search, hasRead, onClear }: NobodyProps) {
  if (isNarrowed(search)) {
    return (
      <Empty
        title="Nobody fits all of these filters"
        action={
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
        }
      />
    );
  }
  return (
    <Empty title={hasRead ? "The directory is empty" : "Not read yet"}>
      {hasRead ? "The last complete reading found no accounts." : "The first preview reads the directory. It writes nothing to your desk."}
    </Empty>
  );
}

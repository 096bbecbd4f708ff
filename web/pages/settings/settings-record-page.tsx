import { useParams } from "@tanstack/react-router";
import { useAddressSearch } from "../../records/kind-list-page.tsx";
import { RecordPage, type RecordTab } from "../../records/record-page.tsx";
import { WithKind } from "../../records/with-kind.tsx";
import { CabMembers } from "./cab-members.tsx";
import { RoleHolders } from "./role-holders.tsx";
import { findSettingsKind } from "./settings-kinds.ts";
import { TeamMembers } from "./team-members.tsx";
import { UnknownSettings } from "./unknown-settings.tsx";

const tabsOf: Readonly<Record<string, readonly RecordTab[]>> = {
  agentRole: [{ key: "holders", label: "Who has it", render: (record) => <RoleHolders entity="agent" role={String(record.name)} /> }],
  userRole: [{ key: "holders", label: "Who has it", render: (record) => <RoleHolders entity="user" role={String(record.name)} /> }],
  team: [{ key: "members", label: "Members", render: (record) => <TeamMembers record={record} /> }],
  cab: [{ key: "members", label: "Members", render: (record) => <CabMembers id={record.id} /> }],
};

/** A record that is set up under Settings, on a page of its own. */
export function SettingsRecordPage() {
  const { path, id } = useParams({ strict: false });
  const place = findSettingsKind(path);
  const { search } = useAddressSearch();
  if (place === undefined) return <UnknownSettings />;
  return (
    <WithKind name={place.name} title={place.title}>
      {(kind) => (
        <RecordPage
          key={`${place.name} ${id}`}
          kind={kind}
          id={Number(id)}
          search={search}
          crumbs={[
            { label: "Settings", to: "/settings" },
            { label: place.title, to: `/settings/${place.path}` },
          ]}
          tabs={tabsOf[place.name] ?? []}
        />
      )}
    </WithKind>
  );
}

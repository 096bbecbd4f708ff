import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Gift } from "../../../src/model/settings.ts";
import { catalogueQuery } from "../../queries/connection.ts";
import { Loaded } from "../../ui/loaded.tsx";

interface GiftChoiceProps {
  readonly kind: Gift["kind"];
  readonly onChange: (gift: Gift | null) => void;
}

interface Choice {
  readonly id: number;
  readonly name: string;
}

/** The role or board that a group gives. */
export function GiftChoice({ kind, onChange }: GiftChoiceProps) {
  const catalogue = useQuery(catalogueQuery());
  return (
    <Loaded query={catalogue} reading="roles and boards">
      {({ agentRoles, userRoles, cabs, cabRoles }) => {
        if (kind === "cab") return <CabChoice cabs={cabs} cabRoles={cabRoles} onChange={onChange} />;
        const roles = kind === "agentRole" ? agentRoles : userRoles;
        return (
          <OneOf
            label={kind === "agentRole" ? "Agent role" : "User role"}
            none={`Your desk has no ${kind === "agentRole" ? "agent" : "user"} roles yet; they are made in the configuration file.`}
            choices={roles}
            onChange={(roleId) => onChange(roleId === null ? null : { kind, roleId })}
          />
        );
      }}
    </Loaded>
  );
}

interface CabChoiceProps extends Pick<GiftChoiceProps, "onChange"> {
  readonly cabs: readonly Choice[];
  readonly cabRoles: readonly Choice[];
}

function CabChoice({ cabs, cabRoles, onChange }: CabChoiceProps) {
  const [cabId, setCabId] = useState<number | null>(null);
  const [cabRoleId, setCabRoleId] = useState<number | null>(null);
  const tell = (cab: number | null, role: number | null) => onChange(cab === null ? null : { kind: "cab", cabId: cab, cabRoleId: role });
  return (
    <Stack gap="sm">
      <OneOf
        label="Board"
        none="Your desk has no change advisory boards yet; they are made in the configuration file."
        choices={cabs}
        onChange={(id) => {
          setCabId(id);
          tell(id, cabRoleId);
        }}
      />
      {cabs.length > 0 && cabRoles.length > 0 && (
        <Select
          label="CAB role"
          description="May be left out"
          clearable
          data={cabRoles.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={cabRoleId === null ? null : String(cabRoleId)}
          onChange={(chosen) => {
            const id = chosen === null ? null : Number(chosen);
            setCabRoleId(id);
            tell(cabId, id);
          }}
        />
      )}
    </Stack>
  );
}

interface OneOfProps {
  readonly label: string;
  readonly none: string;
  readonly choices: readonly Choice[];
  readonly onChange: (id: number | null) => void;
}

function OneOf({ label, none, choices, onChange }: OneOfProps) {
  if (choices.length === 0) return <Text size="sm">{none}</Text>;
  return (
    <Select
      label={label}
      placeholder="Choose one"
      searchable
      data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
    />
  );
}

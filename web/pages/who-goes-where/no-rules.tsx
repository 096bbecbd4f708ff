import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { CatalogueView } from "../../../src/api/v1/shapes/settings.ts";
import { Empty } from "../../ui/empty.tsx";

interface Props {
  readonly canEdit: boolean;
  readonly catalogue: CatalogueView | undefined;
  readonly onStart: () => void;
  readonly onEveryone: (siteId: number) => void;
}

/** No rule yet: what that means, and the first one for a click. */
export function NoRules({ canEdit, catalogue, onStart, onEveryone }: Props) {
  const mains = (catalogue?.sites ?? []).filter(({ isMain }) => isMain);
  const [chosen, setChosen] = useState<string | null>(null);
  const site = mains.find(({ id }) => String(id) === chosen) ?? (mains.length === 1 ? mains[0] : undefined);
  return (
    <Empty
      title="Without a rule nobody is imported."
      action={
        canEdit && (
          <>
            {mains.length > 1 && (
              <Select
                aria-label="Main site"
                placeholder="Which customer's main site?"
                data={mains.map(({ id, name, customer }) => ({ value: String(id), label: `${customer} · ${name}` }))}
                value={chosen}
                searchable
                limit={100}
                onChange={setChosen}
              />
            )}
            {mains.length > 0 && (
              <Button disabled={site === undefined} onClick={() => site !== undefined && onEveryone(site.id)}>
                {site === undefined ? "Everyone active → main site" : `Everyone active → ${site.name}`}
              </Button>
            )}
            <Button variant="default" onClick={onStart}>
              New rule
            </Button>
          </>
        )
      }
    >
      Most start with: everyone active → main site. Accounts that are suspended or archived and unknown to the desk create nobody, whatever
      a rule says.
    </Empty>
  );
}

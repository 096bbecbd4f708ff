import { Text } from "@mantine/core";
import type { ConnectionSettings, Placements } from "../../../src/api/v1/shapes/settings.ts";
import { PeopleNumber } from "../../draft/people-list.tsx";
import { When } from "../../ui/when.tsx";
import classes from "./who-goes-where.module.css";

interface Props {
  readonly connectionId: number;
  readonly settings: ConnectionSettings;
  readonly placements: Placements;
  readonly isCurrent: boolean;
}

/** Every account accounted for: `903 = 870 placed + 33 left out + 0 claimed by no rule`. */
export function FootBar({ connectionId, settings, placements, isCurrent }: Props) {
  const { people, placed, leftOut, notCreated, unmapped } = placements;
  const common = { connectionId, settings };
  const out = leftOut + notCreated;
  return (
    <div className={classes.foot} data-open={unmapped > 0 || undefined}>
      <Text component="div" size="sm" aria-busy={!isCurrent} data-waits={!isCurrent || undefined} className={classes.sum}>
        <strong>{people.toLocaleString()}</strong> {people === 1 ? "account" : "accounts"} ={" "}
        <PeopleNumber
          {...common}
          isStrong
          label={`${placed.toLocaleString()} placed`}
          lists={[{ title: "Placed by a rule", which: { goesTo: "placed" } }]}
        >
          {placed.toLocaleString()} placed
        </PeopleNumber>{" "}
        +{" "}
        <PeopleNumber
          {...common}
          isStrong
          label={`${out.toLocaleString()} left out`}
          lists={[
            { title: `${leftOut.toLocaleString()} left out by a rule`, which: { goesTo: "leftOut" } },
            {
              title: `${notCreated.toLocaleString()} suspended, archived or broken, and unknown to the desk`,
              which: { goesTo: "notCreated" },
            },
          ]}
        >
          {out.toLocaleString()} left out
        </PeopleNumber>{" "}
        +{" "}
        <PeopleNumber
          {...common}
          isStrong
          tone={unmapped > 0 ? "waiting" : undefined}
          label={`${unmapped.toLocaleString()} claimed by no rule`}
          lists={[{ title: "Claimed by no rule: they are not imported", which: { goesTo: "unmapped" } }]}
        >
          {unmapped > 0 && "! "}
          {unmapped.toLocaleString()} claimed by no rule
        </PeopleNumber>
      </Text>
      <Text size="sm" c="dimmed">
        as read <When at={placements.asRead} />
      </Text>
    </div>
  );
}

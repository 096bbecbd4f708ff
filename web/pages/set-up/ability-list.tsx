import { Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { ConnectionCheck } from "../../../src/api/v1/shapes/connection.ts";
import { AbilityCure } from "./ability-cure.tsx";
import type { SignInKind } from "./choose-sign-in.tsx";
import styles from "./set-up.module.css";

interface AbilityListProps {
  readonly abilities: ConnectionCheck["abilities"];
  readonly signIn: SignInKind;
}

/** A row for each thing that may be read: whether it may, and where it may not, the cause with its cure. */
export function AbilityList({ abilities, signIn }: AbilityListProps) {
  return (
    <ul className={styles.abilities}>
      {abilities.map((ability) => (
        <li key={ability.ability} className={styles.ability}>
          {ability.isGranted ? (
            <IconCheck size={20} color="var(--mantine-color-green-filled)" aria-label="yes" role="img" />
          ) : (
            <IconX size={20} color="var(--mantine-color-red-filled)" aria-label="no" role="img" />
          )}
          <div style={{ minWidth: 0 }}>
            <Text fw={600} size="sm">
              {ability.label}
              {!ability.isGranted && !ability.isNeeded && (
                <Text span size="sm" c="dimmed" fw={400}>
                  {" "}
                  · not needed by what is switched on
                </Text>
              )}
            </Text>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {ability.says}
            </Text>
            {!ability.isGranted && <AbilityCure ability={ability} signIn={signIn} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

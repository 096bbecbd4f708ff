import { List, Text } from "@mantine/core";
import type { ActivationPreview } from "../../../src/api/v1/shapes/settings.ts";
import { PersonLink } from "../../ui/person-link.tsx";
import styles from "./groups.module.css";

interface ActivationNamesProps {
  readonly preview: ActivationPreview;
  readonly isOn: boolean;
}

/** Whom it concerns, by name: who loses access, who gets it back, who is left alone and why. */
export function ActivationNames({ preview, isOn }: ActivationNamesProps) {
  const { wouldLose, wouldRegain, leftAlone } = preview;
  return (
    <>
      <Text size="sm" fw={600}>
        Agents who {isOn ? "lose" : "would lose"} access: {wouldLose.length === 0 ? "none" : wouldLose.length.toLocaleString()}
      </Text>
      {wouldLose.length > 0 && <Names people={wouldLose} />}
      {wouldRegain.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            Agents who {isOn ? "become" : "would become"} active again: {wouldRegain.length.toLocaleString()}
          </Text>
          <Names people={wouldRegain} />
        </>
      )}
      {leftAlone.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            Left alone: {leftAlone.length.toLocaleString()}
          </Text>
          <List size="sm">
            {leftAlone.map(({ agentId, name, because }) => (
              <List.Item key={agentId}>
                <PersonLink entity="agent" id={agentId} name={name} />: {because}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  );
}

function Names({ people }: { readonly people: ActivationPreview["wouldLose"] }) {
  return (
    <ul className={styles.names}>
      {people.map(({ agentId, name, email }) => (
        <li key={agentId}>
          <PersonLink entity="agent" id={agentId} name={name} />{" "}
          <Text span size="xs" c="dimmed" dir="auto">
            {email}
          </Text>
        </li>
      ))}
    </ul>
  );
}

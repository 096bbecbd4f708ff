import { Button, Group } from "@mantine/core";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import styles from "./import.module.css";

/** The newest plan that may still be applied, or waits for an answer. */
export function NewestPreview({ connection }: { readonly connection: ConnectionView }) {
  const { openRun } = connection;
  if (openRun === null) return null;
  return (
    <Section title="Proposed changes">
      <div className={styles.card}>
        <Group justify="space-between" gap="xs">
          <span className={styles.words}>
            <strong>Plan {openRun.planNumber}</strong> · {openRun.sentence}
          </span>
          <Button component={PathLink} href={`/runs/${openRun.id}`}>
            Review
          </Button>
        </Group>
      </div>
    </Section>
  );
}

import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import type { ImportToStart } from "../../../src/api/v1/shapes/run.ts";
import { useMe } from "../../session.tsx";
import { Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { When } from "../../ui/when.tsx";
import { useStartImport } from "../run/start-run.ts";
import { findObstacle } from "./find-obstacle.ts";
import styles from "./import.module.css";

type Way = "manual" | "scheduled" | "replan";
type Who = "both" | "user" | "agent";

/** What each way does is read before it is chosen. */
const words = { description: { fontSize: "var(--mantine-font-size-sm)" } };

const verbs: Readonly<Record<Way, string>> = {
  manual: "Read and show what would change",
  scheduled: "Run the schedule now",
  replan: "Plan from our copy",
};

/** Chooses what to import and how, and starts it. Closed, with the reason, where it could only fail. */
export function StartImport({ connection }: { readonly connection: ConnectionView }) {
  const [who, setWho] = useState<Who>("both");
  const [way, setWay] = useState<Way>("manual");
  const start = useStartImport();
  const { permissions } = useMe();
  const obstacle = findObstacle(connection, way, permissions.includes("directories:edit"));
  const json: ImportToStart = {
    connectionId: connection.id,
    kind: way,
    entities: who === "both" ? ["user", "agent"] : [who],
    // The schedule applies what is within the limits; everything else only shows.
    applies: way === "scheduled",
  };
  return (
    <Section title="Start an import">
      <div className={styles.card}>
        <Stack gap="md">
          {/* The choices below are the only values of either group. */}
          <Radio.Group label="Whom to import" value={who} onChange={(value) => setWho(value as Who)}>
            <Group gap="md" mt={6}>
              <Radio value="both" label="Users and agents" />
              <Radio value="user" label="Users" />
              <Radio value="agent" label="Agents (staff)" />
            </Group>
          </Radio.Group>
          <Radio.Group label="How" value={way} onChange={(value) => setWay(value as Way)}>
            <Stack gap="sm" mt={6}>
              <Radio
                styles={words}
                value="manual"
                label="Import now"
                description={`Reads ${connection.type} and shows every change. Nothing is written until you apply it. Nobody is made inactive because they are missing.`}
              />
              <Radio
                styles={words}
                value="scheduled"
                label="Run the schedule now"
                description="Does what the clock would do: reads, and applies at once what is within the limits. It may make people inactive who are missing from a complete reading and from a direct look-up, where that is switched on. Over a limit it waits for you, and nothing is written."
              />
              <Radio
                styles={words}
                value="replan"
                label="Plan from our copy"
                description={
                  <>
                    Asks nothing of {connection.type}: plans everybody against the desk again, as read{" "}
                    {connection.lastRead === null ? "last" : <When at={connection.lastRead} />}. Nothing is written until you apply it.
                  </>
                }
              />
            </Stack>
          </Radio.Group>
          <Group gap="sm">
            <Button loading={start.isPending} disabled={obstacle !== null} onClick={() => start.mutate(json)}>
              {verbs[way]}
            </Button>
            {obstacle !== null && (
              <Text size="sm" role="status" className={styles.words}>
                {obstacle.says} {obstacle.cure !== null && <PathLink href={obstacle.cure.href}>{obstacle.cure.verb}</PathLink>}
              </Text>
            )}
          </Group>
          <ProblemAlert error={start.error} />
        </Stack>
      </div>
    </Section>
  );
}

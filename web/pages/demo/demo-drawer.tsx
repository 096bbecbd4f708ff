import { Button, Drawer, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Loaded } from "../../ui/loaded.tsx";
import { ProblemAlert } from "../../ui/problem.tsx";
import { Happened } from "./happened.tsx";
import { Incident } from "./incident.tsx";
import { useIncidents, usePlay } from "./queries.ts";

/** The one that takes back all others. */
const putBack = "put-back";

/** What can be made to happen in the demo, each with what a careless sync would do, said beforehand. */
export function DemoDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const incidents = useIncidents(isOpen);
  const play = usePlay();
  const [last, setLast] = useState<string | null>(null);
  const happen = (name: string) => play.mutate(name, { onSuccess: () => setLast(name) });
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="min(100vw, 34rem)"
      title="Make something happen"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Loaded query={incidents} reading="what can happen">
        {({ items }) => (
          <Stack gap="md">
            <Text size="sm">
              Google is played by a sandbox on this machine: nothing leaves it, and everything can be put back. Then run the schedule, and
              watch what Muster makes of it.
            </Text>
            {play.isError && <ProblemAlert error={play.error} />}
            {play.data !== undefined && last !== null && (
              <Happened says={play.data.says} next={items.find((one) => one.name === last)} onClose={onClose} />
            )}
            <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
              {items
                .filter((incident) => incident.name !== putBack)
                .map((incident) => (
                  <Incident
                    key={incident.name}
                    incident={incident}
                    isBusy={play.isPending && play.variables === incident.name}
                    isDisabled={play.isPending}
                    onHappen={() => happen(incident.name)}
                  />
                ))}
            </Stack>
            {items.some((incident) => incident.name === putBack) && (
              <Button
                variant="default"
                loading={play.isPending && play.variables === putBack}
                disabled={play.isPending}
                onClick={() => happen(putBack)}
              >
                Put everything back
              </Button>
            )}
          </Stack>
        )}
      </Loaded>
    </Drawer>
  );
}

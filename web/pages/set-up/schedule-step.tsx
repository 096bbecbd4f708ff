import { Button, Group, List, Stack, Text } from "@mantine/core";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { quoteCommand } from "../../../src/core/quote-command.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { Copied } from "./copied.tsx";

interface ScheduleStepProps {
  readonly connection: ConnectionView;
  readonly isCurrent: boolean;
}

/** How imports go on without anybody: said as it is, with what works today. */
export function ScheduleStep({ connection, isCurrent }: ScheduleStepProps) {
  const command = quoteCommand("import", connection.name, "--scheduled", "--apply");
  return (
    <Stack gap="md">
      <Text size="sm">
        <b>Scheduled imports come with the integrator, in a later version.</b> Until then the command line does the same work, and the clock
        of the server’s own system can call it. Every hour, as a line for <code>crontab -e</code>, with Muster’s folder in place of{" "}
        <code>/opt/muster</code>:
      </Text>
      <Copied value={`0 * * * * cd /opt/muster && ${command}`} label="Copy the cron line" />
      <List size="sm" spacing={4}>
        <List.Item>
          <code>--scheduled</code> may make people inactive who are proven to be gone, where you have switched that on; an import by hand
          never does.
        </List.Item>
        <List.Item>
          <code>--apply</code> writes what stays within the limits. Over a limit nothing is written, and the import waits here for you.
        </List.Item>
        <List.Item>
          Leave <code>--apply</code> out and it only previews: a way to watch for a week before anything is written.
        </List.Item>
        <List.Item>The command answers with an exit code: 0 done, 3 refused by the directory, 4 waits for approval.</List.Item>
      </List>
      <Group>
        <Button maw="100%" variant={isCurrent ? "filled" : "default"} component={PathLink} href={`/directories/${connection.id}`}>
          To {connection.name}
        </Button>
        <Button variant="default" component={PathLink} href={`/directories/${connection.id}/limits`}>
          Look at the limits
        </Button>
      </Group>
    </Stack>
  );
}

import { Alert, List, Stack, Text } from "@mantine/core";
import type { KindView } from "../record-types.ts";
import classes from "./bulk.module.css";
import { explainBulk } from "./explain-bulk.ts";
import type { BulkResult } from "./use-bulk.ts";

interface Props {
  readonly kind: KindView;
  readonly action: "change" | "delete";
  readonly result: BulkResult;
}

/** What would happen, or did: in a sentence, summed up, and every record that is refused with its reason. */
export function BulkOutcome({ kind, action, result }: Props) {
  const refused = result.lines.filter((line) => line.kind === "refused");
  const changes = result.summary.filter((one) => one.kind === "changes");
  return (
    <Stack gap="sm">
      <Alert
        color={result.refused > 0 ? "yellow" : result.changes === 0 ? "gray" : "blue"}
        variant="light"
        role="status"
        title={explainBulk(result, action, kind)}
      >
        {action === "change" && changes.length > 0 && (
          <List size="sm">
            {changes.map(({ says, n }) => (
              <List.Item key={says}>
                <bdi>{says}</bdi> ({n.toLocaleString()})
              </List.Item>
            ))}
          </List>
        )}
      </Alert>
      {refused.length > 0 && (
        <section aria-label="Left out">
          <Text size="sm" fw={600} mb={4}>
            {result.preview ? "Would be left out" : "Left out"}
          </Text>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch that scrolls is reached by the keyboard */}
          <ul className={classes.lines} tabIndex={0} aria-label="Refused, with the reasons">
            {refused.map(({ id, name, says }) => (
              <li key={id}>
                <Text size="sm">
                  {!says.startsWith(name) && (
                    <>
                      <Text span fw={550} size="sm" dir="auto">
                        {name}
                      </Text>
                      {": "}
                    </>
                  )}
                  {says}
                </Text>
              </li>
            ))}
          </ul>
          {result.refused > refused.length && (
            <Text size="sm" c="dimmed">
              and {(result.refused - refused.length).toLocaleString()} more
            </Text>
          )}
        </section>
      )}
    </Stack>
  );
}

import { Button, Group, Text } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Page } from "../ui/page.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

/** Instead of a page that could not be loaded or drawn. After an update of the server its old parts are gone: loading anew brings the new ones. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Our mistake" subtitle="This page could not be drawn. Nothing was changed by that.">
      {isPartGone(error) ? (
        <Text>
          A part of this page is no longer on the server, which was probably updated meanwhile. Load the page again to get the new one.
        </Text>
      ) : (
        <ProblemAlert error={error} />
      )}
      <Group gap="xs">
        <Button onClick={() => window.location.reload()}>Load the page again</Button>
        <Button variant="default" onClick={reset}>
          Try without loading
        </Button>
      </Group>
    </Page>
  );
}

/** Browsers say it each in its own words. */
function isPartGone(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script failed|preload CSS/i.test(error.message);
}

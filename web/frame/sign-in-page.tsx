import { Button, Code, Container, Group, Paper, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { CopyButton } from "../ui/copy-button.tsx";
import { Brand } from "./brand.tsx";

const command = "npm run muster -- link";

/** For somebody who is not signed in: how to, without a form, for there is no password. */
export function SignInPage({ onTry, isTrying }: { readonly onTry: () => void; readonly isTrying: boolean }) {
  useEffect(() => {
    document.title = "Sign in · Muster";
  }, []);
  return (
    <Container component="main" size={520} pt="14vh" pb="xl">
      <Brand />
      <Paper p="xl" mt="lg" radius="md" withBorder bg="var(--m-paper)">
        <Title order={1}>Sign in with a link</Title>
        <Text mt="sm">
          Muster has no passwords. A link that works once signs this browser in for twelve hours. Make one on the machine that Muster runs
          on:
        </Text>
        <Group mt="md" gap="xs" wrap="nowrap">
          <Code block flex={1} style={{ fontSize: "0.875rem" }}>
            {command}
          </Code>
          <CopyButton value={command} label="Copy" />
        </Group>
        <Text mt="md" size="sm" c="dimmed">
          It prints an address: open it in this browser. For somebody else add <Code>--agent name@example.org</Code>. A link that was used,
          or is older than an hour, does nothing any more.
        </Text>
        <Button mt="lg" variant="default" onClick={onTry} loading={isTrying}>
          I have opened the link
        </Button>
      </Paper>
    </Container>
  );
}

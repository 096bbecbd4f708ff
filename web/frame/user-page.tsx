import { Button, Container, Paper, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useSignOut } from "../queries/session.ts";
import { Brand } from "./brand.tsx";

/** For a user who is signed in: these pages are for agents, and a user's tickets come through the API. */
export function UserPage({ name }: { readonly name: string }) {
  const signOut = useSignOut();
  useEffect(() => {
    document.title = "Signed in · Muster";
  }, []);
  return (
    <Container component="main" size={520} pt="14vh" pb="xl">
      <Brand />
      <Paper p="xl" mt="lg" radius="md" withBorder bg="var(--m-paper)">
        <Title order={1}>These pages are for agents</Title>
        <Text mt="sm">
          You are signed in as{" "}
          <strong dir="auto" style={{ overflowWrap: "anywhere" }}>
            {name}
          </strong>
          , a user of the desk. Applications that you allow can show your tickets and add new ones for you.
        </Text>
        <Button mt="lg" variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
          Sign out
        </Button>
      </Paper>
    </Container>
  );
}

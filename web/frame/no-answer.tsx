import { Container, Title } from "@mantine/core";
import { ProblemAlert } from "../ui/problem.tsx";

/** Instead of everything, while the server does not say who is signed in. */
export function NoAnswer({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <Container component="main" size="xs" py="15vh">
      <Title order={1} mb="md">
        Muster
      </Title>
      <ProblemAlert error={error} onRetry={onRetry} />
    </Container>
  );
}

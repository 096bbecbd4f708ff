import { Center, Loader } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { Refused } from "../api.ts";
import { useSignedIn } from "../queries/session.ts";
import { Session } from "../session.tsx";
import { WhyProvider } from "../why/why-provider.tsx";
import { NoAnswer } from "./no-answer.tsx";
import { Shell } from "./shell.tsx";
import { SignInPage } from "./sign-in-page.tsx";
import { UserPage } from "./user-page.tsx";

/** What surrounds every page. Pages are drawn only for somebody who is signed in. */
export function Frame() {
  const me = useSignedIn();
  const isSignedOut = me.error instanceof Refused && me.error.problem.status === 401;
  if (isSignedOut) return <SignInPage onTry={() => void me.refetch()} isTrying={me.isFetching} />;
  if (me.data !== undefined) {
    const { agent, user } = me.data;
    if (agent === null) return <UserPage name={user?.name ?? ""} />;
    return (
      <Session me={{ ...me.data, agent }}>
        <WhyProvider>
          <Shell>
            <Outlet />
          </Shell>
        </WhyProvider>
      </Session>
    );
  }
  if (me.isError) return <NoAnswer error={me.error} onRetry={() => void me.refetch()} />;
  return (
    <Center mih="100dvh">
      <Loader aria-label="Reading who you are" />
    </Center>
  );
}

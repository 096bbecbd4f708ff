import { Stack, Text } from "@mantine/core";
import type { CustomerView } from "../../../src/api/v1/shapes/person.ts";
import { Allowed } from "../../session.tsx";
import { CountLink } from "../../ui/count-link.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/page.tsx";
import { When } from "../../ui/when.tsx";
import { AnchorLink, ButtonLink } from "../../why/anchor-link.tsx";
import { DirectoryLinks } from "./directory-links.tsx";

/** Where the customer's people come from, what the last run did, and who joined or left this month. */
export function DirectoryBlock({ customer }: { customer: CustomerView }) {
  const { directories, lastRun, joinedThisMonth, leftThisMonth } = customer;
  return (
    <Section title="Directory" description="Where this customer's people come from.">
      {directories.length === 0 ? (
        <Empty
          title="This customer has no directory"
          action={
            <Allowed to="directories:edit">
              <ButtonLink to="/directories/new" variant="default">
                Connect a directory
              </ButtonLink>
            </Allowed>
          }
        >
          Connect one, or send people here by a rule of a directory that is connected already: Who goes where › goes to a site of{" "}
          {customer.name}.
        </Empty>
      ) : (
        <Stack gap={6}>
          <Text size="sm" component="div">
            <DirectoryLinks directories={directories} />
          </Text>
          <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
            {lastRun === null ? (
              "No run yet."
            ) : (
              <>
                Last run:{" "}
                <AnchorLink to="/runs/$runId" params={{ runId: String(lastRun.id) }} inherit>
                  run {lastRun.id}
                </AnchorLink>
                , <When at={lastRun.at} />: {lastRun.says}
              </>
            )}
          </Text>
          <Text size="sm" component="div">
            This month{" "}
            <CountLink
              n={joinedThisMonth}
              label="joined"
              to="/users"
              search={{ customer: customer.id, since: "joined", within: "month" }}
            />
            , <CountLink n={leftThisMonth} label="left" to="/users" search={{ customer: customer.id, since: "left", within: "month" }} />
          </Text>
        </Stack>
      )}
    </Section>
  );
}

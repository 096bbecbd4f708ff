import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ask, Refused } from "../../api.ts";
import { ProblemAlert } from "../../ui/problem.tsx";
import { AnchorLink } from "../../why/anchor-link.tsx";

interface SeveralFitProps {
  readonly connectionId: number;
  readonly person: string;
  readonly error: unknown;
}

const shown = 20;

/** What was typed fits more than one account: whom it fits, to choose one. Anything else that was refused is said as it is. */
export function SeveralFit({ connectionId, person, error }: SeveralFitProps) {
  const isInvalid = error instanceof Refused && error.problem.status === 400;
  const fits = useQuery({
    queryKey: ["connections", connectionId, "people", "fits", person],
    queryFn: () =>
      ask(
        api.connections[":connectionId"].people.$get({
          param: { connectionId: String(connectionId) },
          query: { q: person, limit: String(shown) },
        }),
      ),
    enabled: isInvalid,
  });
  if (fits.data === undefined || fits.data.total < 2) return fits.isLoading ? null : <ProblemAlert error={error} />;
  const { items, total } = fits.data;
  return (
    <>
      <Text size="sm">
        “{person}” fits {total.toLocaleString()} accounts. Whom do you mean?
      </Text>
      <List size="sm">
        {items.map((account) => (
          <List.Item key={account.externalId} style={{ overflowWrap: "anywhere" }}>
            <AnchorLink to="/why" search={{ connection: connectionId, person: account.externalId }} size="sm" dir="auto">
              {account.name || account.email || account.externalId}
            </AnchorLink>{" "}
            {account.email} · {account.goesTo}
          </List.Item>
        ))}
      </List>
      {total > items.length && (
        <AnchorLink
          to="/directories/$connectionId/accounts"
          params={{ connectionId: String(connectionId) }}
          search={{ q: person }}
          size="sm"
        >
          All {total.toLocaleString()} of them
        </AnchorLink>
      )}
    </>
  );
}

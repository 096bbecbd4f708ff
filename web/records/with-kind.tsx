import type { ReactNode } from "react";
import { useKinds } from "../queries/records.ts";
import { Empty } from "../ui/empty.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import type { KindView } from "./record-types.ts";

interface WithKindProps {
  readonly name: string;
  /** The page's heading while its fields are on their way. */
  readonly title: string;
  readonly children: (kind: KindView) => ReactNode;
}

/** A page that is drawn from the description of a kind. */
export function WithKind({ name, title, children }: WithKindProps) {
  const kinds = useKinds();
  const kind = kinds.data?.items.find((one) => one.name === name);
  if (kind !== undefined) return <>{children(kind)}</>;
  return (
    <Page title={title}>
      <Loaded query={kinds} reading="what the desk keeps">
        {() => <Empty title="Nothing stands here">The desk keeps no such records.</Empty>}
      </Loaded>
    </Page>
  );
}

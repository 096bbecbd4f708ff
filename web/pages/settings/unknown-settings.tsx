import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { ButtonLink } from "../../why/anchor-link.tsx";

/** An address below Settings that stands for nothing. */
export function UnknownSettings() {
  return (
    <Page title="Settings" crumbs={[{ label: "Settings", to: "/settings" }]}>
      <Empty title="Nothing stands at this address" action={<ButtonLink to="/settings">See all settings</ButtonLink>}>
        The link may be old, or was not copied whole.
      </Empty>
    </Page>
  );
}

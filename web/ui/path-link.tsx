import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent, Ref } from "react";

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A link to a path of the web app that may carry a query, as the server writes them (`/decide?connection=2`); everything else leads out. */
export function PathLink({ href, onClick, ref, ...rest }: Props) {
  const router = useRouter();
  const isOurs = href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/v1/");
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isOurs || !isPlain || event.defaultPrevented || (rest.target !== undefined && rest.target !== "_self")) return;
    event.preventDefault();
    router.history.push(href);
  }
  return <a ref={ref} href={href} onClick={follow} {...rest} />;
}

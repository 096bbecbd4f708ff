// What a page has and these functions use: the compiler of Node's side knows no browser.
interface Box {
  readonly top: number;
  readonly bottom: number;
}
interface Piece {
  readonly parentElement: Piece | null;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  scrollTop: number;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
}
declare const document: { querySelector(selector: string): Piece | null; querySelectorAll(selector: string): Iterable<Piece> };
declare const requestAnimationFrame: (callback: () => void) => void;
declare const PerformanceObserver: new (
  callback: (entries: { getEntries(): readonly { readonly duration: number }[] }) => void,
) => { observe(options: { type: "longtask" }): void };

/** What watches a page from inside. Times are milliseconds. */
export interface PageWatch {
  /** How many rows the grid says it has. */
  countRows(): number;
  /** When, counted from the navigation, the rows in sight were drawn. */
  firstRows(): Promise<number>;
  /** Forgets what was seen up to now, the most rows at once and the longest task. */
  startOver(): void;
  seen(): { readonly mostRows: number; readonly longestTask: number };
  /** Drags the grid's scroll bar to a place, 0 the top and 1 the end, and waits until the rows there are drawn; from where it let go. */
  dragTo(share: number): Promise<number>;
}

/** Begins to watch. Runs in the page, before its own scripts: it may use nothing that stands outside. */
export function watchPage(): void {
  const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  // A task that follows a frame's callbacks comes after that frame's drawing.
  const drawing = () => new Promise<void>((resolve) => setTimeout(resolve));
  let mostRows = 0;
  let longestTask = 0;
  new PerformanceObserver((entries) => {
    longestTask = Math.max(longestTask, ...entries.getEntries().map((entry) => Math.round(entry.duration)));
  }).observe({ type: "longtask" });

  const rows = () => [...document.querySelectorAll("[role=grid] [data-row]")];
  const scroller = () => document.querySelector("[role=grid]")?.parentElement ?? null;

  /** Rows with what they are to show cover all that is in sight of the grid. */
  function isDrawn(): boolean {
    const grid = document.querySelector("[role=grid]");
    const place = scroller();
    const head = document.querySelector("[role=grid] [role=row]:not([data-row])")?.getBoundingClientRect();
    if (grid === null || place === null || head === undefined) return false;
    const bottom = Math.min(place.getBoundingClientRect().top + place.clientHeight, grid.getBoundingClientRect().bottom);
    const inSight = rows()
      .map((row) => ({ box: row.getBoundingClientRect(), isThere: row.getAttribute("data-row") !== "" }))
      .filter(({ box }) => box.bottom > head.bottom && box.top < bottom);
    const covers =
      Math.min(...inSight.map(({ box }) => box.top)) <= head.bottom + 2 && Math.max(...inSight.map(({ box }) => box.bottom)) >= bottom - 2;
    return covers && inSight.every(({ isThere }) => isThere);
  }

  async function untilDrawn(): Promise<number> {
    do await nextFrame();
    while (!isDrawn());
    await drawing();
    return performance.now();
  }

  const countEveryFrame = () => {
    mostRows = Math.max(mostRows, rows().length);
    requestAnimationFrame(countEveryFrame);
  };
  countEveryFrame();
  const first = untilDrawn();

  const watch: PageWatch = {
    countRows: () => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) - 1,
    firstRows: () => first,
    startOver: () => {
      [mostRows, longestTask] = [0, 0];
    },
    seen: () => ({ mostRows, longestTask }),
    dragTo: async (share) => {
      const element = scroller();
      if (element === null) throw new Error("The page has no grid.");
      const from = element.scrollTop;
      const to = (element.scrollHeight - element.clientHeight) * share;
      const steps = 30;
      for (let step = 1; step <= steps; step += 1) {
        await nextFrame();
        element.scrollTop = from + ((to - from) * step) / steps;
      }
      const letGo = performance.now();
      return (await untilDrawn()) - letGo;
    },
  };
  Object.assign(globalThis, { watch });
}

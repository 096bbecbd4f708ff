/** Who looks at which run just now, in this process: everybody whose page follows its events. */
export interface Looking {
  /** Begins to look; `onChange` is told whenever the others change. Returns how to end. */
  enter(runId: number, viewer: Viewer, onChange: (others: readonly string[]) => void): () => void;
  /** Who else looks, by name. */
  listOthers(runId: number, agentId: number): readonly string[];
}

export interface Viewer {
  readonly id: number;
  readonly name: string;
}

interface Look {
  readonly viewer: Viewer;
  readonly onChange: (others: readonly string[]) => void;
}

/** An empty room. */
export function createLooking(): Looking {
  const looks = new Map<number, Set<Look>>();

  function listOthers(runId: number, agentId: number): readonly string[] {
    const others = [...(looks.get(runId) ?? [])].filter(({ viewer }) => viewer.id !== agentId);
    return [...new Map(others.map(({ viewer }) => [viewer.id, viewer.name])).values()].sort();
  }

  function tell(runId: number): void {
    for (const { viewer, onChange } of looks.get(runId) ?? []) onChange(listOthers(runId, viewer.id));
  }

  return {
    listOthers,
    enter(runId, viewer, onChange) {
      const look: Look = { viewer, onChange };
      const known = looks.get(runId) ?? new Set();
      looks.set(runId, known.add(look));
      tell(runId);
      return () => {
        known.delete(look);
        if (known.size === 0) looks.delete(runId);
        tell(runId);
      };
    },
  };
}

"""How long a build of the real catalog takes, from warm imports, stage by stage, and how much memory.

Bars: 10 s on 2 cores, 500 MB. Prints the median of several builds; run it before and after a change and compare ratios.
"""

import resource
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from medkg.build import build_snapshot
from medkg.namespaces import Names

RUNS = 5
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Build once to warm up, then several times, and print the figures."""
    seconds: dict[str, list[float]] = defaultdict(list)

    def listen(stage: str, taken: float | None) -> None:
        if taken is not None:
            seconds[stage].append(taken)

    with tempfile.TemporaryDirectory() as folder:
        for _ in range(RUNS + 1):
            build_snapshot(ROOT, Path(folder), Names(), listen)
    medians = {stage: statistics.median(taken[1:]) for stage, taken in seconds.items()}
    for stage, median in medians.items():
        print(f"{stage:<8} {median:6.2f} s")
    print(f"{'all':<8} {sum(medians.values()):6.2f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

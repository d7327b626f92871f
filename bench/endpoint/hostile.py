"""Strangers who mean harm, in a process of their own: `python -m bench.endpoint.hostile PORT PATH SECONDS`.

Four hostile queries run all the time, and ten more arrive each second, each from another address. Prints how many were
answered how, as JSON; what is not answered at the end is left.
"""

import asyncio
import json
import sys
from collections import Counter
from itertools import count
from urllib.parse import quote

from bench.endpoint.queries import HOSTILE

ALWAYS = 4
ARRIVALS_PER_SECOND = 10
PAUSE_SECONDS = 0.1
"""After a refusal, before the next try."""


class Strangers:
    """Sends hostile queries, no two of them the same, and counts the answers by status."""

    def __init__(self, port: int, path: str) -> None:
        self._port = port
        self._path = path
        self._numbers = count(1)
        self.answers: Counter[str] = Counter()

    async def attack(self, kind: int) -> None:
        """Send one query of a kind and wait for whatever comes."""
        number = next(self._numbers)
        query = quote(HOSTILE[kind % len(HOSTILE)].replace("__N__", str(number)), safe="")
        address = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
        lines = (f"GET {self._path}?query={query} HTTP/1.1", "Host: localhost", f"X-Forwarded-For: {address}")
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())
            status = await reader.readline()
            await reader.read()
            writer.close()
            self.answers[status.decode().split(" ")[1]] += 1
        except (OSError, IndexError):
            self.answers["no answer"] += 1

    async def attack_always(self, kind: int) -> None:
        """Send the next query as soon as the last is over."""
        while True:
            await self.attack(kind)
            await asyncio.sleep(PAUSE_SECONDS)

    async def arrive(self) -> None:
        """Let one more come ten times a second, whatever became of those before."""
        async with asyncio.TaskGroup() as group:
            for kind in count():
                group.create_task(self.attack(kind))
                await asyncio.sleep(1 / ARRIVALS_PER_SECOND)

    async def attack_for(self, seconds: float) -> None:
        """Attack in both ways, for some seconds."""
        tasks = [asyncio.create_task(self.attack_always(kind)) for kind in range(ALWAYS)]
        tasks.append(asyncio.create_task(self.arrive()))
        await asyncio.sleep(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def main() -> None:
    """Attack, and print what came of it."""
    port, path, seconds = sys.argv[1:]
    strangers = Strangers(int(port), path)
    asyncio.run(strangers.attack_for(float(seconds)))
    print(json.dumps(strangers.answers))


if __name__ == "__main__":
    main()

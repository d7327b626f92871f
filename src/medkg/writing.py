"""Says what could not be written, and what helps, where the system does not let us."""

from collections.abc import Iterator
from contextlib import contextmanager

from medkg.errors import OutputUnwritable


@contextmanager
def writing_to(place: object, remedy: str) -> Iterator[None]:
    """Raise OutputUnwritable for what the system refuses within the context; not for a reader who stops reading.

    >>> with writing_to("out", "Make room"):
    ...     raise OSError(28, "No space left on device")
    Traceback (most recent call last):
    medkg.errors.OutputUnwritable: Cannot write to out: No space left on device. Make room.
    """
    try:
        yield
    except BrokenPipeError:
        raise  # `medkg … | head` is no fault
    except OSError as fault:
        raise OutputUnwritable(f"Cannot write to {place}: {fault.strerror or fault}. {remedy}.") from fault

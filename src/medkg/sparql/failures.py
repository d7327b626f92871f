"""The errors that every evaluator gives for the same reason, in the same words."""

from medkg.errors import Bound, DeadlineExceeded, EngineStopped, ResultTooLarge
from medkg.settings import Limits
from medkg.sparql.engine import Request


def most_mb(request: Request, limits: Limits) -> int:
    """Return how large the result of a request may be."""
    return min(request.most_mb or limits.result_mb, limits.result_mb)


def most_seconds(request: Request, limits: Limits) -> float:
    """Return how long a request may take."""
    return min(request.most_seconds or limits.seconds, limits.seconds)


def too_large(size: int) -> ResultTooLarge:
    """Return the error for a result of more than so many MB."""
    sentence = f"The result is larger than {size} MB. Ask for less (LIMIT, fewer variables)."
    return ResultTooLarge(sentence, Bound("result_mb", size))


def too_late(limits: Limits) -> DeadlineExceeded:
    """Return the error for a query that did not finish."""
    seconds = limits.seconds
    sentence = f"The query did not finish within {seconds:g} s. Make it more selective, or add LIMIT."
    return DeadlineExceeded(sentence, Bound("seconds", seconds))


def stopped() -> EngineStopped:
    """Return the error for a query that an engine does not answer because it ends."""
    return EngineStopped("The server is stopping. Ask again in a moment.", retry_after=1.0)

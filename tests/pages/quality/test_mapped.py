"""What is mapped to other vocabularies, and what is not."""

import pytest

from medkg.errors import ParameterInvalid
from medkg.pages.quality.mapped import find_unmapped
from medkg.pages.quality.overview import measure_quality
from medkg.sparql.engine import Engine
from support import NAMES


def test_concepts_without_a_match_are_listed(asking: Engine) -> None:
    share = next(each for each in measure_quality(asking, NAMES).vocabularies if each.key == "task").mapped
    unmapped = find_unmapped(asking, NAMES, "task")
    assert unmapped.label == "Tasks"
    assert len(unmapped.panel.rows) == share.missing > 0


@pytest.mark.parametrize("scheme", ["nothing", "", "a b", "> } DROP ALL", "dataset"])
def test_a_scheme_that_is_not_is_refused(asking: Engine, scheme: str) -> None:
    with pytest.raises(ParameterInvalid, match="scheme"):
        find_unmapped(asking, NAMES, scheme)

"""What helps a query that failed."""

from medkg.pages.results.help import LIMITS, TIPS, name_limit
from medkg.settings import Limits, settings_of
from medkg.web.problems import PROBLEMS


def test_each_tip_is_for_a_problem_that_there_is() -> None:
    assert set(TIPS) <= {problem.key for problem in PROBLEMS.values()}


def test_each_limit_in_words_is_a_setting_and_has_its_value() -> None:
    assert set(LIMITS) <= {setting.name for setting in settings_of(Limits)}
    assert all("7" in (name_limit(setting, 7) or "") for setting in LIMITS)


def test_a_limit_without_words_is_left_to_the_detail() -> None:
    assert name_limit("sending_mb", 1) is None

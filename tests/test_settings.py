"""Settings: one table, each within its bounds, refused by name."""

import math

import pytest

from medkg.errors import SettingInvalid
from medkg.settings import Limits, ServerSettings, Setting, pick, settings_of

ALL = [(kind, setting) for kind in (Limits, ServerSettings) for setting in settings_of(kind)]
BOUNDED = [(kind, setting) for kind, setting in ALL if setting.minimum is not None]
TEXTS = {
    "engine": ["ftp://e.org/", "e.org", "https://e.org/#x"],
    "public_url": ["/x", "javascript:1"],
    "log": ["all", ""],
}


def test_no_two_settings_have_one_name_and_each_says_what_it_does() -> None:
    assert len({setting.name for _, setting in ALL}) == len(ALL) > 20
    assert all(len(setting.text) > 15 for _, setting in ALL)


@pytest.mark.parametrize(("kind", "setting"), BOUNDED, ids=lambda part: getattr(part, "name", ""))
def test_a_value_outside_the_bounds_is_refused_by_flag_and_variable(kind: type, setting: Setting) -> None:
    assert setting.minimum is not None
    assert setting.maximum is not None
    for value in (setting.minimum - 1, setting.maximum + 1, math.inf, math.nan):
        with pytest.raises(SettingInvalid, match=rf"{setting.flag} \({setting.variable}\) must be between"):
            pick(kind, {setting.name: value})
    for value in (setting.minimum, setting.maximum):
        assert getattr(pick(kind, {setting.name: value}), setting.name) == value


def test_what_belongs_elsewhere_is_left_out() -> None:
    assert pick(Limits, {"seconds": 3, "port": 99}) == Limits(seconds=3)


def test_a_text_that_cannot_be_is_refused_with_what_it_should_be() -> None:
    assert set(TEXTS) == {setting.name for _, setting in ALL if setting.pattern}
    for name, values in TEXTS.items():
        for value in values:
            with pytest.raises(SettingInvalid, match=f"--{name.replace('_', '-')} .* cannot be '{value}'"):
                pick(ServerSettings, {name: value})
    for url in ("https://e.org/sparql", "https://user:word@e.org:8890/sparql?infer=false"):
        assert pick(ServerSettings, {"engine": url}).engine == url

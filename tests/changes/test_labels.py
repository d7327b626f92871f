"""What things are called: in English, by the newer file, as it was written."""

from medkg.changes.labels import read_labels

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def lines(*told: str) -> list[bytes]:
    return [f"<http://a.example/> {LABEL} {each} .\n".encode() for each in told]


def test_english_comes_before_other_languages() -> None:
    assert read_labels([lines('"Arzt"@de', '"doctor"@en')], {"http://a.example/"}) == {"http://a.example/": "doctor"}


def test_another_language_is_better_than_none() -> None:
    assert read_labels([lines('"Arzt"@de')], {"http://a.example/"}) == {"http://a.example/": "Arzt"}


def test_the_first_file_that_names_a_thing_counts() -> None:
    assert read_labels([lines('"new"'), lines('"old"')], {"http://a.example/"}) == {"http://a.example/": "new"}


def test_what_is_not_wanted_is_not_read() -> None:
    assert read_labels([lines('"new"')], {"http://b.example/"}) == {}


def test_a_text_that_looks_like_a_label_is_none() -> None:
    line = f'<http://b.example/> <http://a.example/p> "<http://a.example/> {LABEL} x" .\n'.encode()
    assert read_labels([[line]], {"http://a.example/"}) == {}

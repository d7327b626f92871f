"""The first page."""

from flask import render_template, url_for

from medkg.pages.home import QUESTIONS, read_home_page
from medkg.web.site import engine, names, site


def home() -> str:
    """What is here, in numbers and pictures, and the ways in."""
    page = read_home_page(engine(), names(), url_for("browse"))
    return render_template("home.html", page=page, questions=_questions())


def _questions() -> list[tuple[str, str]]:
    """Return (words, address) of the questions; those whose saved query is not in this snapshot are left out."""
    known = site().snapshot.queries
    return [
        (words, (url_for("browse") if name == "browse" else url_for("saved_query", slug=name)) + parameters)
        for words, name, parameters in QUESTIONS
        if name == "browse" or name in known
    ]

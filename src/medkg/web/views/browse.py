"""All entries, by what they are about."""

from flask import render_template, request

from medkg.pages.browse.entries import ABOUT
from medkg.pages.browse.page import read_browse_page
from medkg.pages.browse.selection import SORTS, VIEWS, read_selection
from medkg.web.site import engine, names


def browse() -> str:
    """The entries that fit what is chosen, with what else can be chosen."""
    selection = read_selection(request.args.items(multi=True))
    page = read_browse_page(engine(), names(), selection)
    return render_template("browse.html", page=page, about=ABOUT, sorts=SORTS, views=VIEWS)

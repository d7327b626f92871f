"""What this service is."""

from flask import render_template

from medkg.pages.about import describe
from medkg.web.site import engine, names, public_url, site


def about() -> str:
    """What it is and promises, where its data come from, and how to cite, link and contribute."""
    told = describe(engine(), site().snapshot.edition, site().limits)
    return render_template(
        "about.html", about=told, log=site().settings.log, base=names().base, address=public_url().rstrip("/")
    )

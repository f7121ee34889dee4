"""Tooltips: plain text always, because names of people are data."""

from __future__ import annotations


def como_dica(conteudo: str) -> str:
    """Return what a tooltip shows as it is written: Qt would draw what looks like the marks of a page.

    A name made like an image would even be fetched, from this disk or from another machine's.  An invisible character
    undoes the mark.
    """
    return conteudo.replace("<", "<\u2060").replace("&lt;", "&\u2060lt;")

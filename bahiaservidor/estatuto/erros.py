"""Expected errors: what a clerk can act on.  Anything else is a defect of the program."""

from __future__ import annotations


class ErroDominio(Exception):
    """A refusal or failure the user can act on.

    ``mensagem`` is one Portuguese sentence (or two) that says what happened, why, what was kept and what to do;
    ``dispositivo`` is the provision it rests on (``art. 19, § 2º``), empty when no law is involved.
    """

    def __init__(self, mensagem: str, *, dispositivo: str = "") -> None:
        super().__init__(mensagem)
        self.mensagem = mensagem
        self.dispositivo = dispositivo

    def __str__(self) -> str:
        return self.mensagem


class ErroConteudo(ErroDominio):
    """The content of an act cannot be read: ``campo`` names the wrong, missing or unknown field."""

    def __init__(self, mensagem: str, *, campo: str = "", dispositivo: str = "") -> None:
        super().__init__(mensagem, dispositivo=dispositivo)
        self.campo = campo

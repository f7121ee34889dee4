"""Running the command line inside the tests, as a user would: arguments in; status, output and errors out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Execucao:
    """What one command line gave."""

    situacao: int
    saida: str
    erros: str

    @property
    def json(self) -> Any:
        """The output read as JSON: fails the test when anything else is there."""
        return json.loads(self.saida)

    @property
    def frase(self) -> str:
        """The one line of errors: no traceback, nothing before it."""
        linhas = self.erros.splitlines()
        assert len(linhas) == 1, self.erros
        assert "Traceback" not in self.erros
        return linhas[0]


Executar = Callable[..., Execucao]

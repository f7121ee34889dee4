"""What the kinds of import that write registers share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .importacao_linha import Efeito, Linha
from .importacao_sessao import Sessao


class EmOrdem:
    """What registers share: rows enter in the order of the file, and nothing is left for the end."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        self.sessao = sessao
        self._vistas: dict[tuple[Any, ...], int] = {}

    def ordem(self, linhas: Sequence[Linha]) -> Sequence[Linha]:
        """Return the rows as they are."""
        return linhas

    def concluir(self) -> None:
        """Leave nothing to do."""

    def sem_repetir(self, linha: Linha, campo: str, chave: tuple[Any, ...], o_que: str) -> None:
        """Refuse what a row above already said."""
        outra = self._vistas.get(chave)
        if outra is not None:
            linha.faltar(campo, f"{o_que} já está na linha {outra} deste arquivo.")
        linha.exigir_limpa()

    def viu(self, linha: Linha, chave: tuple[Any, ...]) -> None:
        """Keep what a row said, for those below."""
        self._vistas[chave] = linha.numero


def efeito(resultado: str, resumo: str, tipo: str, id_: int) -> Efeito:
    """Return what a row did to the one record that it is about."""
    como = {"entra": "criado", "altera": "alterado"}.get(resultado, resultado)
    return Efeito(resultado=resultado, resumo=resumo, sujeitos=((tipo, id_, None, como),))


def cargo_da_linha(sessao: Sessao, linha: Linha) -> Any:
    """Return the cargo that a row names; None, with the reason kept, when it names none."""
    if "cargo" not in linha.valores:
        return None
    palavras = [linha.get(chave, "") for chave in ("cargo", "simbolo", "especialidade")]
    return linha.tentar("cargo", sessao.quadro.cargo, *palavras)

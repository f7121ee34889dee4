"""The list of people: one row per vínculo, of any length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from ...estatuto.formatos.datas import formatar_data
from ...servicos.colunas_listas import SERVIDORES
from ...servicos.tipos import LinhaServidor
from ..casa import Casa
from ..tema import Tom
from ..tons import tom_da_situacao
from .base import Coluna, ModeloJanela


def prazo_de(linha: LinhaServidor) -> str:
    """Return the next deadline: its date and kind."""
    if linha.proximo_prazo is None:
        return "—"
    tipo = linha.proximo_prazo_tipo
    return f"{formatar_data(linha.proximo_prazo)} · {tipo.rotulo}" if tipo else formatar_data(linha.proximo_prazo)


_POR_CHAVE = {coluna.chave: coluna for coluna in SERVIDORES}


def _coluna(chave: str, **jeito: Any) -> Coluna[LinhaServidor]:
    dita = _POR_CHAVE[chave]
    return Coluna(
        chave=chave, rotulo=dita.rotulo, texto=dita.texto, largura=dita.largura, direita=dita.direita, **jeito
    )


def colunas(hoje: date) -> tuple[Coluna[LinhaServidor], ...]:
    """Return the columns of the list, in render order."""

    def tom_do_prazo_proximo(linha: LinhaServidor) -> Tom | None:
        # The next deadline is a badge only when it has already passed: then it asks for something.
        return Tom.PERIGO if linha.proximo_prazo is not None and linha.proximo_prazo < hoje else None

    def texto_prazo(linha: LinhaServidor) -> str:
        atrasado = linha.proximo_prazo is not None and linha.proximo_prazo < hoje
        return f"{prazo_de(linha)} (passou)" if atrasado else prazo_de(linha)

    return (
        _coluna("nome", estica=True, forte=True),
        _coluna("matricula"),
        _coluna("cpf", oculta=True),
        _coluna("cargo"),
        _coluna("unidade"),
        _coluna("orgao", oculta=True),
        _coluna("carater", oculta=True),
        _coluna("situacao", tom=lambda s: tom_da_situacao(s.situacao)),
        Coluna(
            chave="proximo_prazo", rotulo="Próximo prazo", largura=196, texto=texto_prazo, tom=tom_do_prazo_proximo,
            desdobra=(_coluna("proximo_prazo"), _coluna("proximo_prazo_tipo")),
        ),
        *(_coluna(c, oculta=True) for c in ("nomeacao", "posse", "exercicio", "estavel_desde", "fim", "ressalvas")),
    )  # fmt: skip


class ModeloServidores(ModeloJanela[LinhaServidor]):
    """A `ModeloJanela` that reads people."""

    def __init__(self, casa: Casa, pai: QObject | None = None) -> None:
        def buscar(ids: Sequence[int]) -> Sequence[LinhaServidor]:
            from ...servicos import pessoas

            return pessoas.linhas_servidores(casa.ctx, ids=ids, hoje=casa.hoje())

        super().__init__(colunas(casa.hoje()), buscar, casa.executor, pai)

"""The trail in a table of any length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from ...relogio import fuso_da_bahia
from ...servicos.tipos.trilha import LinhaTrilha
from ..casa import Casa
from ..tema import Tom
from .base import Coluna, ModeloJanela

_ATENCAO = ("negado", "recusad", "tentou")


def na_bahia(instante: datetime) -> str:
    """Return an instant as clocks in Bahia showed it."""
    return f"{instante.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M:%S}"


def _quando(linha: LinhaTrilha) -> str:
    ate = f" até {na_bahia(linha.visto_ate)}" if linha.visto_ate != linha.visto_em else ""
    return f"{na_bahia(linha.visto_em)}{ate} (hora da Bahia); entrou na trilha em {na_bahia(linha.instante)}"


def _o_que(linha: LinhaTrilha) -> str:
    return f"{linha.detalhe} ({linha.vezes} vezes)" if linha.vezes > 1 else linha.detalhe


def _de_quem(linha: LinhaTrilha) -> str:
    if not linha.pessoa:
        return linha.alvo
    return linha.pessoa if linha.objeto == "pessoa" else f"{linha.pessoa} · {linha.alvo}"


COLUNAS: tuple[Coluna[LinhaTrilha], ...] = (
    Coluna(chave="quando", rotulo="Quando", largura=168, texto=lambda t: na_bahia(t.visto_em), dica=_quando),
    Coluna(chave="usuario", rotulo="Usuário", largura=104, texto=lambda t: t.usuario or "—", ordenavel=False),
    Coluna(chave="acao", rotulo="O que fez", largura=140, texto=lambda t: t.acao, ordenavel=False, forte=True,
           tom=lambda t: Tom.ATENCAO if any(p in t.acao for p in _ATENCAO) else None),
    Coluna(chave="de_quem", rotulo="Sobre quem ou o quê", largura=160, texto=_de_quem, ordenavel=False, cresce=2,
           dica=lambda t: f"{t.pessoa} · {t.alvo}" if t.pessoa else t.alvo,
           desdobra=(
               Coluna(chave="alvo", rotulo="Sobre o quê", texto=lambda t: t.alvo),
               Coluna(chave="pessoa", rotulo="Pessoa", texto=lambda t: t.pessoa),
           )),
    Coluna(chave="detalhe", rotulo="Detalhe", largura=170, texto=_o_que, ordenavel=False, cresce=3),
    Coluna(chave="ate", rotulo="Última vez", largura=164, ordenavel=False, oculta=True,
           texto=lambda t: na_bahia(t.visto_ate)),
    Coluna(chave="entrou", rotulo="Entrou na trilha em", largura=164, ordenavel=False, oculta=True,
           texto=lambda t: na_bahia(t.instante)),
    Coluna(chave="maquina", rotulo="Máquina", largura=120, texto=lambda t: t.maquina or "—", ordenavel=False,
           oculta=True),
    Coluna(chave="hash", rotulo="Código", largura=120, ordenavel=False, oculta=True, texto=lambda t: t.hash[:12],
           exporta=lambda t: t.hash, dica=lambda t: t.hash),
)  # fmt: skip


class ModeloTrilha(ModeloJanela[LinhaTrilha]):
    """Rows read a page at a time as they are painted."""

    def __init__(self, casa: Casa, pai: QObject | None = None) -> None:
        def buscar(ids: Sequence[int]) -> Sequence[LinhaTrilha]:
            from ...servicos import trilha

            return trilha.linhas(casa.ctx, ids=tuple(ids))

        super().__init__(COLUNAS, buscar, casa.executor, pai)

"""Who waits for posse or exercício: one row per deadline that nothing has closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import LinhaPrazo
from ..casa import Casa
from .base import Coluna, ModeloJanela
from .prazos import TOM_DO_ESTADO, data_ou_traco


def colunas(rotulo_do_prazo: str) -> tuple[Coluna[LinhaPrazo], ...]:
    """Return the columns; ``rotulo_do_prazo`` names the date (Posse até)."""
    return (
        Coluna(chave="nome", rotulo="Nome", largura=240, texto=lambda p: p.nome, estica=True, forte=True),
        Coluna(chave="cargo", rotulo="Cargo", largura=190, texto=lambda p: p.cargo),
        Coluna(chave="unidade", rotulo="Unidade", largura=170, texto=lambda p: p.unidade or "—"),
        Coluna(
            chave="vence", rotulo=rotulo_do_prazo, largura=118,
            texto=lambda p: data_ou_traco(p.vence),
        ),
        Coluna(chave="vence_ultimo", rotulo="Último dia", largura=104, texto=_ultimo,
               exporta=lambda p: data_ou_traco(p.vence_ultimo)),
        Coluna(
            chave="estado", rotulo="Prazo", largura=136, texto=lambda p: p.estado.rotulo,
            tom=lambda p: TOM_DO_ESTADO[p.estado],
        ),
        Coluna(chave="orgao", rotulo="Órgão", largura=150, texto=lambda p: p.orgao or "—", oculta=True),
    )  # fmt: skip


def _ultimo(prazo: LinhaPrazo) -> str:
    outro = prazo.vence_ultimo is not None and prazo.vence_ultimo != prazo.vence
    return formatar_data(prazo.vence_ultimo) if outro and prazo.vence_ultimo is not None else ""


class ModeloEspera(ModeloJanela[LinhaPrazo]):
    """A `ModeloJanela` that reads deadlines."""

    def __init__(self, casa: Casa, rotulo_do_prazo: str = "Vence", pai: QObject | None = None) -> None:
        def buscar(ids: Sequence[int]) -> Sequence[LinhaPrazo]:
            from ...servicos import agenda

            return agenda.linhas_prazos(casa.ctx, ids=ids, hoje=casa.hoje())

        super().__init__(colunas(rotulo_do_prazo), buscar, casa.executor, pai)

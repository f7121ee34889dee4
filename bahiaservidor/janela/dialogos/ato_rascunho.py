"""The form of an act left unfinished: kept as it is typed, offered again when the same act is opened."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ..casa import Casa
from ..componentes import retrato
from ..componentes.combo import ComboBusca
from ..rascunhos import CAMPOS, Guarda
from .pagina_ato import PaginaAto
from .rascunho import chave

ESPECIE = "ato"


class RascunhoDoAto:
    """Looks after one page of the act dialog."""

    def __init__(self, casa: Casa, pagina: PaginaAto, *, servidor_id: int | None, minuta_id: int | None) -> None:
        self._casa, self._pagina = casa, pagina
        self._de = partial(_chave, pagina, servidor_id, minuta_id)
        self.guarda = Guarda(
            casa, pagina, chave=self._de, titulo=partial(_titulo, pagina), alterou=pagina.alterou,
            mais=partial(_mais, pagina, servidor_id, minuta_id),
        )  # fmt: skip

    def comecar(self, guardados: Mapping[str, Mapping[str, Any]] | None) -> bool:
        """Write back what was kept of this form, if anything, and keep what comes; tell whether there was.

        Without ``guardados`` the form begins as it is: what was asked for just now comes before what was left.
        """
        self.guarda.comecar()
        conteudo = guardados.get(self._de()) if guardados is not None else None
        if conteudo is None or not isinstance(conteudo.get("valores"), dict):
            return False
        self._pagina.preencher(conteudo["valores"])
        campos = conteudo.get(CAMPOS)
        if isinstance(campos, dict):
            # What was half written: choices came with their values, and may be waiting for their lists.
            escolhas = {nome for nome, campo in retrato.campos(self._pagina) if isinstance(campo, ComboBusca)}
            retrato.devolver(self._pagina, {nome: v for nome, v in campos.items() if nome not in escolhas})
        self.guarda.retomar({})
        return True

    def reter(self, guardados: dict[str, Mapping[str, Any]]) -> bool:
        """Keep the form as it stands and let it close; tell whether it is kept."""
        conteudo = {**self.guarda.mais(), CAMPOS: retrato.tirar(self._pagina)}
        if not self.guarda.reter() or self._casa.ctx.banco.somente_leitura:
            return False
        guardados[self._de()] = conteudo
        return True

    def esquecer(self, guardados: dict[str, Mapping[str, Any]]) -> None:
        """It was registered, or is not wanted."""
        guardados.pop(self._de(), None)
        self.guarda.esquecer()


def _chave(pagina: PaginaAto, servidor_id: int | None, minuta_id: int | None) -> str:
    # Somebody already registered, chosen on the form, is whom the dialog will be opened for.
    return chave(pagina.definicao.tipo, pagina.servidor_id() or servidor_id, minuta_id)


def _titulo(pagina: PaginaAto) -> str:
    nova = pagina.pessoa.dados() if pagina.pessoa is not None else None
    dados = pagina.ficha.dados if pagina.ficha is not None else nova
    quem = dados.nome_social or dados.nome if dados is not None else ""
    if not quem and pagina.pessoa is not None and pagina.pessoa.existente is not None:
        quem = pagina.pessoa.existente.nome
    return f"{pagina.definicao.rotulo} de {quem}" if quem else pagina.definicao.rotulo


def _mais(pagina: PaginaAto, servidor_id: int | None, minuta_id: int | None) -> dict[str, Any]:
    return {
        "especie": ESPECIE,
        "tipo": pagina.definicao.tipo,
        "servidor_id": pagina.servidor_id() or servidor_id,
        "vinculo_id": pagina.pedido(para_analise=True).vinculo_id,
        "minuta_id": minuta_id,
        "valores": pagina.valores(),
    }

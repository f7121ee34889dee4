"""A request as far as it can be read: its content, with what is missing apart, and the vínculo it is about."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any, cast

from ..estatuto import canonico
from ..estatuto.atos.base import DefinicaoAto, Sujeito, escolher_vinculo
from ..registro.conexao import Conexao
from ..registro.vidas import ler_vida
from .julgamento import definicao
from .tipos import PedidoAto


@dataclass(frozen=True, slots=True, kw_only=True)
class Lido:
    """The content of a request, as far as it can be read: ``get`` gives None for what is missing or illegible."""

    valor: Any
    faltam: frozenset[str]

    def get(self, campo: str) -> Any:
        """Return a field, None while it is not known or the act has none such; what is kept apart is never given."""
        if campo in self.faltam or not hasattr(self.valor, campo):
            return None
        metadados: Mapping[str, Any] = next((c.metadata for c in dataclasses.fields(self.valor) if c.name == campo), {})
        return None if metadados.get("sigiloso") else getattr(self.valor, campo)


def ler_conteudo(ato: DefinicaoAto, conteudo: Any, hoje: date) -> Lido:
    """Return the content of an act with what it lacks filled by values that are never printed."""
    ilegiveis = {re.split(r"[.\[]", erro.campo)[0] for erro in canonico.problemas(ato.conteudo, conteudo)}
    legiveis = {nome: valor for nome, valor in conteudo.items() if nome not in ilegiveis}
    tipos = canonico.tipos_dos_campos(cast(Hashable, ato.conteudo))
    faltam = set()
    for campo in dataclasses.fields(ato.conteudo):
        if campo.default is dataclasses.MISSING and campo.name not in legiveis:
            faltam.add(campo.name)
            legiveis[campo.name] = _qualquer(tipos[campo.name], hoje)
    return Lido(valor=canonico.ler(ato.conteudo, legiveis), faltam=frozenset(faltam))


def _qualquer(tipo: Any, hoje: date) -> Any:
    if tipo is date:
        return hoje
    if tipo is time:
        return time(0)
    if isinstance(tipo, type) and issubclass(tipo, Enum):
        return next(iter(tipo)).value
    return "" if tipo is str else 0


def vinculo_do_pedido(conexao: Conexao, pedido: PedidoAto, hoje: date) -> int | None:
    """Return the vínculo a request is about: the one chosen, else the latest that admits the act.

    None for an act that opens a vínculo or is about a cargo, and for a person without any.
    """
    ato = definicao(pedido.tipo)
    if ato.sujeito in (Sujeito.NOVO_VINCULO, Sujeito.CARGO):
        return None
    if pedido.vinculo_id is not None or pedido.servidor_id is None:
        return pedido.vinculo_id
    vida = ler_vida(conexao, pedido.servidor_id).vida
    conteudo = ler_conteudo(ato, pedido.conteudo, hoje)
    vinculo = escolher_vinculo(ato, vida, conteudo.valor, pedido.vinculo_numero)[0]
    return None if vinculo is None else vinculo.id

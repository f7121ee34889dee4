"""Permuta (art. 50; rule V5): two people exchange units, an act on each file, entered together.

Each act says with whom; as each place passes from one to the other, no free place is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..tipos import TipoPrazo
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, exige_autoridade, requisito
from .duradouros import fora_do_exercicio
from .movimentacao import movido
from .recomeco import recomecar_apresentacao

_REQUISITOS = "Requisitos (art. 50)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permuta:
    """Content of one side of a permuta: the unit is that of the other person."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_50)
    outra_pessoa: str = campo("Com quem permuta", TipoCampo.TEXTO)
    outra_matricula: str = campo("Matrícula de quem permuta", TipoCampo.TEXTO, padrao="")
    unidade: int = campo("Unidade de destino", TipoCampo.UNIDADE)
    outra_localidade: bool = campo("Em outra localidade", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_23)
    os_dois_pediram: bool = campo(
        "Os dois pediram", TipoCampo.SIM_NAO, padrao=True, dispositivo=d.ART_50, grupo=_REQUISITOS, conferir=True
    )
    mesmo_quadro: bool = campo(
        "Os dois são do mesmo quadro",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_50,
        grupo=_REQUISITOS,
        conferir=True,
    )
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Permuta) -> Requisito | None:
    return fora_do_exercicio(vinculo, conteudo.publicacao, d.ART_50)


def _requisitos(contexto: Contexto, conteudo: Permuta) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    yield requisito(
        "V5", "A unidade de destino é outra", d.ART_50, vinculo.unidade != conteudo.unidade,
        "A unidade de destino é a mesma em que a pessoa está.",
    )  # fmt: skip
    yield requisito(
        "V5",
        "Quem permuta está identificado",
        d.ART_50,
        bool(conteudo.outra_pessoa.strip()),
        "Diga com quem é a permuta.",
    )
    yield requisito(
        "V5", "Os dois pediram a permuta", d.ART_50, conteudo.os_dois_pediram, "Falta conferir o pedido dos dois."
    )
    yield requisito(
        "V5", "Os dois são do mesmo quadro", d.ART_50, conteudo.mesmo_quadro,
        "A permuta é entre servidores do mesmo quadro.",
    )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    conteudo: Permuta = ato.conteudo
    return vida.com(movido(vida.vinculo(ato.vinculo), ato, conteudo.unidade, conteudo.outra_localidade))


def _efeitos(contexto: Contexto, conteudo: Permuta) -> Iterator[str]:
    yield f"A lotação passa a ser a de {conteudo.outra_pessoa.strip() or 'quem permuta'}."
    yield "A permuta tem dois lados: com a matrícula da outra pessoa, os dois atos entram juntos."
    if conteudo.outra_localidade:
        yield "Abre o prazo para entrar em exercício na outra localidade (art. 23)."


DEFINICAO = DefinicaoAto(
    tipo="permuta",
    traz=TipoPrazo.APRESENTACAO,
    recomecar=recomecar_apresentacao,
    rotulo="Permuta",
    registrado="Permuta registrada",
    dispositivo=d.ART_50,
    conteudo=Permuta,
    campo_data="publicacao",
    ordem=31,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

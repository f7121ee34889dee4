"""Who evaluates in the estágio probatório, and when the servidor learns the result (art. 27; rule S2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..avaliacoes import Avaliadores
from ..copia import replace
from ..tipos import TipoPrazo
from ..vida import Avaliacao, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, estrutural
from .estagio import em_estagio


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignacaoAvaliadores:
    """Content of the designation: the immediate boss and the commission, from a day on."""

    data: date = campo("A partir de", TipoCampo.DATA, dispositivo=d.ART_27)
    chefe: str = campo("Chefe imediato", TipoCampo.TEXTO)
    comissao: str = campo(
        "Comissão", TipoCampo.TEXTO_LONGO, padrao="",
        ajuda="Um nome por linha. A composição é a que a instalação adotar.",
    )  # fmt: skip
    ato_numero: str = campo("Número do ato", TipoCampo.TEXTO, padrao="")

    @property
    def membros(self) -> tuple[str, ...]:
        """The members of the commission, in the order written."""
        return tuple(nome.strip() for nome in re.split(r"[\n;]", self.comissao) if nome.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class CienciaAvaliacao:
    """Content of the ciência, when it comes after the evaluation was registered."""

    numero: int = campo("Número da avaliação", TipoCampo.INTEIRO, dispositivo=d.DECRETO_7899)
    data: date = campo("Data da ciência", TipoCampo.DATA, dispositivo=d.ART_27)


def avaliacao_de(vinculo: Vinculo, numero: int) -> Avaliacao | None:
    """Return the evaluation of that number, if it was registered."""
    return next((a for a in vinculo.avaliacoes if a.numero == numero), None)


def com_avaliacao(vida: VidaFuncional, vinculo: Vinculo, nova: Avaliacao) -> VidaFuncional:
    """Return the life with the evaluation in the place of the one with its number."""
    return vida.com(
        replace(vinculo, avaliacoes=tuple(nova if a.numero == nova.numero else a for a in vinculo.avaliacoes))
    )


# ------------------------------------------------------------------ designação


def _admite_designacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: DesignacaoAvaliadores) -> Requisito | None:
    falta = em_estagio(vinculo, conteudo.data, d.ART_27)
    if falta is not None:
        return falta
    if vinculo.homologacao is not None:
        return estrutural(
            "S2", "O estágio ainda não foi homologado", d.ART_27,
            f"O estágio foi homologado em {vinculo.homologacao.fato.data:%d/%m/%Y}.",
        )  # fmt: skip
    if not conteudo.chefe.strip():
        return estrutural("S2", "O chefe imediato foi indicado", d.ART_27, "Falta o nome do chefe imediato.")
    return None


def _requisitos_designacao(contexto: Contexto, conteudo: DesignacaoAvaliadores) -> Iterator[Requisito]:
    yield aviso(
        "S2", "A comissão foi indicada", d.ART_27, bool(conteudo.membros),
        "Sem comissão não há quem decida o recurso do servidor.",
    )  # fmt: skip


def _aplicar_designacao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    novos = Avaliadores(
        desde=ato.data, chefe=ato.conteudo.chefe, comissao=ato.conteudo.membros, numero=ato.conteudo.ato_numero,
        ato=ato.id,
    )  # fmt: skip
    return vida.com(replace(vinculo, avaliadores=(*vinculo.avaliadores, novos)))


def _efeitos_designacao(contexto: Contexto, conteudo: DesignacaoAvaliadores) -> Iterator[str]:
    yield f"{conteudo.chefe} avalia a partir de {conteudo.data:%d/%m/%Y}."
    if conteudo.membros:
        yield f"Comissão: {', '.join(conteudo.membros)}."


DESIGNACAO = DefinicaoAto(
    tipo="designacao_avaliadores",
    rotulo="Designação de avaliadores do estágio",
    registrado="Avaliadores registrados",
    dispositivo=d.ART_27,
    conteudo=DesignacaoAvaliadores,
    campo_data="data",
    ordem=58,
    sonda=lambda vida, dia: {"chefe": "—"},
    admite=_admite_designacao,
    requisitos=_requisitos_designacao,
    aplicar=_aplicar_designacao,
    efeitos=_efeitos_designacao,
)


# ------------------------------------------------------------------ ciência


def exige_avaliacao(vinculo: Vinculo, numero: int, dia: date) -> Avaliacao | Requisito:
    """Return the evaluation that an act of ``dia`` speaks of, or what stands in the way (S2, art. 27)."""
    falta = em_estagio(vinculo, dia, d.ART_27)
    if falta is not None:
        return falta
    avaliacao = avaliacao_de(vinculo, numero)
    if avaliacao is None:
        return estrutural("S2", "A avaliação foi registrada", d.ART_27, f"A avaliação nº {numero} não foi registrada.")
    return avaliacao


def _admite_ciencia(vida: VidaFuncional, vinculo: Vinculo, conteudo: CienciaAvaliacao) -> Requisito | None:
    avaliacao = exige_avaliacao(vinculo, conteudo.numero, conteudo.data)
    if isinstance(avaliacao, Requisito):
        return avaliacao
    if avaliacao.ciencia is not None:
        return estrutural(
            "S2", "A ciência ainda não estava registrada", d.ART_27,
            f"A ciência da avaliação nº {conteudo.numero} é de {avaliacao.ciencia:%d/%m/%Y}.",
        )  # fmt: skip
    if conteudo.data < avaliacao.fato.data:
        return estrutural(
            "S2", "A ciência não é anterior à avaliação", d.ART_27,
            f"A avaliação nº {conteudo.numero} é de {avaliacao.fato.data:%d/%m/%Y}.",
        )  # fmt: skip
    pedido = avaliacao.reconsideracao
    if pedido is not None and conteudo.data > pedido.data:
        return estrutural(
            "S2", "A ciência não é posterior ao pedido de reconsideração", d.ART_27,
            f"O pedido de reconsideração é de {pedido.data:%d/%m/%Y}: a ciência não pode vir depois dele.",
        )  # fmt: skip
    return None


def _sem_ciencia(vida: VidaFuncional, dia: date) -> dict[str, int]:
    """Return the first evaluation of the latest vínculo that waits for the ciência."""
    abertas = [a.numero for v in vida.vinculos[-1:] for a in v.avaliacoes if a.ciencia is None]
    return {"numero": min(abertas, default=1)}


def _aplicar_ciencia(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    avaliacao = avaliacao_de(vinculo, ato.conteudo.numero)
    if avaliacao is None or avaliacao.ciencia is not None:
        return vida
    return com_avaliacao(vida, vinculo, replace(avaliacao, ciencia=ato.data))


CIENCIA = DefinicaoAto(
    tipo="ciencia_avaliacao",
    traz=TipoPrazo.RECONSIDERACAO_AVALIACAO,
    rotulo="Ciência da avaliação do estágio",
    registrado="Ciência registrada",
    dispositivo=d.ART_27,
    conteudo=CienciaAvaliacao,
    campo_data="data",
    ordem=61,
    sonda=_sem_ciencia,
    admite=_admite_ciencia,
    aplicar=_aplicar_ciencia,
)

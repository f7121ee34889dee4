"""Exercício (arts. 21 and 22): the servidor starts to work; estágio probatório and compulsória start to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from .. import dispositivos as d
from ..agil import agil
from ..contagem import UM_DIA
from ..copia import replace
from ..prazos import Prazo, prazo_da_apresentacao, prazo_do_exercicio, prazo_do_provimento
from ..regime import Regime
from ..tipos import TipoPrazo, TipoProvimento
from ..vida import Apresentacao, VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    TipoCampo,
    aviso,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)
from .comuns import antes


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Exercicio:
    """Content of the entry into exercício."""

    data: date = campo("Data de entrada em exercício", TipoCampo.DATA, dispositivo=d.ART_21)
    hora: time | None = campo("Hora", TipoCampo.HORA, padrao=None)
    autoridade: int | None = campo(
        "Autoridade que dá exercício", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_21_P4
    )
    documentos_entregues: bool = campo(
        "Documentos do assentamento entregues",
        TipoCampo.SIM_NAO,
        padrao=True,
        dispositivo=d.ART_22_PU,
        conferir=True,
    )


#: Stands for "this is the exercício that follows the posse": nothing else waits for one.
_NAO_E_O_CASO = estrutural("E1", "", d.ART_21, "")


def _no_provimento(vinculo: Vinculo, conteudo: Exercicio) -> Requisito | None:
    """Return what is missing for the exercício after a provimento without posse, or in another locality (E1, E7)."""
    provimento = vinculo.provimento
    if vinculo.aguarda_exercicio and provimento is not None:
        if conteudo.data < provimento.fato.data:
            return antes("E1", d.ART_21, "à publicação", provimento.fato.data)
        return None
    apresentacao = _apresentacao(vinculo)
    if apresentacao is not None and vinculo.vivo and vinculo.exercicio is not None:
        if conteudo.data < apresentacao.fato.data:
            return antes("E7", d.ART_23, "à publicação", apresentacao.fato.data)
        return None
    return _NAO_E_O_CASO


def _apresentacao(vinculo: Vinculo) -> Apresentacao | None:
    """Return the removal that waits for the exercício in the other locality, if any."""
    ultima = vinculo.apresentacoes[-1] if vinculo.apresentacoes else None
    return ultima if ultima is not None and ultima.exercicio is None and ultima.perdida is None else None


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Exercicio) -> Requisito | None:
    falta = _no_provimento(vinculo, conteudo)
    if falta is not _NAO_E_O_CASO:
        return falta
    if vinculo.posse is None:
        return estrutural("E1", "Houve posse", d.ART_21, "Não há posse registrada neste vínculo.")
    if vinculo.exercicio is not None:
        return estrutural(
            "E1", "O exercício ainda não começou", d.ART_21,
            f"O exercício já começou em {vinculo.exercicio.data:%d/%m/%Y}.",
        )  # fmt: skip
    if conteudo.data < vinculo.posse.data:
        return estrutural(
            "E1", "O exercício não é anterior à posse", d.ART_21, f"A posse é de {vinculo.posse.data:%d/%m/%Y}."
        )
    fim = vinculo.encerrado_em
    # A late entry may precede the end of the vínculo, but not belie an exoneração for not having entered.
    de_oficio = vinculo.fim is not None and vinculo.fim.causa == "exoneracao_de_oficio"
    if fim is not None and (de_oficio or conteudo.data >= fim.data):
        return estrutural("E1", "O vínculo existe", d.ART_21, f"O vínculo terminou em {fim.data:%d/%m/%Y}.")
    return None


def _requisitos(contexto: Contexto, conteudo: Exercicio) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    prazo = _prazo(contexto, vinculo)
    if prazo is None or prazo.vence_ultimo is None:
        yield requisito("E2", "O prazo do exercício está suspenso por impedimento legal", d.ART_21_P2, True)
    else:
        descricao = f"Exercício até {prazo.vence_ultimo:%d/%m/%Y}"
        em_tempo = conteudo.data <= prazo.vence_ultimo
        falta = f"O último dia possível para entrar em exercício foi {prazo.vence_ultimo:%d/%m/%Y}."
        if _de_quem_nao_se_exonera(vinculo):
            # Art. 29 shields the estável: coming late is recorded, and nobody is refused for it (E5).
            yield aviso("E5", descricao, d.ART_29, em_tempo, falta + " Ouça a PGE (arts. 21, § 3º, e 29).")
        elif prazo.tipo is TipoPrazo.APRESENTACAO:
            yield aviso("E7", descricao, d.ART_23, em_tempo, falta)
        else:
            yield requisito("E4", descricao, d.ART_21_P3, em_tempo, falta)
    yield aviso(
        "E6", "Documentos do assentamento individual entregues", d.ART_22_PU, conteudo.documentos_entregues,
        "Faltam documentos do assentamento individual (art. 22, parágrafo único).",
    )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.data, d.ART_21_P4)


def _prazo(contexto: Contexto, vinculo: Vinculo) -> Prazo | None:
    """Return the deadline that this exercício answers."""

    def regimes(unidade: int | None, instante: datetime | None) -> Regime:
        return contexto.regime

    if vinculo.aguarda_exercicio:
        return prazo_do_provimento(contexto.vida, vinculo, len(vinculo.provimentos) - 1, regimes)
    if vinculo.exercicio is not None:
        return prazo_da_apresentacao(contexto.vida, vinculo, len(vinculo.apresentacoes) - 1, regimes)
    return prazo_do_exercicio(contexto.vida, vinculo, regimes)


_SEM_PROPOSTA = frozenset({TipoProvimento.REINTEGRACAO, TipoProvimento.RECONDUCAO})


def _de_quem_nao_se_exonera(vinculo: Vinculo) -> bool:
    provimento = vinculo.provimento
    return vinculo.aguarda_exercicio and provimento is not None and provimento.tipo in _SEM_PROPOSTA


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if vinculo.aguarda_exercicio:
        *outros, ultimo = vinculo.provimentos
        vespera = ato.data - UM_DIA
        return vida.com(
            replace(
                vinculo,
                provimentos=(*outros, replace(ultimo, exercicio=ato.fato)),
                interrupcoes=tuple(replace(i, fim=vespera) if i.fim is None else i for i in vinculo.interrupcoes),
                exercicio=vinculo.exercicio or ato.fato,
            )
        )
    if vinculo.exercicio is not None:
        if _apresentacao(vinculo) is None:
            return vida
        *outras, apresentacao = vinculo.apresentacoes
        return vida.com(replace(vinculo, apresentacoes=(*outras, replace(apresentacao, exercicio=ato.fato))))
    return vida if vinculo.inicial is not None else vida.com(replace(vinculo, exercicio=ato.fato))


def _efeitos(contexto: Contexto, conteudo: Exercicio) -> Iterator[str]:
    vinculo = contexto.vinculo
    if vinculo is not None and vinculo.exercicio is not None:
        yield "A pessoa está em exercício."
    elif vinculo is not None and vinculo.permanente:
        yield "Começa o estágio probatório, com as avaliações semestrais (art. 27)."
    else:
        yield "Começa o exercício do cargo."


DEFINICAO = DefinicaoAto(
    tipo="exercicio",
    traz=TipoPrazo.AVALIACAO_SEMESTRAL,
    rotulo="Exercício",
    registrado="Exercício registrado",
    dispositivo=d.ART_21,
    conteudo=Exercicio,
    campo_data="data",
    ordem=40,
    precisa=frozenset({"autoridade"}),
    papel="termo_exercicio",
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

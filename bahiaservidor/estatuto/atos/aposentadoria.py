"""Aposentadoria (V2, V3) and its cassação (R3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..contagem import aniversario
from ..copia import replace
from ..prazos import idade_da_compulsoria, prazo_do_provimento
from ..tipos import Carater, TipoAposentadoria, TipoProvimento
from ..vida import Aposentadoria, VidaFuncional, Vinculo
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
from .comuns import empossado
from .vacancia import encerrar, vago


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoAposentadoria:
    """Content of a retirement."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_44)
    tipo: TipoAposentadoria = campo("Espécie", TipoCampo.ESCOLHA, dispositivo=d.LC_152)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class CassacaoAposentadoria:
    """Content of the cassação of a retirement."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_34_PU)
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoAposentadoria) -> Requisito | None:
    falta = empossado(vinculo, conteudo.publicacao, d.ART_44, regra="V3")
    compulsoria = conteudo.tipo is TipoAposentadoria.COMPULSORIA
    if falta is None and compulsoria and vinculo.carater is Carater.TEMPORARIO:
        return estrutural(
            "V3", "O cargo é permanente ou vitalício", d.LC_152,
            "A aposentadoria compulsória não alcança o cargo temporário.",
        )  # fmt: skip
    return falta


def _requisitos(contexto: Contexto, conteudo: ConteudoAposentadoria) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    if conteudo.tipo is TipoAposentadoria.COMPULSORIA:
        nascimento = contexto.vida.nascimento
        if nascimento is None:
            yield requisito(
                "V3", "A data de nascimento é conhecida", d.LC_152, False, "A data de nascimento não está registrada."
            )
        else:
            idade, _ = idade_da_compulsoria(nascimento, vinculo, contexto.regime)
            dia = aniversario(nascimento, idade)
            yield requisito(
                "V3", f"Completou {idade} anos", d.LC_152, conteudo.publicacao >= dia,
                f"Os {idade} anos se completam em {dia:%d/%m/%Y}.",
            )  # fmt: skip
    elif vinculo.carater is Carater.TEMPORARIO:
        yield aviso(
            "V3", "O cargo é permanente ou vitalício", d.ART_44, False,
            "Quem só ocupa cargo temporário se aposenta pelo regime geral.",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if not vinculo.vivo:
        return vida
    nova = Aposentadoria(fato=ato.fato, tipo=ato.conteudo.tipo)
    return vida.com(replace(vago(vinculo, ato.fato, ato.tipo), aposentadoria=nova))


def _efeitos(contexto: Contexto, conteudo: ConteudoAposentadoria) -> Iterator[str]:
    yield "O posto fica livre, e os prazos abertos ficam prejudicados."
    if conteudo.tipo is TipoAposentadoria.INVALIDEZ:
        yield "Cessados os motivos da invalidez, cabe a reversão até a véspera dos 70 anos (arts. 34 e 36)."


DEFINICAO = DefinicaoAto(
    tipo="aposentadoria",
    rotulo="Aposentadoria",
    registrado="Aposentadoria registrada",
    dispositivo=d.ART_44,
    conteudo=ConteudoAposentadoria,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)


def _admite_cassacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: CassacaoAposentadoria) -> Requisito | None:
    inicio = _inicio(vinculo)
    if inicio is None:
        return estrutural(
            "R3", "Há aposentadoria ou reversão à espera de exercício", d.ART_34_PU,
            "Não há aposentadoria nem reversão à espera de exercício neste vínculo.",
        )  # fmt: skip
    if conteudo.publicacao < inicio:
        return estrutural(
            "R3", "O ato não é anterior à aposentadoria", d.ART_34_PU, f"A aposentadoria é de {inicio:%d/%m/%Y}."
        )
    return None


def _inicio(vinculo: Vinculo) -> date | None:
    """Return since when there is a retirement to quash, or None."""
    if not vinculo.existe:
        return None
    if vinculo.aposentadoria is not None:
        return vinculo.aposentadoria.fato.data
    provimento = vinculo.provimento
    if vinculo.aguarda_exercicio and provimento is not None and provimento.tipo is TipoProvimento.REVERSAO:
        return provimento.fato.data
    return None


def _requisitos_cassacao(contexto: Contexto, conteudo: CassacaoAposentadoria) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    if vinculo.aposentadoria is not None:
        yield requisito(
            "R3", "Há reversão sem exercício no prazo", d.ART_34_PU, False,
            "Não há reversão à espera de exercício; a cassação é a consequência de não entrar em exercício.",
        )  # fmt: skip
    else:
        posicao = len(vinculo.provimentos) - 1
        prazo = prazo_do_provimento(contexto.vida, vinculo, posicao, lambda unidade, instante: contexto.regime)
        ultimo = prazo.vence_ultimo
        yield requisito(
            "R3", "O prazo do exercício terminou", d.ART_34_PU, ultimo is not None and conteudo.publicacao > ultimo,
            "O prazo do exercício está suspenso por impedimento legal." if ultimo is None
            else f"O prazo do exercício vai até {ultimo:%d/%m/%Y}; o ato só cabe depois desse dia.",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


CASSACAO = DefinicaoAto(
    tipo="cassacao_aposentadoria",
    rotulo="Cassação da aposentadoria",
    registrado="Cassação da aposentadoria registrada",
    dispositivo=d.ART_34_PU,
    conteudo=CassacaoAposentadoria,
    campo_data="publicacao",
    ordem=87,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite_cassacao,
    requisitos=_requisitos_cassacao,
    aplicar=encerrar,
    efeitos=lambda contexto, conteudo: ("O vínculo termina, e com ele a aposentadoria.",),
)

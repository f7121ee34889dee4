"""Remoção (art. 50), relotação (art. 49) and the exercício in another locality (art. 23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..contagem import somar_meses
from ..copia import replace
from ..tipos import MotivoAfastamento, TipoPrazo
from ..vida import Apresentacao, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, exige_autoridade, requisito
from .comuns import em_exercicio
from .nomeacao import vedacao_eleitoral
from .postos import desocupar, ocupante, ocupar
from .recomeco import recomecar_apresentacao
from .vacancia import sem_apresentacao


@dataclass(frozen=True, slots=True, kw_only=True)
class Remocao:
    """Content of a remoção: same quadro, another unit."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_50)
    unidade: int | None = campo("Unidade de destino", TipoCampo.UNIDADE, padrao=None)
    outra_localidade: bool = campo("Em outra localidade", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_23)
    de_oficio: bool = campo("De ofício", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_50)
    por_saude: bool = campo("Por motivo de saúde", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_50_P1)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relotacao:
    """Content of a relotação: with the cargo, to another órgão of the same Poder."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_49)
    unidade: int | None = campo("Unidade de destino", TipoCampo.UNIDADE, padrao=None)
    outra_localidade: bool = campo("Em outra localidade", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_23)
    de_oficio: bool = campo("De ofício", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_49)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


def _admite_remocao(vida: VidaFuncional, vinculo: Vinculo, conteudo: Remocao) -> Requisito | None:
    return em_exercicio(vinculo, conteudo.publicacao, d.ART_50, regra="V5")


def _admite_relotacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: Relotacao) -> Requisito | None:
    return em_exercicio(vinculo, conteudo.publicacao, d.ART_49, regra="V5")


def fora_do_mandato(contexto: Contexto, dia: date) -> Iterator[Requisito]:
    """Yield rule D4: no movement de ofício during the union mandate, nor in the months after its end."""
    vinculo = contexto.vinculo
    assert vinculo is not None
    meses = contexto.parametros.inteiro("sindical_garantia_meses", dia)
    ate: date | None = None
    em_curso = False
    for mandato in vinculo.afastamentos:
        if mandato.motivo is not MotivoAfastamento.MANDATO_SINDICAL or mandato.inicio > dia:
            continue
        if mandato.fim is None:
            em_curso = True
        else:
            fim = somar_meses(mandato.fim, meses, contexto.regime.opcoes.fim_de_mes)
            ate = fim if ate is None or fim > ate else ate
    vedado = em_curso or (ate is not None and dia <= ate)
    yield requisito(
        "D4", "Não há mandato sindical em curso nem encerrado há pouco", d.ART_40_P4, not vedado,
        "O mandato sindical está em curso." if em_curso or ate is None
        else f"A garantia do mandato sindical vai até {ate:%d/%m/%Y}.",
    )  # fmt: skip


def _outra_unidade(contexto: Contexto, unidade: int | None, dispositivo: str) -> Iterator[Requisito]:
    atual, destino = contexto.unidade_atual, contexto.destino
    yield aviso(
        "V5", "A unidade de destino está indicada", dispositivo, unidade is not None, "Indique a unidade de destino."
    )
    if atual is not None and destino is not None:
        yield requisito(
            "V5", "A unidade de destino é outra", dispositivo, atual.id != destino.id,
            "A unidade de destino é a mesma em que a pessoa está.",
        )  # fmt: skip


def _requisitos_remocao(contexto: Contexto, conteudo: Remocao) -> Iterator[Requisito]:
    yield from _outra_unidade(contexto, conteudo.unidade, d.ART_50)
    if conteudo.de_oficio:
        yield from fora_do_mandato(contexto, conteudo.publicacao)
        yield from vedacao_eleitoral(contexto, conteudo.publicacao)
    dispensa = contexto.parametros.inteiro("remocao_saude_dispensa_vaga", conteudo.publicacao) == 1
    if contexto.lotacao is not None and not (conteudo.por_saude and dispensa):
        postos, ocupados = contexto.lotacao
        yield requisito(
            "V5", "Há claro de lotação na unidade de destino", d.ART_50, ocupados < postos,
            "A unidade de destino só tem um posto do cargo, e está ocupado." if postos == 1
            else f"Os {postos} postos do cargo na unidade de destino estão ocupados.",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _requisitos_relotacao(contexto: Contexto, conteudo: Relotacao) -> Iterator[Requisito]:
    yield from _outra_unidade(contexto, conteudo.unidade, d.ART_49)
    atual, destino = contexto.unidade_atual, contexto.destino
    if atual is not None and destino is not None and atual.id != destino.id:
        yield requisito(
            "V5", "O destino é outro órgão", d.ART_49, atual.orgao != destino.orgao,
            "A unidade de destino é do mesmo órgão: dentro dele cabe a remoção.",
        )  # fmt: skip
        yield requisito(
            "V5", "O destino é do mesmo Poder", d.ART_49, not (atual.poder and destino.poder)
            or atual.poder == destino.poder,
            f"A unidade de destino é do {destino.poder}, e a relotação é dentro do mesmo Poder.",
        )  # fmt: skip
    if conteudo.de_oficio:
        yield from fora_do_mandato(contexto, conteudo.publicacao)
        yield from vedacao_eleitoral(contexto, conteudo.publicacao)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    return vida.com(movido(vida.vinculo(ato.vinculo), ato, ato.conteudo.unidade, ato.conteudo.outra_localidade))


def movido(vinculo: Vinculo, ato: Ato, unidade: int | None, outra_localidade: bool) -> Vinculo:
    """Return the vínculo in another unit; in another locality, with the exercício there to enter into."""
    if not vinculo.vivo:
        return vinculo
    if unidade is not None and ocupante(vinculo) and unidade != vinculo.unidade:
        excedente = vinculo.ocupacoes[-1].excedente
        vinculo = ocupar(desocupar(vinculo, ato.data, ato.tipo), ato.data, unidade=unidade)
        if excedente:
            *outras, ultima = vinculo.ocupacoes
            vinculo = replace(vinculo, ocupacoes=(*outras, replace(ultima, excedente=True)))
    if not outra_localidade:
        return vinculo
    return replace(vinculo, apresentacoes=(*sem_apresentacao(vinculo, ato.fato), Apresentacao(fato=ato.fato)))


def _efeitos(contexto: Contexto, conteudo: Remocao | Relotacao) -> Iterator[str]:
    if conteudo.outra_localidade:
        yield "Abre o prazo para entrar em exercício na outra localidade (art. 23)."
    else:
        yield "Muda a lotação, na mesma localidade."


REMOCAO = DefinicaoAto(
    tipo="remocao",
    traz=TipoPrazo.APRESENTACAO,
    recomecar=recomecar_apresentacao,
    rotulo="Remoção",
    registrado="Remoção registrada",
    dispositivo=d.ART_50,
    conteudo=Remocao,
    campo_data="publicacao",
    ordem=30,
    precisa=frozenset({"autoridade", "lotacao", "destino"}),
    publicado=True,
    admite=_admite_remocao,
    requisitos=_requisitos_remocao,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

RELOTACAO = DefinicaoAto(
    tipo="relotacao",
    traz=TipoPrazo.APRESENTACAO,
    recomecar=recomecar_apresentacao,
    rotulo="Relotação",
    registrado="Relotação registrada",
    dispositivo=d.ART_49,
    conteudo=Relotacao,
    campo_data="publicacao",
    ordem=30,
    precisa=frozenset({"autoridade", "destino"}),
    publicado=True,
    admite=_admite_relotacao,
    requisitos=_requisitos_relotacao,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

"""Nomeação (arts. 10 to 14): opens a vínculo and the term of the posse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..contagem import somar_meses
from ..tipos import Carater, FimDeMes, TipoPrazo
from ..vida import VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    SituacaoConcurso,
    Sujeito,
    TipoCampo,
    aviso,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomeacao:
    """Content of a nomeação."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_19)
    carater: Carater = campo("Caráter", TipoCampo.ESCOLHA, padrao=Carater.PERMANENTE, dispositivo=d.ART_11)
    cargo: int = campo("Cargo", TipoCampo.CARGO, dispositivo=d.ART_3)
    unidade: int | None = campo("Unidade de lotação", TipoCampo.UNIDADE, padrao=None)
    candidato: int | None = campo("Candidato do concurso", TipoCampo.CANDIDATO, padrao=None, dispositivo=d.ART_12)
    autoridade: int | None = campo("Autoridade que nomeia", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    posto: str = campo("Número do posto", TipoCampo.TEXTO, padrao="")
    origem_vaga: str = campo(
        "Origem da vaga", TipoCampo.TEXTO, padrao="", ajuda="Como a vaga surgiu: criação, aposentadoria, exoneração…"
    )
    ultimo_ocupante: str = campo("Último ocupante", TipoCampo.TEXTO, padrao="")
    classe: str = campo("Classe", TipoCampo.TEXTO, padrao="", ajuda="A inicial, na carreira.")
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


def validade(concurso: SituacaoConcurso, fim_de_mes: FimDeMes) -> date:
    """Return the last day on which the concurso is valid (N4): last day included, not rolled.

    The extension counts only if its act was published inside the first term; then it is one term of twice the months.
    """
    fim = somar_meses(concurso.homologacao, concurso.validade_meses, fim_de_mes)
    prorrogacao = concurso.prorrogacao
    if prorrogacao is not None and concurso.homologacao <= prorrogacao <= fim:
        return somar_meses(concurso.homologacao, 2 * concurso.validade_meses, fim_de_mes)
    return fim


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Nomeacao) -> Requisito | None:
    return None


def estruturais(vida: VidaFuncional, conteudo: Nomeacao) -> Requisito | None:
    """Return what makes the nomeação impossible whatever a ressalva says: the person is dead or not yet born."""
    if vida.falecimento is not None and vida.falecimento.data <= conteudo.publicacao:
        return estrutural("0", "A pessoa está viva", d.ART_44, "Consta o falecimento da pessoa antes da publicação.")
    if vida.nascimento is not None and conteudo.publicacao <= vida.nascimento:
        return estrutural("0", "A data é posterior ao nascimento", d.ART_8, "A publicação é anterior ao nascimento.")
    return None


def _requisitos(contexto: Contexto, conteudo: Nomeacao) -> Iterator[Requisito]:
    falta = estruturais(contexto.vida, conteudo)
    if falta is not None:
        yield falta
    yield from _do_cargo(contexto, conteudo)
    if conteudo.carater is Carater.PERMANENTE:
        yield from _do_concurso(contexto, conteudo)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)
    yield from vedacao_eleitoral(contexto, conteudo.publicacao)


def _do_cargo(contexto: Contexto, conteudo: Nomeacao) -> Iterator[Requisito]:
    cargo = contexto.cargo
    if cargo is None:
        return
    extinto = cargo.extinto_em is not None and cargo.extinto_em <= conteudo.publicacao
    yield requisito("N1", "O cargo não está extinto", d.ART_3, not extinto, f"O cargo {cargo.nome} está extinto.")
    if cargo.postos is not None:
        yield requisito(
            "N1",
            "Há posto livre no cargo",
            d.ART_3,
            cargo.ocupacao_maxima < cargo.postos,
            f"Os {cargo.postos} postos do cargo {cargo.nome} estão ocupados.",
        )
    yield requisito(
        "N3",
        "O caráter da nomeação é o da natureza do cargo",
        d.ART_11,
        cargo.natureza is conteudo.carater,
        f"O cargo {cargo.nome} é {cargo.natureza.rotulo.lower()}, e a nomeação é em caráter "
        f"{conteudo.carater.rotulo.lower()}.",
    )


def _do_concurso(contexto: Contexto, conteudo: Nomeacao) -> Iterator[Requisito]:
    concurso = contexto.concurso
    if concurso is None:
        yield requisito(
            "N4", "A nomeação decorre de concurso", d.ART_12, False,
            "O cargo permanente depende de concurso, e nenhum candidato foi indicado.",
        )  # fmt: skip
        return
    ate = validade(concurso, contexto.regime.opcoes.fim_de_mes)
    valido = concurso.homologacao <= conteudo.publicacao <= ate
    yield requisito(
        "N4", "O concurso é válido na data da publicação", d.ART_12, valido,
        f"O concurso {concurso.nome} vale de {concurso.homologacao:%d/%m/%Y} a {ate:%d/%m/%Y}.",
    )  # fmt: skip
    if concurso.cargo is not None:
        yield requisito(
            "N4", "A lista do candidato é do cargo", d.ART_12, concurso.cargo == conteudo.cargo,
            f"{concurso.candidato} foi classificado(a) para outro cargo.",
        )  # fmt: skip
    yield requisito(
        "N4", "O candidato ainda não foi nomeado", d.ART_12, not concurso.ja_nomeado,
        f"{concurso.candidato} já foi nomeado(a) por este concurso.",
    )  # fmt: skip
    preteridos = ", ".join(concurso.nomes_preteridos[:3])
    quantos = (
        "1 candidato mais bem classificado"
        if concurso.preteridos == 1
        else f"{concurso.preteridos} candidatos mais bem classificados"
    )
    yield requisito(
        "N4", "A ordem de classificação é respeitada", d.ART_12, concurso.preteridos == 0,
        f"Há {quantos} por nomear" + (f": {preteridos}." if preteridos else "."),
    )  # fmt: skip
    maximo = contexto.parametros.inteiro("concurso_validade_max_meses", concurso.homologacao)
    yield requisito(
        "N4", f"A validade do concurso não passa de {maximo} meses", d.ART_14, concurso.validade_meses <= maximo,
        f"O concurso {concurso.nome} foi aberto com validade de {concurso.validade_meses} meses.",
    )  # fmt: skip


def vedacao_eleitoral(contexto: Contexto, dia: date) -> Iterator[Requisito]:
    """Yield the warning of the electoral windows (N10), which are dated settings."""
    for janela in contexto.parametros.janelas_em("vedacao_eleitoral", dia):
        yield aviso(
            "N10", "Fora de período de vedação eleitoral", janela.citacao, False,
            f"A data cai no período eleitoral ({janela.inicio:%d/%m/%Y} a {janela.fim:%d/%m/%Y}): confira as exceções "
            f"({janela.citacao}).",
        )  # fmt: skip


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    conteudo: Nomeacao = ato.conteudo
    assert ato.vinculo is not None
    return vida.com(
        Vinculo(
            id=ato.vinculo,
            numero=len(vida.vinculos) + 1,
            cargo=conteudo.cargo,
            carater=conteudo.carater,
            unidade=conteudo.unidade,
            candidato=conteudo.candidato,
            nomeacao=ato.fato,
            publicacao_vigente=ato.fato,
        )
    )


def _efeitos(contexto: Contexto, conteudo: Nomeacao) -> Iterator[str]:
    yield "Abre um vínculo e o prazo da posse."
    if contexto.cargo is not None:
        yield f"Ocupa um posto do cargo {contexto.cargo.nome}."


DEFINICAO = DefinicaoAto(
    tipo="nomeacao",
    traz=TipoPrazo.POSSE,
    rotulo="Nomeação",
    registrado="Nomeação registrada",
    dispositivo=d.ART_11,
    conteudo=Nomeacao,
    campo_data="publicacao",
    ordem=10,
    sujeito=Sujeito.NOVO_VINCULO,
    precisa=frozenset({"cargo", "concurso", "autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

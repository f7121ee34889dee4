"""Nomeação (arts. 10 to 14): opens a vínculo and the term of the posse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..agil import agil
from ..contagem import somar_meses
from ..copia import replace
from ..lrf import porcento
from ..quadro import SituacaoCargo
from ..tipos import AreaVaga, Carater, FimDeMes, OrigemVaga, TipoPrazo
from ..vida import Ocupacao, VidaFuncional, Vinculo
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
from .recomeco import recomecar_posse


@agil
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
    origem: OrigemVaga | None = campo(
        "Origem da vaga", TipoCampo.ESCOLHA, padrao=None, dispositivo=d.LRF_22, ajuda="Como o posto ficou livre."
    )
    area: AreaVaga | None = campo(
        "Área do posto",
        TipoCampo.ESCOLHA,
        padrao=None,
        dispositivo=d.LRF_22,
        ajuda="Educação, saúde e segurança têm exceção acima do limite prudencial.",
    )
    origem_vaga: str = campo(
        "Sobre a vaga", TipoCampo.TEXTO, padrao="", ajuda="Lei que criou o posto, ou o que mais explique."
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
    yield from _dos_disponiveis(contexto)
    yield from _da_lrf(contexto, conteudo)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)
    yield from vedacao_eleitoral(contexto, conteudo.publicacao)
    for janela in contexto.parametros.janelas_em("fim_de_mandato", conteudo.publicacao):
        yield aviso(
            "N10", "Fora do fim de mandato", janela.citacao, False,
            f"A data cai no fim do mandato ({janela.inicio:%d/%m/%Y} a {janela.fim:%d/%m/%Y}), em que não se aumenta a "
            f"despesa com pessoal: confira as exceções ({janela.citacao}).",
        )  # fmt: skip


def _do_cargo(contexto: Contexto, conteudo: Nomeacao) -> Iterator[Requisito]:
    cargo = contexto.cargo
    if cargo is None:
        return
    yield from ha_posto(cargo, conteudo.publicacao)
    yield from cabe_na_lotacao(contexto)
    if not cargo.extinto(conteudo.publicacao) and cargo.dispensado(conteudo.publicacao):
        yield aviso(
            "N1", "O cargo não foi declarado desnecessário", d.ART_37, False,
            f"O cargo {cargo.nome} foi declarado desnecessário.",
        )  # fmt: skip
    yield requisito(
        "N3",
        "O caráter da nomeação é o da natureza do cargo",
        d.ART_11,
        cargo.natureza is conteudo.carater,
        f"O cargo {cargo.nome} é {cargo.natureza.rotulo.lower()}, e a nomeação é em caráter "
        f"{conteudo.carater.rotulo.lower()}.",
    )


def ha_posto(cargo: SituacaoCargo, dia: date) -> Iterator[Requisito]:
    """Yield the requirements of N1: the cargo is not extinct, and one of its posts is free from the day on."""
    yield requisito(
        "N1", "O cargo não está extinto", d.ART_3, not cargo.extinto(dia), f"O cargo {cargo.nome} está extinto."
    )
    if cargo.postos is not None:
        ocupados = (
            "O único posto do cargo {1} está ocupado." if cargo.postos == 1
            else "O cargo {1} não tem posto." if cargo.postos == 0
            else "Os {0} postos do cargo {1} estão ocupados."
        )  # fmt: skip
        yield requisito(
            "N1", "Há posto livre no cargo", d.ART_3, cargo.ocupacao_maxima < cargo.postos,
            ocupados.format(cargo.postos, cargo.nome),
        )  # fmt: skip


def cabe_na_lotacao(contexto: Contexto) -> Iterator[Requisito]:
    """Yield the warning of N1 on the unit: it has its own number of posts of the cargo, and all are taken."""
    if contexto.lotacao is None:
        return
    postos, ocupados = contexto.lotacao
    yield aviso(
        "N1", "Há posto na lotação da unidade", d.ART_3, ocupados < postos,
        "A unidade só tem um posto do cargo, e está ocupado." if postos == 1
        else f"Os {postos} postos do cargo na unidade estão ocupados.",
    )  # fmt: skip


def _dos_disponiveis(contexto: Contexto) -> Iterator[Requisito]:
    if contexto.disponiveis:
        nomes = ", ".join(p.nome for p in contexto.disponiveis[:3])
        yield aviso(
            "D2", "Ninguém em disponibilidade cabe no posto", d.ART_38, False,
            f"Antes da nomeação cabe o aproveitamento de quem está em disponibilidade: {nomes}.",
        )  # fmt: skip


_EXCEPCIONADAS = frozenset({AreaVaga.EDUCACAO, AreaVaga.SAUDE, AreaVaga.SEGURANCA})
_REPOSICAO = frozenset({OrigemVaga.APOSENTADORIA, OrigemVaga.FALECIMENTO})


def _da_lrf(contexto: Contexto, conteudo: Nomeacao) -> Iterator[Requisito]:
    lrf = contexto.lrf
    if lrf is None:
        yield requisito("N7", "Limite prudencial: sem números da LRF registrados até a data", d.LRF_22, True)
        return
    excecao = conteudo.origem in _REPOSICAO and conteudo.area in _EXCEPCIONADAS
    quando = f"{lrf.quadrimestre}º quadrimestre de {lrf.ano}"
    if lrf.acima_do_prudencial and excecao:
        yield requisito("N7", f"Reposição em área excetuada do limite prudencial ({quando})", d.LRF_22, True)
        return
    yield requisito(
        "N7", f"A despesa com pessoal está dentro do limite prudencial ({quando})", d.LRF_22,
        not lrf.acima_do_prudencial,
        f"No {quando} a despesa foi de {porcento(lrf.percentual)} da RCL, acima do limite prudencial de "
        f"{porcento(lrf.prudencial)}; só se repõe aposentadoria ou falecimento em educação, saúde ou segurança.",
    )  # fmt: skip


def _completar(contexto: Contexto, conteudo: Nomeacao) -> Nomeacao:
    """Take the character of the cargo, which a ressalva does not change (art. 11)."""
    return conteudo if contexto.cargo is None else replace(conteudo, carater=contexto.cargo.natureza)


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
            ocupacoes=(Ocupacao(cargo=conteudo.cargo, unidade=conteudo.unidade, desde=conteudo.publicacao),),
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
    precisa=frozenset({"cargo", "concurso", "autoridade", "disponiveis", "lotacao", "lrf"}),
    completar=_completar,
    recomecar=recomecar_posse,
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

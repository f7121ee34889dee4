"""Exoneração: de ofício (arts. 21, § 3º, and 27), a pedido (art. 46) and a juízo da autoridade (art. 47)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..ausencias import fim_da_permanencia
from ..prazos import prazo_do_exercicio
from ..tipos import Carater, FundamentoExoneracao, ResultadoEstagio
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural, exige_autoridade, requisito
from .comuns import empossado
from .nomeacao import vedacao_eleitoral
from .vacancia import encerrar


@dataclass(frozen=True, slots=True, kw_only=True)
class ExoneracaoDeOficio:
    """Content of an exoneração de ofício."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_21_P3)
    fundamento: FundamentoExoneracao = campo("Fundamento", TipoCampo.ESCOLHA, padrao=FundamentoExoneracao.NAO_EXERCICIO)
    texto: str = campo("Fundamento por extenso", TipoCampo.TEXTO_LONGO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExoneracaoAPedido:
    """Content of an exoneração a pedido; ``ressarcido`` tells that a mission abroad was repaid (art. 26)."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_46)
    requerimento: date | None = campo("Data do requerimento", TipoCampo.DATA, padrao=None)
    ressarcido: bool = campo(
        "Despesas do afastamento no exterior ressarcidas", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_26
    )
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExoneracaoAJuizo:
    """Content of an exoneração a juízo da autoridade."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_47)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


def _admite_de_oficio(vida: VidaFuncional, vinculo: Vinculo, conteudo: ExoneracaoDeOficio) -> Requisito | None:
    if conteudo.fundamento is FundamentoExoneracao.NAO_EXERCICIO:
        falta = empossado(vinculo, conteudo.publicacao, d.ART_21_P3)
        if falta is None and (vinculo.exercicio is not None or vinculo.inicial is not None):
            falta = estrutural("E3", "O exercício não começou", d.ART_21_P3, "A pessoa já entrou em exercício.")
        return falta
    falta = empossado(vinculo, conteudo.publicacao, _DISPOSITIVOS[conteudo.fundamento])
    if falta is None and conteudo.fundamento is FundamentoExoneracao.REPROVACAO_ESTAGIO and not vinculo.permanente:
        falta = estrutural("S7", "O cargo é permanente", d.ART_27, "Só o cargo permanente tem estágio probatório.")
    return falta


def _requisitos_de_oficio(contexto: Contexto, conteudo: ExoneracaoDeOficio) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    if conteudo.fundamento is FundamentoExoneracao.NAO_EXERCICIO:
        prazo = prazo_do_exercicio(contexto.vida, vinculo, lambda unidade, instante: contexto.regime)
        assert prazo is not None
        ultimo = prazo.vence_ultimo
        yield requisito(
            "E3", "O prazo do exercício terminou", d.ART_21_P3, ultimo is not None and conteudo.publicacao > ultimo,
            "O prazo do exercício está suspenso por impedimento legal." if ultimo is None
            else f"O prazo do exercício vai até {ultimo:%d/%m/%Y}; o ato só cabe depois desse dia.",
        )  # fmt: skip
    elif conteudo.fundamento is FundamentoExoneracao.REPROVACAO_ESTAGIO:
        homologacao = vinculo.homologacao
        reprovado = (
            homologacao is not None
            and homologacao.resultado is ResultadoEstagio.REPROVADO
            and homologacao.fato.data <= conteudo.publicacao
        )
        yield requisito(
            "S7", "O estágio foi homologado com reprovação", d.ART_27, reprovado,
            "Não há homologação do estágio com reprovação até a data do ato.",
        )  # fmt: skip
    else:
        yield requisito(
            "E3", "O fundamento está escrito", d.ART_46, bool(conteudo.texto.strip()), "Escreva o fundamento do ato."
        )
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)
    yield from vedacao_eleitoral(contexto, conteudo.publicacao)


def _efeitos(contexto: Contexto, conteudo: object) -> Iterator[str]:
    yield "O vínculo termina nessa data, o posto fica livre e os prazos abertos ficam prejudicados."


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    return encerrar(vida, ato)


_DISPOSITIVOS = {
    FundamentoExoneracao.NAO_EXERCICIO: d.ART_21_P3,
    FundamentoExoneracao.REPROVACAO_ESTAGIO: d.ART_27,
    FundamentoExoneracao.OUTRO: d.ART_46,
}

DE_OFICIO = DefinicaoAto(
    tipo="exoneracao_de_oficio",
    rotulo="Exoneração de ofício",
    registrado="Exoneração de ofício registrada",
    dispositivo=d.ART_21_P3,
    conteudo=ExoneracaoDeOficio,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    sonda=lambda vida, dia: {"fundamento": FundamentoExoneracao.OUTRO},
    dispositivo_por=lambda conteudo: _DISPOSITIVOS[conteudo.fundamento],
    admite=_admite_de_oficio,
    requisitos=_requisitos_de_oficio,
    aplicar=_aplicar,
    efeitos=_efeitos,
)


def _requisitos_a_pedido(contexto: Contexto, conteudo: ExoneracaoAPedido) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    permanencia = fim_da_permanencia(contexto.vinculo.afastamentos, conteudo.publicacao)
    if permanencia is not None:
        yield requisito(
            "E8", "Permaneceu o tempo devido depois do afastamento no exterior", d.ART_26,
            conteudo.ressarcido or conteudo.publicacao > permanencia,
            "O afastamento no exterior ainda não terminou." if permanencia == date.max
            else f"Depois do afastamento no exterior deve permanecer até {permanencia:%d/%m/%Y}, salvo ressarcimento.",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


A_PEDIDO = DefinicaoAto(
    tipo="exoneracao_a_pedido",
    rotulo="Exoneração a pedido",
    registrado="Exoneração a pedido registrada",
    dispositivo=d.ART_46,
    conteudo=ExoneracaoAPedido,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=lambda vida, vinculo, conteudo: empossado(vinculo, conteudo.publicacao, d.ART_46),
    requisitos=_requisitos_a_pedido,
    aplicar=_aplicar,
    efeitos=_efeitos,
)


_SO_DO_TEMPORARIO = "Só do cargo temporário se exonera a juízo da autoridade."


def _admite_a_juizo(vida: VidaFuncional, vinculo: Vinculo, conteudo: ExoneracaoAJuizo) -> Requisito | None:
    falta = empossado(vinculo, conteudo.publicacao, d.ART_47)
    temporario = vinculo.carater is Carater.TEMPORARIO
    if falta is None and not temporario and any(v.vivo and v.carater is Carater.TEMPORARIO for v in vida.vinculos):
        # Who also serves a cargo temporário is exonerated from that one.
        falta = estrutural("E3", "O cargo é temporário", d.ART_47, _SO_DO_TEMPORARIO)
    return falta


def _requisitos_a_juizo(contexto: Contexto, conteudo: ExoneracaoAJuizo) -> Iterator[Requisito]:
    assert contexto.vinculo is not None
    temporario = contexto.vinculo.carater is Carater.TEMPORARIO
    yield requisito("E3", "O cargo é temporário", d.ART_47, temporario, _SO_DO_TEMPORARIO)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)
    yield from vedacao_eleitoral(contexto, conteudo.publicacao)


A_JUIZO = DefinicaoAto(
    tipo="exoneracao_a_juizo",
    para=frozenset({Carater.TEMPORARIO}),
    rotulo="Exoneração a juízo da autoridade",
    registrado="Exoneração registrada",
    dispositivo=d.ART_47,
    conteudo=ExoneracaoAJuizo,
    campo_data="publicacao",
    ordem=85,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite_a_juizo,
    requisitos=_requisitos_a_juizo,
    aplicar=_aplicar,
    efeitos=_efeitos,
)

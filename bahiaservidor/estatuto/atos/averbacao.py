"""Averbação of service time rendered elsewhere (CF, arts. 40, § 9º, and 201, § 9º; days by rule C10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..contagem import UM_DIA, dias_entre
from ..copia import replace
from ..funcional import SEM_FIM, Averbacao, TempoAverbado, contar_averbacoes, descontar, dias_em_comum
from ..tipos import FinalidadeAverbacao, MotivoAfastamento, OrigemTempo
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, estrutural, requisito
from .duradouros import acrescentar

_FINALIDADES = "Para que conta"

_SEM_VINCULO = frozenset({MotivoAfastamento.INTERESSE_PARTICULAR, MotivoAfastamento.ACOMPANHAR_CONJUGE})
"""Leaves in which one may work, and contribute, elsewhere: their days are not counted here already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoAverbacao:
    """Content of an averbação; both ends of the period are served days (C10)."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.CF_40_P9)
    origem: OrigemTempo = campo("Onde foi o serviço", TipoCampo.ESCOLHA, dispositivo=d.CF_40_P9)
    empregador: str = campo("Órgão ou empregador", TipoCampo.TEXTO)
    inicio: date = campo("Primeiro dia do período", TipoCampo.DATA)
    fim: date = campo("Último dia do período", TipoCampo.DATA)
    dias: int | None = campo(
        "Dias certificados",
        TipoCampo.INTEIRO,
        padrao=None,
        ajuda="Em branco: todos os dias do período, o primeiro e o último incluídos.",
    )
    certidao: str = campo("Número da certidão", TipoCampo.TEXTO)
    certidao_data: date | None = campo("Data da certidão", TipoCampo.DATA, padrao=None)
    aposentadoria: bool = campo("Aposentadoria", TipoCampo.SIM_NAO, padrao=True, grupo=_FINALIDADES)
    disponibilidade: bool = campo("Disponibilidade", TipoCampo.SIM_NAO, padrao=False, grupo=_FINALIDADES)
    adicional: bool = campo("Adicional por tempo de serviço", TipoCampo.SIM_NAO, padrao=False, grupo=_FINALIDADES)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


def finalidades(conteudo: ConteudoAverbacao) -> tuple[FinalidadeAverbacao, ...]:
    """Return what the time counts for."""
    marcadas = (
        (conteudo.aposentadoria, FinalidadeAverbacao.APOSENTADORIA),
        (conteudo.disponibilidade, FinalidadeAverbacao.DISPONIBILIDADE),
        (conteudo.adicional, FinalidadeAverbacao.ADICIONAL),
    )
    return tuple(finalidade for marcada, finalidade in marcadas if marcada)


def exercicios_da_pessoa(vida: VidaFuncional) -> list[tuple[date, date]]:
    """Return the periods of exercício of every vínculo, open ones up to SEM_FIM, without the leaves outside it."""
    periodos: list[tuple[date, date]] = []
    for vinculo in vida.vinculos:
        if vinculo.exercicio is not None:
            comeco = vinculo.exercicio.data
        elif vinculo.inicial is not None:
            comeco = vinculo.inicial.data
        else:
            continue
        encerrado = vinculo.encerrado_em
        ultimo = SEM_FIM if encerrado is None else encerrado.data - UM_DIA
        if ultimo < comeco:
            continue
        fora = [(a.inicio, a.fim or SEM_FIM) for a in vinculo.afastamentos if a.motivo in _SEM_VINCULO]
        fora += [(i.inicio, i.fim or SEM_FIM) for i in vinculo.interrupcoes if not i.conta_efetivo]
        periodos += descontar((comeco, ultimo), fora)
    return periodos


def tempo_averbado(vida: VidaFuncional, finalidade: FinalidadeAverbacao | None = None) -> tuple[TempoAverbado, ...]:
    """Return the averbações of a person with the days of each that count, none twice, nor beside own exercício."""
    averbacoes = [r for v in vida.vinculos for r in v.funcional if isinstance(r, Averbacao)]
    return contar_averbacoes(averbacoes, exercicios_da_pessoa(vida), finalidade) if averbacoes else ()


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoAverbacao) -> Requisito | None:
    dispositivo = _dispositivo(conteudo)
    if conteudo.fim < conteudo.inicio:
        return estrutural("C10", "As datas estão em ordem", dispositivo, "O fim do período é anterior ao começo.")
    if conteudo.publicacao < conteudo.inicio:
        return estrutural(
            "C10", "A averbação é posterior ao serviço", dispositivo, "A averbação é anterior ao período."
        )
    if vinculo.inicial is None and not vinculo.empossado_em(conteudo.publicacao) and vinculo.disponibilidade is None:
        falta = f"Em {conteudo.publicacao:%d/%m/%Y} a pessoa não era servidor por este vínculo."
        return estrutural("0", "A pessoa era servidor", dispositivo, falta)
    if not vinculo.existe:
        return estrutural("0", "O vínculo existe", dispositivo, "O vínculo já terminou.")
    return None


def _requisitos(contexto: Contexto, conteudo: ConteudoAverbacao) -> Iterator[Requisito]:
    dispositivo = _dispositivo(conteudo)
    total = dias_entre(conteudo.inicio, conteudo.fim)
    yield requisito(
        "C10", "O serviço terminou antes da averbação", dispositivo, conteudo.fim <= conteudo.publicacao,
        "O período vai além da data da averbação.",
    )  # fmt: skip
    yield requisito(
        "C10", "O período tem " + _quantos(total), dispositivo,
        conteudo.dias is None or 0 < conteudo.dias <= total,
        f"O período tem {_quantos(total)} com o primeiro e o último; a certidão não pode dar número maior.",
    )  # fmt: skip
    yield requisito(
        "C10",
        "A certidão está identificada",
        dispositivo,
        bool(conteudo.certidao.strip()),
        "Falta o número da certidão.",
    )
    yield requisito(
        "C10", "A finalidade está marcada", dispositivo, bool(finalidades(conteudo)),
        "Marque para que o tempo conta: aposentadoria, disponibilidade ou adicional.",
    )  # fmt: skip
    yield from _concomitancia(contexto, conteudo)


def _concomitancia(contexto: Contexto, conteudo: ConteudoAverbacao) -> Iterator[Requisito]:
    periodo = (conteudo.inicio, conteudo.fim)
    proprios = dias_em_comum(periodo, exercicios_da_pessoa(contexto.vida))
    yield aviso(
        "C10", "Não coincide com o exercício no Estado", d.LEI_8213, proprios == 0,
        f"{_dias(proprios)} com o exercício registrado aqui e não se contam de novo.",
    )  # fmt: skip
    outras = [r for v in contexto.vida.vinculos for r in v.funcional if isinstance(r, Averbacao)]
    repetidos = dias_em_comum(periodo, [(a.inicio, a.fim) for a in outras if a.fim is not None])
    yield aviso(
        "C10", "Não coincide com outra averbação", d.LEI_8213, repetidos == 0,
        f"{_dias(repetidos)} com outra averbação e não se contam duas vezes.",
    )  # fmt: skip


def _dias(quantos: int) -> str:
    return "1 dia coincide" if quantos == 1 else f"{_milhar(quantos)} dias coincidem"


def _quantos(dias: int) -> str:
    return "1 dia" if dias == 1 else f"{_milhar(dias)} dias"


def _milhar(numero: int) -> str:
    return f"{numero:,}".replace(",", ".")


def _dispositivo(conteudo: ConteudoAverbacao) -> str:
    return d.CF_201_P9 if conteudo.origem is OrigemTempo.PRIVADA else d.CF_40_P9


def _registro(conteudo: ConteudoAverbacao) -> Averbacao:
    return Averbacao(
        inicio=conteudo.inicio,
        fim=conteudo.fim,
        origem=conteudo.origem,
        empregador=conteudo.empregador.strip(),
        dias=dias_entre(conteudo.inicio, conteudo.fim) if conteudo.dias is None else conteudo.dias,
        finalidades=finalidades(conteudo),
        certidao=conteudo.certidao.strip(),
    )


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    return acrescentar(vida, ato, _registro(ato.conteudo))


def _efeitos(contexto: Contexto, conteudo: ConteudoAverbacao) -> Iterator[str]:
    anteriores = [r for v in contexto.vida.vinculos for r in v.funcional if isinstance(r, Averbacao)]
    nova = replace(_registro(conteudo), sequencia=max((a.sequencia for a in anteriores), default=0) + 1)
    contados = contar_averbacoes((*anteriores, nova), exercicios_da_pessoa(contexto.vida))[-1]
    yield f"Tempo que passa a contar: {_quantos(contados.dias)}."


def cessar(vida: VidaFuncional, alvo: Ato, data: date) -> VidaFuncional:
    """Return the life without the time that ``alvo`` recorded: the service is past, what ends is its counting."""
    assert alvo.vinculo is not None
    vinculo = vida.vinculo(alvo.vinculo)
    return vida.com(replace(vinculo, funcional=tuple(r for r in vinculo.funcional if r.ato != alvo.id)))


DEFINICAO = DefinicaoAto(
    tipo="averbacao",
    rotulo="Averbação de tempo de serviço",
    registrado="Averbação registrada",
    dispositivo=d.CF_40_P9,
    conteudo=ConteudoAverbacao,
    campo_data="publicacao",
    ordem=65,
    publicado=True,
    dispositivo_por=_dispositivo,
    sonda=lambda vida, dia: {"inicio": dia, "fim": dia},
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
    cessar=cessar,
)

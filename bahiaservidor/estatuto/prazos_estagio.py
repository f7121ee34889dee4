"""Deadlines of the estágio probatório and of the estabilidade (arts. 27, 28 and 118; rules S1 to S5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from . import dispositivos as d
from .ausencias import Dias, dias_que_nao_contam, dias_que_suspendem
from .contagem import Memoria, Passo, antecedencia_em_meses, somar_ausencias, somar_meses, unir
from .copia import replace
from .prazo import Fechamento, Prazo, fechado, regime_do_fechamento
from .regime import Regime, Regimes
from .tipos import (
    Desfecho,
    FormaIngresso,
    ResultadoEstagio,
    SituacaoInicial,
    TipoPrazo,
)
from .vida import Fato, Interrupcao, Vinculo


@dataclass(frozen=True, slots=True)
class _Ausencias:
    """Days that do not count in one of the two counters, both ends included; ``aberta_desde`` if one has no end."""

    fechadas: tuple[tuple[date, date], ...]
    aberta_desde: date | None

    def ate(self, hoje: date | None) -> list[tuple[date, date]]:
        """Return the periods; an open one counts up to ``hoje``, included."""
        periodos = list(self.fechadas)
        if self.aberta_desde is not None and hoje is not None and hoje >= self.aberta_desde:
            periodos.append((self.aberta_desde, hoje))
        return periodos


def ausencias_do_efetivo_exercicio(vinculo: Vinculo, regime: Regime) -> _Ausencias:
    """Return the absences that are not efetivo exercício (estabilidade; art. 118)."""
    if not vinculo.afastamentos and not vinculo.interrupcoes:
        return _SEM_AUSENCIAS
    fora = [(i.inicio, i.fim) for i in vinculo.interrupcoes if not conta_efetivo(i, regime)]
    return _ausencias([*dias_que_nao_contam(vinculo.afastamentos, regime.parametros), *fora])


def conta_efetivo(fora: Interrupcao, regime: Regime) -> bool:
    """Tell whether time out of service counts as efetivo exercício: after a demissão undone, by a setting (I4)."""
    return fora.conta_efetivo and regime.parametros.inteiro("reintegracao_conta_efetivo", fora.inicio) == 1


def ausencias_do_periodo_avaliado(vinculo: Vinculo, regime: Regime) -> _Ausencias:
    """Return the absences that suspend the estágio: as marked, else as read, by default as the other counter (S5)."""
    if not vinculo.afastamentos and not vinculo.interrupcoes:
        return _SEM_AUSENCIAS
    fora = [(i.inicio, i.fim) for i in vinculo.interrupcoes]
    return _ausencias([*dias_que_suspendem(vinculo.afastamentos, regime.parametros, regime.opcoes), *fora])


def _ausencias(dias: list[Dias]) -> _Ausencias:
    if not dias:
        return _SEM_AUSENCIAS
    abertas = [inicio for inicio, fim in dias if fim is None]
    fechadas = tuple((inicio, fim) for inicio, fim in dias if fim is not None)
    return _Ausencias(fechadas, min(abertas) if abertas else None)


_SEM_AUSENCIAS = _Ausencias((), None)


class _Marco(NamedTuple):
    """A milestone of the estágio: the day, whether it moves with today, how it was computed."""

    dia: date
    depende_de_hoje: bool
    memoria: Memoria


def _marco(
    exercicio: date, meses: int, ausencias: _Ausencias, regime: Regime, hoje: date | None, dispositivo: str
) -> _Marco:
    base = somar_meses(exercicio, meses, regime.opcoes.fim_de_mes)
    passos = [Passo("Exercício em {0} + {1} meses, data a data: {2}.", (exercicio, meses, base), dispositivo)]
    if ausencias is _SEM_AUSENCIAS:
        return _Marco(base, False, (passos[0],))
    periodos = ausencias.ate(hoje)
    dia, dias = somar_ausencias(base, exercicio, periodos)
    if dias:
        for inicio, fim in unir(periodos):
            if inicio < dia:
                passos.append(
                    Passo("Ausência que não conta, de {0} a {1}: {2} dias.",
                          (max(inicio, exercicio), fim, (fim - max(inicio, exercicio)).days + 1), d.ART_118)
                )  # fmt: skip
        passos.append(Passo("Somam-se {0} dias que não contam: {1}.", (dias, dia), d.ART_118))
    depende = False
    if ausencias.aberta_desde is not None:
        sem_aberta, _ = somar_ausencias(base, exercicio, ausencias.fechadas)
        depende = ausencias.aberta_desde < sem_aberta
        if depende:
            passos.append(
                Passo(
                    "Há ausência sem término desde {0}: conta-se até o dia consultado.",
                    (ausencias.aberta_desde,),
                    d.ART_118,
                )
            )
    return _Marco(dia, depende, tuple(passos))


def duracao_do_estagio(regime: Regime, exercicio: date) -> int:
    """Return the months of estágio of who entered into exercício on that day (C12)."""
    return regime.parametros.inteiro("estagio_meses", exercicio)


def _intervalo(regime: Regime, exercicio: date) -> int:
    return regime.parametros.inteiro("avaliacao_intervalo_meses", exercicio)


def _prevista(numero: int, feita: Fato, vinculo: Vinculo, regimes: Regimes, exercicio: date) -> bool:
    """Tell whether an evaluation was one of those the rules known when it was made had."""
    regime = regime_do_fechamento(regimes, vinculo, feita)
    return numero <= duracao_do_estagio(regime, exercicio) // _intervalo(regime, exercicio)


def _inicio_da_contagem(vinculo: Vinculo) -> date:
    assert vinculo.exercicio is not None
    return vinculo.exercicio.data


def prazos_do_estagio(vinculo: Vinculo, regimes: Regimes, hoje: date | None) -> Iterator[Prazo]:
    if not vinculo.tem_estagio:
        return
    exercicio = _inicio_da_contagem(vinculo)
    encerrado = vinculo.encerrado_em
    homologacao = vinculo.homologacao
    homologado = homologacao.fato if homologacao is not None else None
    aberto = regimes(vinculo.unidade, None)
    # The schedule follows the rules of today or, once the estágio is over, those known then (C12).
    fecho = homologado or encerrado
    vigente = aberto if fecho is None else regime_do_fechamento(regimes, vinculo, fecho)
    meses = duracao_do_estagio(vigente, exercicio)
    do_aberto = ausencias_do_periodo_avaliado(vinculo, aberto)

    def avaliado(conhecido: Regime) -> _Ausencias:
        # What is closed follows the readings known when it closed, which are mostly those of today.
        return do_aberto if conhecido is aberto else ausencias_do_periodo_avaliado(vinculo, conhecido)

    desde = vinculo.inicial.data if vinculo.inicial is not None else None

    feitas = {a.numero: a.fato for a in vinculo.avaliacoes}
    intervalo = _intervalo(vigente, exercicio)
    quantas = meses // intervalo
    # One already made stays, though the rules of today would have fewer.
    mais = [n for n, feita in feitas.items() if n > quantas and _prevista(n, feita, vinculo, regimes, exercicio)]
    for numero in (*range(1, quantas + 1), *sorted(mais)):
        feita = feitas.get(numero)
        fecho = feita or homologado or encerrado
        regime = aberto if fecho is None else regime_do_fechamento(regimes, vinculo, fecho)
        passo = numero * (intervalo if regime is vigente else _intervalo(regime, exercicio))
        marco = _marco(exercicio, passo, avaliado(regime), regime, hoje, d.DECRETO_7899)
        if desde is None or marco.dia >= desde or feita is not None:
            yield _do_marco(vinculo, TipoPrazo.AVALIACAO_SEMESTRAL, exercicio, marco, d.DECRETO_7899, numero=numero,
                            fechamento=fechado(feita, encerrado))  # fmt: skip

    regime = regime_do_fechamento(regimes, vinculo, vinculo.submissao or encerrado)
    fim = _marco(exercicio, duracao_do_estagio(regime, exercicio), avaliado(regime), regime, hoje, d.ART_27)
    antecedencia = regime.parametros.inteiro("antecedencia_submissao_meses", exercicio)
    passos = list(fim.memoria)
    passos.append(Passo("Fim do estágio: {0}.", (fim.dia,), d.ART_27))
    portao = antecedencia_em_meses(fim.dia, antecedencia, regime.calendario, passos)
    if desde is None or portao >= desde or vinculo.submissao is not None:
        yield _do_marco(
            vinculo, TipoPrazo.SUBMISSAO_AVALIACAO, exercicio,
            _Marco(portao, fim.depende_de_hoje, tuple(passos)), d.ART_27_PU,
            fechamento=fechado(vinculo.submissao, encerrado),
        )  # fmt: skip

    if regime is not vigente:
        regime = vigente
        fim = _marco(exercicio, meses, avaliado(regime), regime, hoje, d.ART_27)
    yield _do_marco(vinculo, TipoPrazo.FIM_ESTAGIO, exercicio, fim, d.ART_27, fechamento=fechado(homologado, encerrado))

    if vinculo.inicial is not None and vinculo.inicial.forma is not FormaIngresso.CONCURSO:
        return  # without concurso there is no estabilidade to acquire (S4)
    marco = _marco_da_estabilidade(vinculo, regime, hoje)
    fechamento: Fechamento
    if homologacao is not None and homologacao.resultado is ResultadoEstagio.REPROVADO:
        fechamento = {
            "desfecho": Desfecho.PREJUDICADO,
            "fechado_em": homologacao.fato.data,
            "fechado_por": homologacao.fato.ato,
        }
    elif homologacao is not None:
        adquirida = max(marco.dia, homologacao.fato.data)
        if encerrado is not None and encerrado.data <= adquirida:
            fechamento = fechado(None, encerrado)
        else:
            fechamento = fechado(replace(homologacao.fato, data=adquirida), None)
            fechamento["conta_de"] = adquirida
    else:
        fechamento = fechado(None, encerrado)
    yield _do_marco(vinculo, TipoPrazo.ESTABILIDADE, exercicio, marco, d.ART_28, fechamento=fechamento)


def _marco_da_estabilidade(vinculo: Vinculo, regime: Regime, hoje: date | None) -> _Marco:
    exercicio = _inicio_da_contagem(vinculo)
    meses = duracao_do_estagio(regime, exercicio)
    return _marco(exercicio, meses, ausencias_do_efetivo_exercicio(vinculo, regime), regime, hoje, d.ART_28)


def _do_marco(
    vinculo: Vinculo, tipo: TipoPrazo, inicio: date, marco: _Marco, dispositivo: str, *,
    fechamento: Fechamento, numero: int | None = None,
) -> Prazo:  # fmt: skip
    return Prazo(
        vinculo=vinculo.id,
        tipo=tipo,
        numero=numero,
        inicio=inicio,
        vence=marco.dia,
        vence_ultimo=marco.dia,
        depende_de_hoje=marco.depende_de_hoje,
        dispositivo=dispositivo,
        memoria=marco.memoria,
        **fechamento,
    )


def estavel_desde(vinculo: Vinculo, regimes: Regimes, hoje: date | None) -> date | None:
    """Return the day on which the holder becomes estável in this vínculo (S4), or None while that is not known."""
    inicial = vinculo.inicial
    if inicial is not None and inicial.situacao is SituacaoInicial.ESTAVEL:
        return inicial.estavel_desde or inicial.data
    if inicial is not None and inicial.situacao is SituacaoInicial.EM_DISPONIBILIDADE:
        # Only the estável is put there (art. 37).
        return inicial.estavel_desde or inicial.data
    if inicial is not None and inicial.estavel_desde is not None:
        return inicial.estavel_desde
    homologacao = vinculo.homologacao
    if not vinculo.tem_estagio or homologacao is None or homologacao.resultado is not ResultadoEstagio.APROVADO:
        return None
    if vinculo.inicial is not None and vinculo.inicial.forma is not FormaIngresso.CONCURSO:
        return None
    regime = regime_do_fechamento(regimes, vinculo, homologacao.fato)
    return max(_marco_da_estabilidade(vinculo, regime, hoje).dia, homologacao.fato.data)

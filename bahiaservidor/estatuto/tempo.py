"""Service time as a certidão counts it (rule C10): what was served, what is taken away and why, what is added.

Both ends of every period count, and no day counts twice: not in two absences, not in two vínculos, not in an averbação
beside the exercício.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from . import dispositivos as d
from .atos.averbacao import tempo_averbado
from .ausencias import abonos_excedentes
from .contadores import ARTIGOS
from .contagem import UM_DIA, Memoria, Passo, dias_entre
from .funcional import TempoAverbado, descontar, dias_em_comum
from .prazos_estagio import conta_efetivo
from .regime import Regime, Regimes
from .tipos import NAO_SAO_EFETIVO_EXERCICIO, FinalidadeAverbacao, MotivoAfastamento, SituacaoInicial, TipoProvimento
from .vida import VidaFuncional, Vinculo

DIAS_DO_ANO: Final = 365
DIAS_DO_MES: Final = 30


class Partes(NamedTuple):
    """Days told in years of 365 days, months of 30 days of what is left, and days."""

    anos: int
    meses: int
    dias: int


def em_partes(dias: int) -> Partes:
    """Return days as years of 365 days and, of the remainder, months of 30: from 360 to 364 days are 12 months."""
    anos, resto = divmod(dias, DIAS_DO_ANO)
    return Partes(anos, *divmod(resto, DIAS_DO_MES))


class EspecieTempo(StrEnum):
    """What a line of the count is."""

    EXERCICIO = "exercicio"
    ANTERIOR = "anterior"
    DESCONTO = "desconto"
    MANTIDO = "mantido"
    AVERBACAO = "averbacao"


_SINAIS: Final = {
    EspecieTempo.EXERCICIO: 1,
    EspecieTempo.ANTERIOR: 1,
    EspecieTempo.DESCONTO: -1,
    EspecieTempo.MANTIDO: 0,
    EspecieTempo.AVERBACAO: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaTempo:
    """One line: a period (None where the source gives only days), the days it adds or takes away, and why.

    ``aberta``: it had no end on the day, and was counted up to it.  ``ato`` is where the period is registered.
    """

    especie: EspecieTempo
    rotulo: str
    inicio: date | None
    fim: date | None
    dias: int
    dispositivo: str
    memoria: Memoria
    ato: int = 0
    aberta: bool = False
    finalidades: tuple[FinalidadeAverbacao, ...] = ()

    @property
    def efeito(self) -> int:
        """The days with their sign: taken away are negative, kept for information are zero."""
        return _SINAIS[self.especie] * self.dias


@dataclass(frozen=True, slots=True, kw_only=True)
class TempoVinculo:
    """The count of one vínculo; ``contados`` are the very days, where they are known, as disjoint periods."""

    vinculo: int
    numero: int
    cargo: int
    linhas: tuple[LinhaTempo, ...]
    contados: tuple[tuple[date, date], ...] = ()
    concomitantes: int = 0
    """Days already counted in an earlier vínculo."""

    @property
    def bruto(self) -> int:
        """Days from the first to the last, before anything is taken away."""
        return sum(linha.efeito for linha in self.linhas if linha.efeito > 0)

    @property
    def descontos(self) -> int:
        """Days taken away."""
        return -sum(linha.efeito for linha in self.linhas if linha.efeito < 0)

    @property
    def efetivo(self) -> int:
        """Days of efetivo exercício in this vínculo."""
        return sum(linha.efeito for linha in self.linhas)


@dataclass(frozen=True, slots=True, kw_only=True)
class TempoDeServico:
    """The whole count of a person up to a day, included."""

    ate: date
    vinculos: tuple[TempoVinculo, ...]
    averbacoes: tuple[LinhaTempo, ...]

    @property
    def concomitantes(self) -> int:
        """Days of two vínculos at the same time, which count once."""
        return sum(v.concomitantes for v in self.vinculos)

    @property
    def efetivo(self) -> int:
        """Days of efetivo exercício, each once whatever the number of vínculos."""
        return sum(v.efetivo for v in self.vinculos) - self.concomitantes

    @property
    def averbado(self) -> int:
        """Days that the averbações add."""
        return sum(linha.efeito for linha in self.averbacoes)

    @property
    def total(self) -> int:
        """Efetivo exercício and averbações."""
        return self.efetivo + self.averbado


def tempo_de_servico(vida: VidaFuncional, regimes: Regimes, ate: date) -> TempoDeServico:
    """Return the service time of a life up to ``ate``, included; the life must have been folded up to that day."""
    vinculos: list[TempoVinculo] = []
    ja: list[tuple[date, date]] = []
    for vinculo in sorted(vida.vinculos, key=lambda v: v.numero):
        contado = _do_vinculo(vinculo, regimes(vinculo.unidade, None), ate)
        repetidos = sum(dias_em_comum(periodo, ja) for periodo in contado.contados)
        ja.extend(contado.contados)
        vinculos.append(
            TempoVinculo(
                vinculo=contado.vinculo, numero=contado.numero, cargo=contado.cargo, linhas=contado.linhas,
                contados=contado.contados, concomitantes=repetidos,
            )
        )  # fmt: skip
    averbacoes = tuple(_da_averbacao(t) for t in tempo_averbado(vida))
    return TempoDeServico(ate=ate, vinculos=tuple(vinculos), averbacoes=averbacoes)


def dias_para(vida: VidaFuncional, finalidade: FinalidadeAverbacao) -> int:
    """Return the days that the averbações made for one purpose add to the efetivo exercício."""
    return sum(t.dias for t in tempo_averbado(vida, finalidade))


# ------------------------------------------------------------------ one vínculo


class _Fora(NamedTuple):
    """Days that do not count, as their source says them."""

    inicio: date
    fim: date | None
    rotulo: str
    dispositivo: str
    ato: int = 0
    mantido: bool = False


def _do_vinculo(vinculo: Vinculo, regime: Regime, ate: date) -> TempoVinculo:
    anterior, comeco = _anterior(vinculo, ate)
    contados = [_dias_do_anterior(anterior)] if anterior is not None and anterior.inicio and anterior.dias else []
    linhas = [] if anterior is None else [anterior]
    ultimo, aberta = _ultimo_dia(vinculo, ate)
    if comeco is not None and comeco <= ultimo:
        linhas.append(_exercicio(vinculo, comeco, ultimo, aberta=aberta))
        descontos = list(_descontos(_fora(vinculo, regime), comeco, ultimo))
        linhas += descontos
        tirados = [(x.inicio, x.fim) for x in descontos if x.especie is EspecieTempo.DESCONTO and x.inicio and x.fim]
        contados += descontar((comeco, ultimo), tirados)
    return TempoVinculo(
        vinculo=vinculo.id, numero=vinculo.numero, cargo=vinculo.cargo, linhas=tuple(linhas), contados=tuple(contados)
    )


def _ultimo_dia(vinculo: Vinculo, ate: date) -> tuple[date, bool]:
    """Return the last day of the vínculo up to the day asked, and whether it still ran then."""
    encerrado = vinculo.encerrado_em
    if encerrado is not None and encerrado.data - UM_DIA <= ate:
        return encerrado.data - UM_DIA, False
    return ate, True


def _anterior(vinculo: Vinculo, ate: date) -> tuple[LinhaTempo | None, date | None]:
    """Return the line of the time before an opening entry that its source counted, and where the days begin."""
    exercicio = vinculo.exercicio.data if vinculo.exercicio is not None else None
    inicial = vinculo.inicial
    if inicial is None or inicial.dias_contados == 0:
        return None, exercicio if exercicio is not None or inicial is None else inicial.data
    vespera = inicial.data - UM_DIA
    cabem = dias_entre(exercicio, vespera) if exercicio is not None else inicial.dias_contados
    dias = max(0, min(inicial.dias_contados, cabem))
    passos = [Passo("O assentamento inicial, de {0}, declara {1} contados até a véspera.",
                    (inicial.data, _dias(inicial.dias_contados)), d.ART_22)]  # fmt: skip
    if dias < inicial.dias_contados:
        passos.append(Passo("De {0} a {1} só há {2}: não se contam mais do que esses.",
                            (exercicio, vespera, _dias(dias)), d.ART_22))  # fmt: skip
    if exercicio is None:
        passos.append(Passo("A fonte não diz de que dia a que dia: não se verifica concomitância.", (), d.ART_22))
    linha = LinhaTempo(
        especie=EspecieTempo.ANTERIOR,
        rotulo="Tempo anterior, como declarado no assentamento inicial",
        inicio=exercicio,
        fim=vespera if exercicio is not None else None,
        dias=dias,
        dispositivo=d.ART_22,
        memoria=tuple(passos),
        ato=vinculo.exercicio.ato if vinculo.exercicio is not None else 0,
    )
    return (linha, inicial.data) if inicial.data <= ate + UM_DIA else (None, None)


def _dias_do_anterior(linha: LinhaTempo) -> tuple[date, date]:
    """Return the days that the source counted: the first ones, as the estágio takes them too."""
    assert linha.inicio is not None
    return linha.inicio, linha.inicio + timedelta(days=linha.dias - 1)


def _exercicio(vinculo: Vinculo, inicio: date, fim: date, *, aberta: bool) -> LinhaTempo:
    dias = dias_entre(inicio, fim)
    passos = [_ambos(inicio, fim, dias)]
    if aberta:
        passos.append(Passo("O vínculo não terminou: conta-se até {0}, inclusive.", (fim,), d.ART_22))
    return LinhaTempo(
        especie=EspecieTempo.EXERCICIO,
        rotulo="Exercício no cargo",
        inicio=inicio,
        fim=fim,
        dias=dias,
        dispositivo=d.ART_22,
        memoria=tuple(passos),
        ato=vinculo.exercicio.ato if vinculo.exercicio is not None else 0,
        aberta=aberta,
    )


def _fora(vinculo: Vinculo, regime: Regime) -> Iterator[_Fora]:
    """Yield what may take days away, or is kept though it looks as if it did."""
    for a in vinculo.afastamentos:
        if a.motivo in NAO_SAO_EFETIVO_EXERCICIO:
            yield _Fora(a.inicio, a.fim, a.motivo.rotulo, ARTIGOS.get(a.motivo, d.ART_118), a.ato)
    for inicio, fim in abonos_excedentes(vinculo.afastamentos, regime.parametros):
        yield _Fora(inicio, fim, f"{MotivoAfastamento.ABONO.rotulo}, além do limite do mês ou do ano", d.ART_118_VIII)
    declarado = vinculo.inicial is not None and vinculo.inicial.dias_contados > 0
    for i in vinculo.interrupcoes:
        if i.causa == "assentamento_inicial" and declarado:
            continue  # the opening entry's own days are a line already
        if conta_efetivo(i, regime):
            yield _Fora(i.inicio, i.fim, "Demissão desfeita pela reintegração", d.ART_41, mantido=True)
        else:
            rotulo = "Aposentadoria desfeita" if i.causa == "aposentadoria" else "Fora do serviço, até o novo exercício"
            yield _Fora(i.inicio, i.fim, rotulo, d.ART_118)
    yield from _disponibilidades(vinculo)


def _disponibilidades(vinculo: Vinculo) -> Iterator[_Fora]:
    """Yield the time without a post: there is no exercício in it (arts. 37 to 39)."""
    rotulo = "Em disponibilidade"
    inicial = vinculo.inicial
    # Who entered the book already there left no post in it.
    aberta = [inicial.data] if inicial is not None and inicial.situacao is SituacaoInicial.EM_DISPONIBILIDADE else []
    for p in vinculo.provimentos:
        saidas = aberta + [o.ate for o in vinculo.ocupacoes if o.ate is not None and o.ate <= p.fato.data]
        if p.tipo is TipoProvimento.APROVEITAMENTO and saidas:
            volta = p.exercicio or p.sem_efeito
            yield _Fora(max(saidas), None if volta is None else volta.data - UM_DIA, rotulo, d.ART_37, p.fato.ato)
    if vinculo.disponibilidade is not None:
        yield _Fora(vinculo.disponibilidade.data, None, rotulo, d.ART_37, vinculo.disponibilidade.ato)


def _descontos(fora: Iterable[_Fora], comeco: date, ultimo: date) -> Iterator[LinhaTempo]:
    """Yield a line for each period that shares a day with the exercício; a day of two is of the one that came first."""
    ja: list[tuple[date, date]] = []
    for f in sorted(fora, key=lambda f: (f.inicio, f.fim or date.max, f.ato)):
        inicio, fim = max(f.inicio, comeco), min(f.fim or ultimo, ultimo)
        if fim < inicio:
            continue
        inteiros = dias_entre(inicio, fim)
        passos = [_ambos(inicio, fim, inteiros)]
        if f.inicio < comeco:
            passos.append(Passo("Começou em {0}; contam-se os dias desde o começo do exercício.", (f.inicio,), ""))
        if f.fim is None:
            passos.append(Passo("Sem término registrado: vai até {0}, inclusive.", (fim,), ""))
        elif f.fim > ultimo:
            passos.append(Passo("Iria até {0}; conta-se só até {1}.", (f.fim, ultimo), ""))
        especie = EspecieTempo.MANTIDO if f.mantido else EspecieTempo.DESCONTO
        dias = inteiros
        if f.mantido:
            passos.append(Passo("Conta como efetivo exercício: nada se desconta.", (), f.dispositivo))
        else:
            repetidos = dias_em_comum((inicio, fim), ja)
            dias -= repetidos
            ja.append((inicio, fim))
            if repetidos:
                passos.append(Passo("{0} já descontados em outra ausência: restam {1}.",
                                    (_dias(repetidos), _dias(dias)), ""))  # fmt: skip
        yield LinhaTempo(
            especie=especie, rotulo=f.rotulo, inicio=inicio, fim=fim, dias=dias, dispositivo=f.dispositivo,
            memoria=tuple(passos), ato=f.ato, aberta=f.fim is None,
        )  # fmt: skip


# ------------------------------------------------------------------ averbações


def _da_averbacao(tempo: TempoAverbado) -> LinhaTempo:
    a = tempo.averbacao
    assert a.fim is not None
    inteiros = dias_entre(a.inicio, a.fim)
    passos = [_ambos(a.inicio, a.fim, inteiros)]
    if a.dias != inteiros:
        passos.append(Passo("A certidão dá {0}.", (_dias(a.dias),), ""))
    if tempo.concomitantes:
        passos.append(Passo("{0} do período já contados aqui ou em outra averbação: não se contam de novo.",
                            (_dias(tempo.concomitantes),), d.LEI_8213))  # fmt: skip
    passos.append(Passo("Somam-se {0}.", (_dias(tempo.dias),), ""))
    return LinhaTempo(
        especie=EspecieTempo.AVERBACAO,
        rotulo=f"{a.empregador} ({a.origem.rotulo})" + (f", certidão {a.certidao}" if a.certidao else ""),
        inicio=a.inicio,
        fim=a.fim,
        dias=tempo.dias,
        dispositivo=d.CF_201_P9 if a.origem.value == "privada" else d.CF_40_P9,
        memoria=tuple(passos),
        ato=a.ato,
        finalidades=a.finalidades,
    )


def _ambos(inicio: date, fim: date, dias: int) -> Passo:
    return Passo("De {0} a {1}, o primeiro e o último dia incluídos: {2}.", (inicio, fim, _dias(dias)), "")


def _dias(quantos: int) -> str:
    return "1 dia" if quantos == 1 else f"{quantos:,} dias".replace(",", ".")

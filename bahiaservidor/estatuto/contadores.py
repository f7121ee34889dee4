"""The two counters of the estágio, absence by absence (rule S5).

The days come from the same periods that move the deadlines: here each absence only learns how many of them are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from . import dispositivos as d
from .contagem import UM_DIA, dias_entre, unir
from .prazos_estagio import ausencias_do_efetivo_exercicio, ausencias_do_periodo_avaliado
from .regime import Regime
from .tipos import NAO_SAO_EFETIVO_EXERCICIO, MotivoAfastamento
from .vida import Afastamento, Interrupcao, VidaFuncional, Vinculo

ARTIGOS = {
    MotivoAfastamento.DOENCA_FAMILIA: "arts. 101 e 118",
    MotivoAfastamento.ACOMPANHAR_CONJUGE: "arts. 102 e 118",
    MotivoAfastamento.INTERESSE_PARTICULAR: "arts. 111 e 118",
}

_FORA_DO_SERVICO = {
    "aposentadoria": "Aposentadoria, até o novo exercício",
    "demissao": "Demissão, até o novo exercício",
    "assentamento_inicial": "Não contado no assentamento inicial",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AusenciaContada:
    """One absence in both counters: its days, how many each leaves out, and why.

    ``fim`` None while open: its days then go up to the day asked.
    """

    inicio: date
    fim: date | None
    rotulo: str
    dias: int
    fora_do_efetivo: int
    porque_efetivo: str
    artigo_efetivo: str
    fora_do_avaliado: int
    porque_avaliado: str
    artigo_avaliado: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contador:
    """One counter: the day without absences, the days left out, the day they lead to."""

    base: date
    dias: int
    resultado: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fonte:
    inicio: date
    fim: date | None
    rotulo: str
    afastamento: Afastamento | None = None
    interrupcao: Interrupcao | None = None


def contar_ausencias(
    vida: VidaFuncional, vinculo: Vinculo, regime: Regime, base: date, hoje: date
) -> tuple[tuple[AusenciaContada, ...], Contador, Contador]:
    """Return each absence with its days, the counter of efetivo exercício and that of the período avaliado.

    ``base`` is the end of the estágio without absences.  The vínculo must have an exercício.
    """
    assert vinculo.exercicio is not None
    exercicio = vinculo.exercicio.data
    efetivo = _contar(ausencias_do_efetivo_exercicio(vinculo, regime).ate(hoje), exercicio, base)
    avaliado = _contar(ausencias_do_periodo_avaliado(vinculo, regime).ate(hoje), exercicio, base)
    fontes = [f for f in _fontes(vida, vinculo) if f.inicio <= hoje and (f.fim is None or f.fim >= exercicio)]
    do_efetivo = _repartir(fontes, efetivo.contados, hoje)
    do_avaliado = _repartir(fontes, avaliado.contados, hoje)
    ausencias = []
    for fonte, menos_efetivo, menos_avaliado in zip(fontes, do_efetivo, do_avaliado, strict=True):
        inicio, ate = max(fonte.inicio, exercicio), fonte.fim if fonte.fim is not None else hoje
        porque, artigo = _do_efetivo(fonte, menos_efetivo)
        porque_avaliado, artigo_avaliado = _do_avaliado(fonte, menos_avaliado, regime)
        ausencias.append(
            AusenciaContada(
                inicio=fonte.inicio,
                fim=fonte.fim,
                rotulo=fonte.rotulo,
                dias=max(0, dias_entre(inicio, ate)),
                fora_do_efetivo=menos_efetivo,
                porque_efetivo=porque,
                artigo_efetivo=artigo,
                fora_do_avaliado=menos_avaliado,
                porque_avaliado=porque_avaliado,
                artigo_avaliado=artigo_avaliado,
            )
        )
    return tuple(ausencias), efetivo.contador, avaliado.contador


@dataclass(frozen=True, slots=True)
class _Contagem:
    contador: Contador
    contados: tuple[tuple[date, date], ...]


def _contar(periodos: Iterable[tuple[date, date]], desde: date, base: date) -> _Contagem:
    """Return the counter and the periods that count in it, as `contagem.somar_ausencias` adds them."""
    resultado, contados = base, []
    for inicio, fim in unir(periodos):
        inicio = max(inicio, desde)
        if fim < inicio:
            continue
        if inicio >= resultado:
            break
        contados.append((inicio, fim))
        resultado += UM_DIA * dias_entre(inicio, fim)
    return _Contagem(
        Contador(base=base, dias=sum(dias_entre(i, f) for i, f in contados), resultado=resultado), tuple(contados)
    )


def _repartir(fontes: Sequence[_Fonte], contados: Sequence[tuple[date, date]], hoje: date) -> list[int]:
    """Return the days that each absence brings to a counter; a day of two absences is of the one that came first."""
    restantes = list(contados)
    partes = []
    for fonte in fontes:
        fim = fonte.fim if fonte.fim is not None else hoje
        dias, sobra = 0, []
        for i, f in restantes:
            de, ate = max(i, fonte.inicio), min(f, fim)
            if de > ate:
                sobra.append((i, f))
                continue
            dias += dias_entre(de, ate)
            if i < de:
                sobra.append((i, de - UM_DIA))
            if ate < f:
                sobra.append((ate + UM_DIA, f))
        restantes = sobra
        partes.append(dias)
    return partes


def _fontes(vida: VidaFuncional, vinculo: Vinculo) -> list[_Fonte]:
    """Return everything that kept the person away, in order of start."""
    fontes = [_Fonte(inicio=a.inicio, fim=a.fim, rotulo=a.motivo.rotulo, afastamento=a) for a in vinculo.afastamentos]
    fontes += [
        _Fonte(inicio=i.inicio, fim=i.fim, rotulo=_FORA_DO_SERVICO.get(i.causa, "Fora do serviço"), interrupcao=i)
        for i in vinculo.interrupcoes
    ]
    fontes += [
        _Fonte(inicio=p.inicio, fim=p.fim, rotulo="Exercício de cargo temporário")
        for p in vida.servindo_em_cargo_temporario(vinculo)
    ]
    return sorted(fontes, key=lambda f: (f.inicio, f.fim or date.max))


def _do_efetivo(fonte: _Fonte, dias: int) -> tuple[str, str]:
    afastamento = fonte.afastamento
    if fonte.interrupcao is not None:
        if fonte.interrupcao.conta_efetivo and not dias:
            return "Conta: a reintegração apaga a demissão", d.ART_41
        return ("Não conta: estava fora do serviço" if dias else _SEM_DIAS), d.ART_118
    if afastamento is None:
        return "Conta como efetivo exercício do cargo de origem", d.ART_118_II
    artigo = ARTIGOS.get(afastamento.motivo, d.ART_118)
    if afastamento.motivo is MotivoAfastamento.ABONO and dias:
        return f"Não {'contam' if dias > 1 else 'conta'} {dias}, além do limite de abonos do mês ou do ano", artigo
    if afastamento.motivo not in NAO_SAO_EFETIVO_EXERCICIO:
        return ("Conta como efetivo exercício", d.ART_118) if not dias else ("Não conta", artigo)
    return ("Não conta como efetivo exercício" if dias else _SEM_DIAS), artigo


_SEM_DIAS = "Não conta, mas não tira dias: já estão em outra ausência ou vêm depois do fim"


def _do_avaliado(fonte: _Fonte, dias: int, regime: Regime) -> tuple[str, str]:
    afastamento = fonte.afastamento
    if fonte.interrupcao is not None:
        return ("Suspende: ninguém foi avaliado nesses dias" if dias else _SEM_DIAS), d.ART_27
    if afastamento is None:
        return "Não suspende", d.ART_118_II
    artigo = ARTIGOS.get(afastamento.motivo, d.ART_118)
    if afastamento.suspende_estagio is not None:
        palavra = "Suspende" if afastamento.suspende_estagio else "Não suspende"
        return f"{palavra}, como foi marcado no afastamento, com fundamento", artigo
    if dias:
        padrao = afastamento.motivo in NAO_SAO_EFETIVO_EXERCICIO or afastamento.motivo is MotivoAfastamento.ABONO
        return "Suspende o período avaliado" + ("" if padrao else ", pela leitura adotada aqui"), artigo
    if regime.opcoes.suspende(afastamento.motivo) is False and afastamento.motivo in NAO_SAO_EFETIVO_EXERCICIO:
        return "Não suspende, pela leitura adotada aqui", artigo
    return ("Não suspende" if afastamento.motivo not in NAO_SAO_EFETIVO_EXERCICIO else _SEM_DIAS), artigo

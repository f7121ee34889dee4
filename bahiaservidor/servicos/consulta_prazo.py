"""Questions, answers and what to do about one deadline: each kind has its own, each answer is that of the law.

The dates come from the `Prazo` itself, and "may the act be proposed?" from `estatuto.propostas`: nothing is decided
here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from ..documentos.consulta import Frase, Providencia, Questao
from ..estatuto.contagem import UM_DIA
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import estavel_desde, prazos_do_vinculo
from ..estatuto.propostas import PropostaLegal, propostas
from ..estatuto.tipos import Desfecho, EstadoPrazo, ResultadoEstagio, TipoPrazo, TipoProvimento
from .consulta_fatos import Autos, conta_da_publicacao, regime_do_prazo, rotulo_do_ato
from .consulta_numeros import numeros_do_prazo

_SEMANA: Final = (
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
)  # fmt: skip
MARCOS: Final = frozenset(
    {TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE, TipoPrazo.COMPULSORIA}
)
"""Kinds that are a milestone and not a term: they never move to the next working day (C7)."""

_DA_AVALIACAO: Final = frozenset(
    {TipoPrazo.RECONSIDERACAO_AVALIACAO, TipoPrazo.DECISAO_RECONSIDERACAO, TipoPrazo.RECURSO_AVALIACAO}
)
_FECHADOS: Final = frozenset({EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO, EstadoPrazo.PREJUDICADO})


class Quem(NamedTuple):
    """What is to be done in a phase of a deadline: text, who (`quem_…`), when (`quando_…`)."""

    texto: str
    quem: str
    quando: str


_PASSOS: Final[Mapping[tuple[TipoPrazo, str], tuple[Quem, ...]]] = MappingProxyType(
    {
        (TipoPrazo.POSSE, "aberto"): (
            Quem("pv_posse_documentos", "quem_pessoal", "quando_vence"),
            Quem("pv_posse_inspecao", "quem_junta", "quando_antes_da_posse"),
            Quem("pv_posse_dar", "quem_autoridade_posse", "quando_vence"),
        ),
        (TipoPrazo.EXERCICIO, "aberto"): (
            Quem("pv_exercicio_apresentar", "quem_interessado", "quando_vence"),
            Quem("pv_exercicio_dar", "quem_autoridade_unidade", "quando_vence"),
        ),
        (TipoPrazo.AVALIACAO_SEMESTRAL, "aberto"): (Quem("pv_avaliar", "quem_chefia_comissao", "quando_marco"),),
        (TipoPrazo.AVALIACAO_SEMESTRAL, "vencido"): (Quem("pv_avaliar_ja", "quem_chefia_comissao", "quando_ja"),),
        (TipoPrazo.SUBMISSAO_AVALIACAO, "aberto"): (
            Quem("pv_reunir_avaliacoes", "quem_pessoal", "quando_vence"),
            Quem("pv_submeter", "quem_chefia_comissao", "quando_vence"),
        ),
        (TipoPrazo.SUBMISSAO_AVALIACAO, "vencido"): (
            Quem("pv_submeter", "quem_chefia_comissao", "quando_ja"),
            Quem("pv_justificar_atraso", "quem_chefia", "quando_com_o_ato"),
        ),
        (TipoPrazo.FIM_ESTAGIO, "aberto"): (
            Quem("pv_conferir_avaliacoes", "quem_pessoal", "quando_marco"),
            Quem("pv_homologar", "quem_autoridade", "quando_marco"),
        ),
        (TipoPrazo.FIM_ESTAGIO, "vencido"): (
            Quem("pv_ouvir_pge_estagio", "quem_pessoal", "quando_ja"),
            Quem("pv_homologar", "quem_autoridade", "quando_ja"),
        ),
        (TipoPrazo.ESTABILIDADE, "aberto"): (
            Quem("pv_conferir_ausencias", "quem_pessoal", "quando_marco"),
            Quem("pv_homologar", "quem_autoridade", "quando_marco"),
        ),
        (TipoPrazo.ESTABILIDADE, "vencido"): (
            Quem("pv_ouvir_pge_estagio", "quem_pessoal", "quando_ja"),
            Quem("pv_homologar", "quem_autoridade", "quando_ja"),
        ),
        (TipoPrazo.APRESENTACAO, "aberto"): (
            Quem("pv_exercicio_apresentar", "quem_interessado", "quando_vence"),
            Quem("pv_exercicio_dar", "quem_autoridade_unidade", "quando_vence"),
        ),
        (TipoPrazo.APRESENTACAO, "vencido"): (Quem("pv_apresentacao_apurar", "quem_chefia", "quando_ja"),),
        (TipoPrazo.COMPULSORIA, "aberto"): (
            Quem("pv_compulsoria_instruir", "quem_pessoal", "quando_vespera"),
            Quem("pv_compulsoria_publicar", "quem_autoridade", "quando_no_dia"),
        ),
        (TipoPrazo.RECONSIDERACAO_AVALIACAO, "aberto"): (Quem("pv_pedir", "quem_interessado", "quando_vence"),),
        (TipoPrazo.RECONSIDERACAO_AVALIACAO, "vencido"): (Quem("pv_prosseguir", "quem_pessoal", "quando_ja"),),
        (TipoPrazo.RECURSO_AVALIACAO, "vencido"): (Quem("pv_prosseguir", "quem_pessoal", "quando_ja"),),
        (TipoPrazo.DECISAO_RECONSIDERACAO, "aberto"): (Quem("pv_decidir", "quem_chefia", "quando_vence"),),
        (TipoPrazo.DECISAO_RECONSIDERACAO, "vencido"): (Quem("pv_decidir", "quem_chefia", "quando_ja"),),
        (TipoPrazo.RECURSO_AVALIACAO, "aberto"): (Quem("pv_recorrer", "quem_interessado", "quando_vence"),),
    }
)


# ------------------------------------------------------------------ what may be proposed


def atos_da_lei(autos: Autos, prazo: Prazo) -> tuple[str, ...]:
    """Return the kinds of act that the law provides if the deadline runs out; () when it provides none."""
    if prazo.tipo is TipoPrazo.POSSE:
        return ("tornar_sem_efeito",)
    if prazo.tipo is TipoPrazo.COMPULSORIA:
        return ("aposentadoria",)
    if prazo.tipo is not TipoPrazo.EXERCICIO:
        return ()
    if prazo.ordem == 0:
        return ("exoneracao_de_oficio",)
    provimento = autos.vinculo.provimentos[prazo.ordem - 1]
    if provimento.tipo is TipoProvimento.REVERSAO:
        return ("cassacao_aposentadoria",)
    if provimento.tipo is TipoProvimento.APROVEITAMENTO and provimento.doenca is None:
        return ("tornar_sem_efeito", "cassacao_disponibilidade")
    return ()


def propostas_do_prazo(autos: Autos, prazo: Prazo) -> tuple[PropostaLegal, ...]:
    """Return the acts that the law suggests on the day because of this deadline alone (C5)."""
    sem = propostas(autos.vida, (), autos.hoje)
    com = propostas(autos.vida, (prazo,), autos.hoje)
    return tuple(p for p in com if p.vinculo == prazo.vinculo and p not in sem)


def proposto_desde(prazo: Prazo) -> date | None:
    """Return the first day on which an act may be proposed for the lapse of the deadline; None while suspended.

    The day after the last of all readings; of the compulsória, the birthday itself (V3).
    """
    if prazo.vence_ultimo is None:
        return None
    return prazo.vence_ultimo if prazo.tipo is TipoPrazo.COMPULSORIA else prazo.vence_ultimo + UM_DIA


# ------------------------------------------------------------------ questions and answers


def valores(autos: Autos, prazo: Prazo) -> dict[str, str | None]:
    """Return the fields that the texts about a deadline may use, each as it is printed."""
    desde = proposto_desde(prazo)
    fecho = rotulo_do_ato(autos, prazo.fechado_por)
    return {
        "hoje": formatar_data(autos.hoje),
        "vence": _data(prazo.vence),
        "vence_semana": _semana(prazo.vence),
        "ultimo": _data(prazo.vence_ultimo),
        "ultimo_semana": _semana(prazo.vence_ultimo),
        "desde": _data(desde),
        "dispositivo": prazo.dispositivo,
        "numero": str(prazo.numero or ""),
        "fechado": _data(max(filter(None, (prazo.fechado_em, prazo.conta_de)), default=None)),
        "fechado_por": fecho[:1].lower() + fecho[1:] if fecho else "ato registrado",
        "dias": _dias_corridos(autos.hoje, prazo.vence),
        "provimento": _provimento(autos, prazo),
    }


def em_sequencia(frases: Sequence[str]) -> str:
    """Return sentences one after the other, the first as it goes on from "Responde-se:"."""
    texto = " ".join(f"{frase.rstrip('.')}." for frase in frases)
    return texto[:1].lower() + texto[1:] if texto[1:2].islower() or texto[1:2] == " " else texto


def _data(dia: date | None) -> str:
    return formatar_data(dia) if dia is not None else ""


def _semana(dia: date | None) -> str:
    return _SEMANA[dia.weekday()] if dia is not None else ""


def _dias_corridos(hoje: date, vence: date | None) -> str:
    if vence is None:
        return ""
    dias = (vence - hoje).days
    return "falta 1 dia corrido" if dias == 1 else f"faltam {dias:,} dias corridos".replace(",", ".")


def _provimento(autos: Autos, prazo: Prazo) -> str:
    if prazo.tipo is not TipoPrazo.EXERCICIO or not prazo.ordem:
        return ""
    return autos.vinculo.provimentos[prazo.ordem - 1].tipo.rotulo.lower()


def questoes_do_prazo(autos: Autos, prazo: Prazo) -> tuple[Questao, ...]:
    """Return the questions of a deadline and their answers on the day, in order."""
    v = valores(autos, prazo)
    sufixo = "_provimento" if v["provimento"] else ""
    return (
        Questao(pergunta=Frase(f"q_{prazo.tipo}{sufixo}", v), resposta=_ate_quando(autos, prazo, v)),
        Questao(
            pergunta=Frase("q_estado_marco" if prazo.tipo in MARCOS else "q_estado", v),
            resposta=(Frase(_chave_do_estado(autos, prazo), v),),
        ),
        Questao(
            pergunta=Frase(_pergunta_do_ato(prazo), v),
            resposta=tuple(_que_ato(autos, prazo, v)),
        ),
        *_propria(autos, prazo, v),
    )


def _pergunta_do_ato(prazo: Prazo) -> str:
    if prazo.tipo is TipoPrazo.COMPULSORIA:
        return "q_compulsoria_ato"
    return "q_ato_marco" if prazo.tipo in MARCOS else "q_ato"


def _ate_quando(autos: Autos, prazo: Prazo, v: Mapping[str, str | None]) -> tuple[Frase, ...]:
    if prazo.vence is None:
        return (Frase("r_ate_suspenso", v),)
    if prazo.tipo is TipoPrazo.SUBMISSAO_AVALIACAO:
        meses = regime_do_prazo(autos, prazo).parametros.inteiro(
            "antecedencia_submissao_meses", prazo.inicio or autos.hoje
        )
        frases = [Frase("r_ate_submissao", {**v, "meses": str(meses)})]
    elif prazo.tipo in MARCOS:
        frases = [Frase("r_ate_marco", v)]
    else:
        unica = "r_ate_igual" if conta_da_publicacao(prazo) else "r_ate_um"
        frases = [Frase(unica if prazo.vence == prazo.vence_ultimo else "r_ate_dois", v)]
    if prazo.depende_de_hoje:
        frases.append(Frase("r_ate_move", v))
    return tuple(frases)


def _chave_do_estado(autos: Autos, prazo: Prazo) -> str:
    estado = prazo.estado(autos.hoje)
    if estado is EstadoPrazo.ABERTO and prazo.retido:
        return "r_estado_retido"
    if estado is EstadoPrazo.ABERTO and prazo.desfecho is Desfecho.CUMPRIDO:
        return "r_estado_adquire"
    if prazo.tipo is TipoPrazo.ESTABILIDADE and prazo.desfecho is Desfecho.CUMPRIDO:
        # The day it closed is the one of the estabilidade, not that of the act that closed it.
        return "r_estado_estavel" if estado is EstadoPrazo.CUMPRIDO else "r_estado_estavel_depois"
    if estado is EstadoPrazo.ABERTO and prazo.vence == autos.hoje:
        unico = prazo.vence == prazo.vence_ultimo
        return "r_estado_marco_hoje" if prazo.tipo in MARCOS else f"r_estado_hoje{'' if unico else '_dois'}"
    if estado is EstadoPrazo.VENCIDO and prazo.desfecho is Desfecho.PERDIDO:
        estado_e_fim = f"{estado}_resolvido"
    else:
        estado_e_fim = str(estado)
    return f"r_estado_{'marco_' if prazo.tipo in MARCOS else ''}{estado_e_fim}"


def _que_ato(autos: Autos, prazo: Prazo, v: Mapping[str, str | None]) -> Iterator[Frase]:
    atos = atos_da_lei(autos, prazo)
    if not atos:
        yield Frase(_sem_ato(autos, prazo), v)
        return
    yield Frase(f"r_ato_{'_e_'.join(atos)}", v)
    yield Frase(_quando_propor(autos, prazo), v)


def _sem_ato(autos: Autos, prazo: Prazo) -> str:
    if prazo.desfecho is not None:
        return "r_sem_ato_encerrado"
    if prazo.tipo is not TipoPrazo.EXERCICIO:
        return f"r_sem_ato_{prazo.tipo}"
    provimento = autos.vinculo.provimentos[prazo.ordem - 1]
    return "r_sem_ato_doenca" if provimento.tipo is TipoProvimento.APROVEITAMENTO else "r_sem_ato_pge"


def _quando_propor(autos: Autos, prazo: Prazo) -> str:
    if propostas_do_prazo(autos, prazo):
        return "r_quando_compulsoria_ja" if prazo.tipo is TipoPrazo.COMPULSORIA else "r_quando_ja"
    if prazo.desfecho is not None:
        return "r_quando_encerrado"
    if prazo.retido:
        return "r_quando_retido"
    if prazo.vence_ultimo is None:
        return "r_quando_suspenso"
    if not autos.vinculo.vivo:
        return "r_quando_sem_vinculo"
    return "r_quando_compulsoria_depois" if prazo.tipo is TipoPrazo.COMPULSORIA else "r_quando_depois"


def _propria(autos: Autos, prazo: Prazo, v: Mapping[str, str | None]) -> Iterator[Questao]:
    """Yield the question that only this kind of deadline raises."""
    if prazo.tipo in _DA_AVALIACAO:
        yield Questao(pergunta=Frase("q_norma", v), resposta=tuple(_da_norma(autos, prazo, v)))
        return
    respostas: Mapping[TipoPrazo, tuple[str, Mapping[str, str | None]]] = {
        TipoPrazo.POSSE: _prorrogacao(autos, prazo, v),
        TipoPrazo.ESTABILIDADE: _estavel(autos, prazo, v),
    }
    if prazo.tipo is TipoPrazo.COMPULSORIA and prazo.desfecho is not None:
        chave, campos = "r_compulsoria_encerrada", v
    else:
        chave, campos = respostas.get(prazo.tipo, (f"r_propria_{prazo.tipo}", v))
    yield Questao(pergunta=Frase(f"q_propria_{prazo.tipo}", v), resposta=(Frase(chave, campos),))


def _da_norma(autos: Autos, prazo: Prazo, v: Mapping[str, str | None]) -> Iterator[Frase]:
    for numero in numeros_do_prazo(autos, prazo):
        campos = {**v, "citacao": numero.citacao, "valor": numero.valor, "conferencia": numero.conferencia}
        yield Frase("r_norma", campos)


def _prorrogacao(autos: Autos, prazo: Prazo, v: Mapping[str, str | None]) -> tuple[str, Mapping[str, str | None]]:
    """Return the answer about extending the term of the posse (P2): once, asked for inside the original term."""
    pedidos = autos.vinculo.prorrogacoes
    publicacao = autos.vinculo.publicacao_vigente
    em = publicacao.data if publicacao is not None else autos.hoje
    mais = regime_do_prazo(autos, prazo).parametros.inteiro("posse_prorrogacao_dias", em)
    campos = {**v, "mais": str(mais)}
    if any(p.deferida for p in pedidos):
        return "r_prorrogacao_feita", campos
    if prazo.desfecho is not None:
        return "r_prorrogacao_encerrado", campos
    if any(p.deferida is None for p in pedidos):
        return "r_prorrogacao_pendente", campos
    if pedidos:
        return "r_prorrogacao_negada", campos
    if prazo.vence_ultimo is None:
        return "r_prorrogacao_suspenso", campos
    return ("r_prorrogacao_cabe" if autos.hoje <= prazo.vence_ultimo else "r_prorrogacao_tarde"), campos


def _estavel(autos: Autos, prazo: Prazo, v: Mapping[str, str | None]) -> tuple[str, Mapping[str, str | None]]:
    """Return the answer about the day of the estabilidade (S4)."""
    if prazo.desfecho is Desfecho.PERDIDO:
        return "r_estavel_encerrado", v
    dia = estavel_desde(autos.vinculo, autos.regimes, autos.hoje)
    homologacao = autos.vinculo.homologacao
    if dia is not None and homologacao is not None:
        return "r_estavel_em", {**v, "estavel": formatar_data(dia), "homologacao": formatar_data(homologacao.fato.data)}
    if homologacao is not None and homologacao.resultado is ResultadoEstagio.REPROVADO:
        return "r_estavel_nunca", {**v, "homologacao": formatar_data(homologacao.fato.data)}
    return "r_estavel_sem_homologacao", v


# ------------------------------------------------------------------ what to do


def providencias_do_prazo(autos: Autos, prazo: Prazo) -> tuple[Providencia, ...]:
    """Return what is to be done about the deadline on the day, by whom, by when."""
    v = valores(autos, prazo)
    return tuple(
        Providencia(texto=Frase(texto, v), quem=Frase(quem, v), quando=Frase(quando, v))
        for texto, quem, quando in _providencias(autos, prazo)
    )


def _providencias(autos: Autos, prazo: Prazo) -> Iterator[Quem]:
    estado = prazo.estado(autos.hoje)
    guardar = Quem("pv_guardar", "quem_pessoal", "quando_agora")
    if prazo.desfecho is not None or estado in _FECHADOS:
        yield Quem("pv_nada", "quem_pessoal", "quando_nada")
        yield guardar
        return
    if estado is EstadoPrazo.SUSPENSO:
        yield Quem("pv_registrar_termino", "quem_pessoal", "quando_suspenso")
        yield guardar
        return
    if prazo.retido:
        yield Quem("pv_decidir_prorrogacao", "quem_autoridade", "quando_ja")
    atos, lapso = atos_da_lei(autos, prazo), prazo.lapso(autos.hoje)
    if lapso or propostas_do_prazo(autos, prazo):
        yield from _PASSOS.get((prazo.tipo, "vencido"), ())
        if atos:
            yield Quem("pv_instruir_proposta", "quem_pessoal", "quando_desde_ja")
            yield Quem("pv_decidir_proposta", "quem_autoridade", "quando_desde_ja")
        elif prazo.tipo is TipoPrazo.EXERCICIO:
            yield Quem(f"pv_{_sem_ato(autos, prazo).removeprefix('r_sem_ato_')}", "quem_pessoal", "quando_ja")
    else:
        for passo in _PASSOS.get((prazo.tipo, "aberto"), ()):
            trocar = passo.quando == "quando_vence" and (prazo.vence != prazo.vence_ultimo or prazo.retido)
            yield passo._replace(quando=_ate_quando_fazer(prazo, estado)) if trocar else passo
        if prazo.tipo is TipoPrazo.POSSE and not autos.vinculo.prorrogacoes:
            yield Quem("pv_posse_pedir", "quem_nomeado", "quando_ultimo")
        if atos and prazo.tipo is not TipoPrazo.COMPULSORIA and not prazo.retido:
            yield Quem("pv_vigiar", "quem_pessoal", "quando_a_partir")
    yield guardar


def _ate_quando_fazer(prazo: Prazo, estado: EstadoPrazo) -> str:
    if prazo.retido:
        return "quando_retido"
    return "quando_dois" if estado is EstadoPrazo.ABERTO else "quando_zona"


def prazos_dos_autos(autos: Autos) -> tuple[Prazo, ...]:
    """Return the deadlines of the vínculo as on the day."""
    return tuple(prazos_do_vinculo(autos.vida, autos.vinculo, autos.regimes, autos.hoje))

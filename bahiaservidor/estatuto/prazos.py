"""Deadlines of a VidaFuncional (sections 1, 3, 4, 5, 9 and 10 of the rules).

A deadline is computed from facts and a regime; its *state* is asked for a day.  Nothing here depends on today except an
open-ended absence that suspends the estágio, which counts up to the day asked (S5): such deadlines say so in
``depende_de_hoje``.
"""

from __future__ import annotations

from datetime import date

from . import dispositivos as d
from .contagem import (
    Contagem,
    Memoria,
    Passo,
    aniversario,
    contar_da_publicacao,
    contar_do_fato,
    contar_do_fato_prorrogado,
)
from .prazo import Prazo, fechado, regime_do_fechamento
from .prazos_avaliacao import prazos_das_avaliacoes
from .prazos_estagio import duracao_do_estagio, estavel_desde, prazos_do_estagio
from .propostas import PropostaLegal, propostas
from .regime import Regime, Regimes
from .tipos import Carater, Desfecho, TipoPrazo, TipoProvimento
from .vida import Fato, Periodo, VidaFuncional, Vinculo

__all__ = [
    "Prazo",
    "PropostaLegal",
    "duracao_do_estagio",
    "estavel_desde",
    "idade_da_compulsoria",
    "prazo_da_apresentacao",
    "prazo_da_posse",
    "prazo_do_exercicio",
    "prazo_do_provimento",
    "prazos_da_vida",
    "prazos_do_vinculo",
    "propostas",
]


def prazos_da_vida(vida: VidaFuncional, regimes: Regimes, hoje: date | None) -> list[Prazo]:
    """Return the deadlines of every vínculo, in order.

    ``hoje`` None computes without open-ended absences: what a registry may store.
    """
    return [prazo for vinculo in vida.vinculos for prazo in prazos_do_vinculo(vida, vinculo, regimes, hoje)]


def prazos_do_vinculo(vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes, hoje: date | None) -> list[Prazo]:
    """Return the deadlines of one vínculo, as far as it has them.

    Posse, exercício after it and after each later provimento, estágio, presentation in another locality, compulsória.
    """
    prazos: list[Prazo] = []
    if vinculo.inicial is None:
        posse = prazo_da_posse(vida, vinculo, regimes)
        if posse is not None:
            prazos.append(posse)
        exercicio = prazo_do_exercicio(vida, vinculo, regimes)
        if exercicio is not None:
            prazos.append(exercicio)
    for posicao, provimento in enumerate(vinculo.provimentos):
        if not provimento.disponibilidade:
            prazos.append(prazo_do_provimento(vida, vinculo, posicao, regimes))
    prazos.extend(prazos_do_estagio(vinculo, regimes, hoje))
    if vinculo.avaliacoes:
        prazos.extend(prazos_das_avaliacoes(vinculo, regimes))
    prazos.extend(prazo_da_apresentacao(vida, vinculo, i, regimes) for i in range(len(vinculo.apresentacoes)))
    compulsoria = _prazo_da_compulsoria(vida, vinculo, regimes)
    if compulsoria is not None:
        prazos.append(compulsoria)
    return prazos


def prazo_da_posse(vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes) -> Prazo | None:
    """Return the deadline of the posse (P1 to P4, C9)."""
    base = vinculo.publicacao_vigente
    if base is None:
        return None
    fechamento = vinculo.posse or vinculo.encerrado_em
    regime = regime_do_fechamento(regimes, vinculo, fechamento)
    dias = regime.parametros.inteiro("posse_dias", base.data)
    mais = regime.parametros.inteiro("posse_prorrogacao_dias", base.data)
    # Once, whatever a ressalva let in (P2): the extended term is one term of 60 days (C9).
    acrescimos = (mais,) if any(p.deferida for p in vinculo.prorrogacoes) else ()
    impedimento = vida.impedimento_em(base.data)
    contagem: Contagem | None
    if impedimento is None:
        contagem = contar_da_publicacao(
            base.data, dias, regime.calendario,
            leitura=regime.opcoes.contagem_publicacao, dispositivo=d.ART_19, acrescimos=acrescimos,
        )  # fmt: skip
        inicio: date | None = base.data
        memoria = contagem.memoria
    else:
        contagem, memoria = _do_fim_do_impedimento(impedimento.fim, dias, acrescimos, regime, base.data, d.ART_19_P1)
        inicio = impedimento.fim
    pendente = vinculo.posse is None and _ha_pedido_em_tempo(vinculo, base, dias, regime, impedimento)
    if pendente:
        memoria = (*memoria, Passo("Há pedido de prorrogação sem decisão: o prazo não vence até ela.", (), d.ART_19))
    fechado_como = fechado(vinculo.posse, vinculo.encerrado_em)
    if pendente and vinculo.encerrado_em is not None:
        # The request kept the term open, so it was still open when its object was lost.
        fechado_como["desfecho"] = Desfecho.PREJUDICADO
    return Prazo(
        vinculo=vinculo.id,
        tipo=TipoPrazo.POSSE,
        inicio=inicio,
        vence=None if contagem is None else contagem.vence,
        vence_ultimo=None if contagem is None else contagem.vence_ultimo,
        retido=pendente,
        dispositivo=d.ART_19 if impedimento is None else d.ART_19_P1,
        memoria=memoria,
        **fechado_como,
    )


def _ha_pedido_em_tempo(vinculo: Vinculo, base: Fato, dias: int, regime: Regime, impedimento: Periodo | None) -> bool:
    """Tell whether a request not yet decided was made within the original term: a late one holds nothing (P2)."""
    pedidos = [p.requerimento for p in vinculo.prorrogacoes if p.deferida is None]
    if not pedidos:
        return False
    if impedimento is None:
        primeiro = contar_da_publicacao(
            base.data, dias, regime.calendario, leitura=regime.opcoes.contagem_publicacao, dispositivo=d.ART_19
        )
        return min(pedidos) <= primeiro.vence_ultimo
    if impedimento.fim is None:
        return True
    fim, _ = _do_fim_do_impedimento(impedimento.fim, dias, (), regime, base.data, d.ART_19_P1)
    return fim is None or min(pedidos) <= fim.vence_ultimo


def prazo_do_exercicio(vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes) -> Prazo | None:
    """Return the deadline to enter into exercício after the posse (E1, E2)."""
    posse = vinculo.posse
    if posse is None:
        return None
    # A vacância that was later undone (demissão, aposentadoria) closed this deadline for good: the new provimento has
    # its own.
    perda = vinculo.perdas[0] if vinculo.perdas else vinculo.encerrado_em
    exercicio = vinculo.exercicio
    if exercicio is not None and any(p.exercicio == exercicio for p in vinculo.provimentos):
        exercicio = None
    if exercicio is None and vinculo.provimentos:
        # A later provimento brings a deadline of its own: this one lost its object, if it had not before.
        outro = vinculo.provimentos[0].fato
        perda = outro if perda is None or outro.data < perda.data else perda
    regime = regime_do_fechamento(regimes, vinculo, exercicio or perda)
    dias = regime.parametros.inteiro("exercicio_dias", posse.data)
    impedimento = vida.impedimento_em(posse.data)
    contagem: Contagem | None
    if impedimento is None:
        contagem = contar_do_fato(
            posse.data, dias, regime.calendario, descricao="data da posse", dispositivo=d.ART_21_P1
        )
        inicio: date | None = posse.data
        memoria = contagem.memoria
    else:
        contagem, memoria = _do_fim_do_impedimento(impedimento.fim, dias, (), regime, posse.data, d.ART_21_P2)
        inicio = impedimento.fim
    return Prazo(
        vinculo=vinculo.id,
        tipo=TipoPrazo.EXERCICIO,
        inicio=inicio,
        vence=None if contagem is None else contagem.vence,
        vence_ultimo=None if contagem is None else contagem.vence_ultimo,
        dispositivo=d.ART_21_P1 if impedimento is None else d.ART_21_P2,
        memoria=memoria,
        **fechado(exercicio, perda),
    )


_OUVIR_A_PGE = frozenset({TipoProvimento.REINTEGRACAO, TipoProvimento.RECONDUCAO})
_NOTA_DA_PGE = Passo(
    "Se a pessoa não comparecer, nenhum ato se propõe: ouvir a PGE (arts. 21, § 3º, e 29).", (), d.ART_29
)
_DIAS_DO_PROVIMENTO = {
    TipoProvimento.REVERSAO: "reversao_exercicio_dias",
    TipoProvimento.APROVEITAMENTO: "aproveitamento_exercicio_dias",
}


def prazo_do_provimento(vida: VidaFuncional, vinculo: Vinculo, posicao: int, regimes: Regimes) -> Prazo:
    """Return the deadline to enter into exercício after a provimento without posse, from its publication (E1)."""
    provimento = vinculo.provimentos[posicao]
    perda = provimento.sem_efeito or provimento.perdido
    return _da_publicacao(
        vida, vinculo, regimes,
        publicacao=provimento.fato, tipo=TipoPrazo.EXERCICIO, ordem=posicao + 1,
        parametro=_DIAS_DO_PROVIMENTO.get(provimento.tipo, "exercicio_dias"),
        dispositivo=d.ART_21_P1, impedido=d.ART_21_P2, cumprido=provimento.exercicio, perda=perda,
        nota=_NOTA_DA_PGE if provimento.tipo in _OUVIR_A_PGE else None,
    )  # fmt: skip


def prazo_da_apresentacao(vida: VidaFuncional, vinculo: Vinculo, posicao: int, regimes: Regimes) -> Prazo:
    """Return the deadline to enter into exercício in another locality (art. 23; E7)."""
    apresentacao = vinculo.apresentacoes[posicao]
    return _da_publicacao(
        vida, vinculo, regimes,
        publicacao=apresentacao.fato, tipo=TipoPrazo.APRESENTACAO, ordem=posicao, parametro="apresentacao_dias",
        dispositivo=d.ART_23, impedido=d.ART_23, cumprido=apresentacao.exercicio, perda=apresentacao.perdida,
    )  # fmt: skip


def _da_publicacao(
    vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes, *, publicacao: Fato, tipo: TipoPrazo, ordem: int,
    parametro: str, dispositivo: str, impedido: str, cumprido: Fato | None, perda: Fato | None,
    nota: Passo | None = None,
) -> Prazo:  # fmt: skip
    regime = regime_do_fechamento(regimes, vinculo, cumprido or perda)
    dias = regime.parametros.inteiro(parametro, publicacao.data)
    impedimento = vida.impedimento_em(publicacao.data)
    contagem: Contagem | None
    if impedimento is None:
        contagem = contar_da_publicacao(
            publicacao.data, dias, regime.calendario,
            leitura=regime.opcoes.contagem_publicacao, dispositivo=dispositivo,
        )  # fmt: skip
        inicio: date | None = publicacao.data
        memoria = contagem.memoria
    else:
        contagem, memoria = _do_fim_do_impedimento(impedimento.fim, dias, (), regime, publicacao.data, impedido)
        inicio = impedimento.fim
    return Prazo(
        vinculo=vinculo.id,
        tipo=tipo,
        ordem=ordem,
        inicio=inicio,
        vence=None if contagem is None else contagem.vence,
        vence_ultimo=None if contagem is None else contagem.vence_ultimo,
        dispositivo=dispositivo if impedimento is None else impedido,
        memoria=memoria if nota is None else (*memoria, nota),
        **fechado(cumprido, perda),
    )


def _do_fim_do_impedimento(
    fim: date | None, dias: int, acrescimos: tuple[int, ...], regime: Regime, dia: date, dispositivo: str
) -> tuple[Contagem | None, Memoria]:
    if fim is None:
        texto = "Em {0} havia impedimento legal sem data de término: o prazo está suspenso até que ela se conheça."
        return None, (Passo(texto, (dia,), dispositivo),)
    descricao = "último dia do impedimento legal"
    passo = Passo(
        "Em {0} havia impedimento legal, que vai até {1}: o prazo conta do seu término.", (dia, fim), dispositivo
    )
    if acrescimos:
        contagem = contar_do_fato_prorrogado(
            fim, dias, acrescimos, regime.calendario, descricao=descricao, dispositivo=dispositivo
        )
    else:
        contagem = contar_do_fato(fim, dias, regime.calendario, descricao=descricao, dispositivo=dispositivo)
    return contagem, (passo, *contagem.memoria)


def _prazo_da_compulsoria(vida: VidaFuncional, vinculo: Vinculo, regimes: Regimes) -> Prazo | None:
    if vida.nascimento is None or vinculo.carater is Carater.TEMPORARIO:
        return None
    if vinculo.exercicio is None and vinculo.inicial is None:
        return None
    regime = regime_do_fechamento(regimes, vinculo, vinculo.encerrado_em)
    idade, referencia = idade_da_compulsoria(vida.nascimento, vinculo, regime)
    dia = aniversario(vida.nascimento, idade)
    setenta = referencia if not vinculo.provimentos else aniversario(vida.nascimento, 70)
    passos = [Passo("Nascimento em {0}: completa 70 anos em {1}.", (vida.nascimento, setenta), d.LC_152)]
    if referencia != setenta:
        passos.append(Passo("Reverteu em {0}: vale a idade em vigor nesse dia.", (referencia,), d.LC_152))
    passos.append(
        Passo("A idade da aposentadoria compulsória, nesse caso, é de {0} anos, em {1}.", (idade, dia), d.LC_152)
    )
    aposentadoria = vinculo.aposentadoria
    fechamento = fechado(None, vinculo.encerrado_em)
    if aposentadoria is not None and aposentadoria.fato.data >= dia:
        # Retired at any date from the birthday: the deadline is met, however late (V3).
        fechamento["desfecho"] = Desfecho.SATISFEITO
        fechamento["fechado_em"] = aposentadoria.fato.data
        fechamento["fechado_por"] = aposentadoria.fato.ato
    return Prazo(
        vinculo=vinculo.id,
        tipo=TipoPrazo.COMPULSORIA,
        inicio=vida.nascimento,
        vence=dia,
        vence_ultimo=dia,
        dispositivo=d.LC_152,
        memoria=tuple(passos),
        **fechamento,
    )


def idade_da_compulsoria(nascimento: date, vinculo: Vinculo, regime: Regime) -> tuple[int, date]:
    """Return the age of the compulsória, in years, and the day whose rule decides it (C12).

    The 70th birthday; for who reverted later, the reversão.
    """
    referencia = aniversario(nascimento, 70)
    for provimento in vinculo.provimentos:
        if provimento.tipo is TipoProvimento.REVERSAO:
            referencia = max(referencia, provimento.fato.data)
    return regime.parametros.inteiro("idade_compulsoria", referencia), referencia

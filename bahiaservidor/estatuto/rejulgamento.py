"""Acts already accepted, asked again: which relied on another, which no longer fit what came to be known.

Nothing here refuses anything.  An act is asked twice, with and without what changed, and only what fails *because* of
the change is told: requirements whose answer needs more than the person's life fail both times alike, and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from . import dispositivos as d
from .atos.base import Ato, Contexto, Requisito, Sujeito, escolher_vinculo, estrutural
from .atos.emendas import EMENDAS, Movimento, RegistroCivil
from .dobra import VIGENCIA, dobrar, ordem
from .emendas import efetivos, mantidos
from .regime import Regimes
from .vida import VidaFuncional, Vinculo

#: What an act may need and its judgment does without; anything else is in the tables, not in the life.
_DISPENSAVEL = frozenset({"autoridade"})

_DO_LIVRO = frozenset(definicao.tipo for definicao in EMENDAS)

_Chave = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desencontro:
    """An accepted act that would be refused now, and the requirements it fails."""

    ato: Ato
    faltas: tuple[Requisito, ...]


def rejulgar(nascimento: date | None, atos: Iterable[Ato], regimes: Regimes) -> tuple[Desencontro, ...]:
    """Return the accepted acts that no longer fit what entered the book after them, in order of the fold.

    Acts recorded with a ressalva, or kept by an annulment, were accepted knowing it, and are not told; a structural
    requirement is never waived, so its failure is.
    """
    todos = tuple(atos)
    if not _ha_novidade(todos):
        return ()
    agora = efetivos(todos)
    poupados = mantidos(todos)
    # What came from another file was judged there: here nothing was accepted before.
    vindos = {par.ato for ato in todos if isinstance(ato.conteudo, Movimento) for par in ato.conteudo.pares}
    originais = {ato.id: ato for ato in todos}
    achados = []
    for ato in sorted(agora, key=ordem):
        if ato.id in poupados or not _julgavel(ato):
            continue
        original = originais[ato.id]
        if ato.id not in vindos and not _atingido(original, ato, todos):
            continue
        antes = efetivos(a for a in todos if a.sequencia < original.sequencia)
        de_entao = _nascimento_de_entao(nascimento, original, todos)
        novas = _novas(
            () if ato.id in vindos else _faltas(original, dobrar(de_entao, antes), regimes),
            _faltas(ato, dobrar(nascimento, _sabidos(agora, ato)), regimes, so_da_vida=ato.id in vindos),
        )
        ressalvado = ato.ressalva is not None and ato.ressalva.vale_para(ato.data)
        ditas = tuple(f for f in novas if f.estrutural or not ressalvado)
        if ditas:
            achados.append(Desencontro(ato=ato, faltas=ditas))
    return tuple(achados)


def dependentes(
    nascimento: date | None, atos: Iterable[Ato], alvo: Ato, regimes: Regimes, *, so_estruturais: bool = False
) -> tuple[Desencontro, ...]:
    """Return the acts in force that relied on ``alvo``, directly or through another, with what each would lack.

    In order of entry; ``so_estruturais`` leaves only those that could not be at all, and not those merely refused.
    """
    com = efetivos(atos)
    fora = {alvo.id}
    achados = []
    for ato in sorted(com, key=lambda a: a.sequencia):
        if ato.id == alvo.id or not _julgavel(ato):
            continue
        if ato.sequencia < alvo.sequencia and ordem(ato) < ordem(alvo):
            continue
        falta = _desencontro(nascimento, ato, ato, com, [a for a in com if a.id not in fora], regimes)
        if falta is not None and not (so_estruturais and not any(f.estrutural for f in falta.faltas)):
            fora.add(ato.id)
            achados.append(falta)
    return tuple(achados)


def deixam_de_caber(
    nascimento: date | None,
    antes: Iterable[Ato],
    depois: Iterable[Ato],
    regimes: Regimes,
    *,
    nascimento_depois: date | None = None,
    fora: Collection[int] = (),
) -> tuple[Desencontro, ...]:
    """Return the acts in force both before and after a change of the book that fit before and no longer do.

    ``nascimento_depois``: the birth date after the change, when that is what changed.
    """
    com, sem = efetivos(antes), efetivos(depois)
    anteriores = {ato.id: ato for ato in com}
    achados = []
    for ato in sorted(sem, key=ordem):
        anterior = anteriores.get(ato.id)
        if anterior is None or ato.id in fora or not _julgavel(ato):
            continue
        falta = _desencontro(
            nascimento, anterior, ato, com, sem, regimes, nascimento_depois=nascimento_depois or nascimento
        )
        if falta is not None:
            achados.append(falta)
    return tuple(achados)


def faltas_do_ato(nascimento: date | None, ato: Ato, atos: Iterable[Ato], regimes: Regimes) -> tuple[Requisito, ...]:
    """Return what an act fails, judged on the life that the others in force give."""
    return _faltas(ato, dobrar(nascimento, _sabidos(efetivos(atos), ato)), regimes)


def novas_faltas(antes: Iterable[Requisito], depois: Iterable[Requisito]) -> tuple[Requisito, ...]:
    """Return the failures of ``depois`` that are not in ``antes``: the same requirement, whatever dates it names."""
    return _novas([r for r in antes if r.recusa], [r for r in depois if r.recusa])


# ------------------------------------------------------------------ asking


def _desencontro(
    nascimento: date | None,
    antes: Ato,
    depois: Ato,
    com: Sequence[Ato],
    sem: Sequence[Ato],
    regimes: Regimes,
    *,
    nascimento_depois: date | None = None,
) -> Desencontro | None:
    novas = _novas(
        _faltas(antes, dobrar(nascimento, _sabidos(com, antes)), regimes),
        _faltas(depois, dobrar(nascimento_depois or nascimento, _sabidos(sem, depois)), regimes),
    )
    return Desencontro(ato=depois, faltas=novas) if novas else None


def _sabidos(valem: Iterable[Ato], ato: Ato) -> list[Ato]:
    """Return what an act is judged on: what was entered before it, and what comes before it in the law's order."""
    chave = ordem(ato)
    return [a for a in valem if a.id != ato.id and (a.sequencia < ato.sequencia or ordem(a) < chave)]


def _ha_novidade(atos: Sequence[Ato]) -> bool:
    """Tell whether the book has corrections, or an act entered after another that it precedes."""
    maior: tuple[date, int, int] | None = None
    for ato in sorted(atos, key=lambda a: a.sequencia):
        if ato.definicao.emenda or _muda_nascimento(ato):
            return True
        chave = ordem(ato)
        if maior is not None and chave < maior:
            return True
        maior = chave
    return False


def _atingido(original: Ato, ato: Ato, atos: Sequence[Ato]) -> bool:
    """Tell whether anything that entered after an act may bear on it."""
    chave = ordem(ato)
    return any(
        a.sequencia > original.sequencia and (a.definicao.emenda or _muda_nascimento(a) or ordem(a) < chave)
        for a in atos
    )


def _muda_nascimento(ato: Ato) -> bool:
    return isinstance(ato.conteudo, RegistroCivil) and ato.conteudo.nascimento is not None


def _nascimento_de_entao(nascimento: date | None, ato: Ato, atos: Sequence[Ato]) -> date | None:
    """Return the birth date known when an act was entered: what the first change after it found."""
    mudancas = [a for a in atos if _muda_nascimento(a) and a.sequencia > ato.sequencia]
    if not mudancas:
        return nascimento
    anterior: date | None = min(mudancas, key=lambda a: a.sequencia).conteudo.nascimento_anterior
    return anterior


def _julgavel(ato: Ato) -> bool:
    """Tell whether an act was judged as acts are: corrections answer for themselves."""
    return ato.tipo not in _DO_LIVRO


def _faltas(ato: Ato, vida: VidaFuncional, regimes: Regimes, *, so_da_vida: bool = False) -> tuple[Requisito, ...]:
    """Return the requirements that an act fails, judged as at entry on a life.

    ``so_da_vida``: without the legal ones of an act that also looks at the quadro or at a concurso.
    """
    definicao, conteudo = ato.definicao, ato.conteudo
    vinculo: Vinculo | None = None
    if definicao.sujeito is Sujeito.SERVIDOR:
        vinculo, falta = escolher_vinculo(definicao, vida, conteudo, None)
        if falta is not None:
            return (falta,)
    elif definicao.sujeito is Sujeito.VINCULO:
        vinculo = next((v for v in vida.vinculos if v.id == ato.vinculo), None)
        if vinculo is None:
            return (estrutural("0", "O vínculo existe", d.ART_22, "O vínculo a que o ato se refere deixa de existir."),)
        falta = definicao.admite(vida, vinculo, conteudo)
        if falta is not None:
            return (falta,)
    data = definicao.data_de(conteudo)
    if data < VIGENCIA or (vinculo is not None and vinculo.inicial is not None and data < vinculo.inicial.data):
        return ()
    if so_da_vida and not definicao.precisa <= _DISPENSAVEL:
        return ()
    unidade = vinculo.unidade if vinculo is not None else getattr(conteudo, "unidade", None)
    hoje = ato.registrado_em.date() if ato.registrado_em is not None else data
    contexto = Contexto(vida=vida, vinculo=vinculo, regime=regimes(unidade, ato.registrado_em), hoje=hoje)
    return tuple(r for r in definicao.requisitos(contexto, conteudo) if r.recusa)


def _novas(antes: Iterable[Requisito], depois: Iterable[Requisito]) -> tuple[Requisito, ...]:
    conhecidas = _por_chave(antes)
    return tuple(falta for chave, falta in _por_chave(depois).items() if chave not in conhecidas)


def _por_chave(faltas: Iterable[Requisito]) -> Mapping[_Chave, Requisito]:
    # The dates a requirement names may be what moved: the requirement is the same.
    return {(f.regra, f.dispositivo, re.sub(r"[\d/]+", "", f.descricao)): f for f in faltas}

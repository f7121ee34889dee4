"""Which acts hold: the book read with its own corrections, before the fold.

An entry that corrects another never erases it: here, in order of sequence, each says what becomes of the one it is
about.  Nothing cascades: what falls with an annulled act is what the annulment lists.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from . import canonico
from .atos import emendas as e
from .atos.base import Ato, Ressalva, Sujeito
from .atos.vacancia import vago
from .tipos import AlcanceRepublicacao
from .tipos_emendas import FormaEmenda, SituacaoAto
from .vida import VidaFuncional


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorte:
    """What became of an act, and the entries that made it so, in order."""

    situacao: SituacaoAto
    por: tuple[int, ...] = ()


def efetivos(atos: Iterable[Ato]) -> tuple[Ato, ...]:
    """Return the acts that hold, each with the content that holds, ready for the fold.

    Published corrections that have an effect on a day (annulling a nomeação, revoking, restarting a term) come as acts
    of that day.  What this returns, given again, comes back unchanged.
    """
    todos = tuple(atos)
    if not any(ato.definicao.emenda for ato in todos):
        return todos
    return _Livro(todos).efetivos()


def sortes(atos: Iterable[Ato]) -> Mapping[int, Sorte]:
    """Return what became of each act of the book, corrections included, by id."""
    return _Livro(tuple(atos)).sortes()


def vigentes(atos: Iterable[Ato]) -> dict[int, Ato]:
    """Return, by id, the acts and the corrections in force, each with the content that holds."""
    todos = tuple(atos)
    livro = _Livro(todos)
    proprios = {ato.id: ato for ato in livro.efetivos()}
    return {
        ato.id: livro.com_conteudo(ato) if ato.definicao.emenda else proprios[ato.id]
        for ato in todos
        if (ato.id not in livro.fora if ato.definicao.emenda else ato.id in proprios)
    }


def mantidos(atos: Iterable[Ato]) -> frozenset[int]:
    """Return the acts that an annulment in force keeps although they relied on the annulled one."""
    livro = _Livro(tuple(atos))
    return frozenset(m for anulacao in livro.anulacoes for m in anulacao.conteudo.mantidos)


def ressalvas_em_vigor(atos: Iterable[Ato]) -> dict[int, int]:
    """Return, by vínculo, how many acts and annulments in force were recorded with a ressalva."""
    todos = tuple(atos)
    em_vigor = todos
    if any(ato.definicao.emenda for ato in todos):
        livro = _Livro(todos)
        proprios = {ato.id for ato in todos if not ato.definicao.emenda}
        em_vigor = (*(a for a in livro.efetivos() if a.id in proprios), *livro.anulacoes)
    contagem: dict[int, int] = {}
    for ato in em_vigor:
        if ato.ressalva is not None and ato.vinculo is not None:
            contagem[ato.vinculo] = contagem.get(ato.vinculo, 0) + 1
    return contagem


def conteudo_novo(alvo: Ato, emenda: e.Correcao | e.Retificacao) -> Any:
    """Return the content that a correction gives an act."""
    dados = json.loads(emenda.novo)
    if emenda.novo_sigiloso:
        dados |= json.loads(emenda.novo_sigiloso)
    for campo in dataclasses.fields(alvo.definicao.conteudo):
        # What is kept apart and was expunged reads as the act itself has it.
        if campo.name not in dados and campo.metadata.get("sigiloso"):
            dados[campo.name] = canonico.simples(getattr(alvo.conteudo, campo.name))
    return canonico.ler(alvo.definicao.conteudo, dados)


class _Livro:
    """The corrections of one subject, resolved.

    Read from the last to the first, for each entry may only speak of those before it: when one is reached, everything
    that could take it away or change it is already known.
    """

    def __init__(self, atos: Sequence[Ato]) -> None:
        self._atos = atos
        self._por_id = {ato.id: ato for ato in atos}
        self.fora: dict[int, SituacaoAto] = {}
        self._por: dict[int, list[int]] = {}
        self._conteudos: dict[int, tuple[Any, Ressalva | None]] = {}
        self._alterados: dict[int, set[SituacaoAto]] = {}
        self._conhecidos: dict[int, datetime] = {}
        self._cessam: dict[int, date] = {}
        self._retificacoes: list[Ato] = []
        self._revogacoes: list[Ato] = []
        self.anulacoes: list[Ato] = []
        for ato in sorted((a for a in atos if a.definicao.emenda), key=lambda a: a.sequencia, reverse=True):
            if ato.id not in self.fora:
                self._ler(self.com_conteudo(ato))

    def com_conteudo(self, ato: Ato) -> Ato:
        """Return an entry with the content that holds."""
        if ato.id not in self._conteudos:
            return ato
        conteudo, ressalva = self._conteudos[ato.id]
        return replace(ato, conteudo=conteudo, ressalva=ressalva or ato.ressalva)

    def _ler(self, emenda: Ato) -> None:
        conteudo = emenda.conteudo
        if emenda.tipo == e.MOVIMENTO.tipo:
            for par in conteudo.pares:
                self._conhecidos[par.ato] = datetime.fromisoformat(par.registrado_em)
            return
        alvo = self._por_id.get(conteudo.ato)
        if alvo is None or alvo.sequencia >= emenda.sequencia:
            return
        if emenda.tipo == FormaEmenda.ESTORNO:
            movido = conteudo.movido_para is not None
            self._tirar(alvo.id, SituacaoAto.MOVIDO if movido else SituacaoAto.ESTORNADO, emenda)
        elif emenda.tipo == FormaEmenda.ANULACAO:
            self.anulacoes.append(emenda)
            self._tirar(alvo.id, SituacaoAto.ANULADO, emenda)
            for id_ in conteudo.caem:
                self._tirar(id_, SituacaoAto.CAIU, emenda)
        elif emenda.tipo == FormaEmenda.REVOGACAO:
            self._revogacoes.append(emenda)
            self._cessam[alvo.id] = min(conteudo.vigencia, self._cessam.get(alvo.id, date.max))
            self._tocar(alvo.id, SituacaoAto.REVOGADO, emenda)
        else:
            retifica = emenda.tipo == FormaEmenda.RETIFICACAO
            if retifica:
                self._retificacoes.append(emenda)
            if alvo.id not in self._conteudos:
                self._conteudos[alvo.id] = (conteudo_novo(alvo, conteudo), emenda.ressalva)
            self._tocar(alvo.id, SituacaoAto.RETIFICADO if retifica else SituacaoAto.CORRIGIDO, emenda)

    def _tirar(self, id_: int, situacao: SituacaoAto, emenda: Ato) -> None:
        self.fora.setdefault(id_, situacao)
        self._por.setdefault(id_, []).append(emenda.id)

    def _tocar(self, id_: int, situacao: SituacaoAto, emenda: Ato) -> None:
        self._alterados.setdefault(id_, set()).add(situacao)
        self._por.setdefault(id_, []).append(emenda.id)

    # ---------------------------------------------------------------- what holds

    def efetivos(self) -> tuple[Ato, ...]:
        """Return the acts that hold, and the corrections that are acts of a day."""
        valem = [self._efetivo(ato) for ato in self._atos if not ato.definicao.emenda and self._vale(ato)]
        por_id = {ato.id: ato for ato in valem}
        dos_dias: list[Ato] = []
        for emenda in (*self._retificacoes, *self._revogacoes, *self.anulacoes):
            alvo = por_id.get(emenda.conteudo.ato)
            if alvo is not None:
                feito = _no_dia(emenda, alvo)
                dos_dias += [] if feito is None else [feito]
        return (*valem, *sorted(dos_dias, key=lambda ato: ato.sequencia))

    def _vale(self, ato: Ato) -> bool:
        situacao = self.fora.get(ato.id)
        if situacao is not None:
            # The vínculo of an annulled nomeação stays, without effect: days worked in it are facts.
            return situacao is SituacaoAto.ANULADO and ato.definicao.sujeito is Sujeito.NOVO_VINCULO
        cessa = self._cessam.get(ato.id)
        return cessa is None or self.com_conteudo(ato).data < cessa

    def _efetivo(self, ato: Ato) -> Ato:
        conhecido = self._conhecidos.get(ato.id)
        com = self.com_conteudo(ato)
        return com if conhecido is None else replace(com, registrado_em=conhecido)

    def sortes(self) -> dict[int, Sorte]:
        """Return what became of each entry."""
        return {ato.id: Sorte(situacao=self._situacao(ato), por=self._de_quem(ato.id)) for ato in self._atos}

    def _situacao(self, ato: Ato) -> SituacaoAto:
        fora = self.fora.get(ato.id)
        if fora is not None:
            return fora
        alterado = self._alterados.get(ato.id, set())
        for situacao in (SituacaoAto.REVOGADO, SituacaoAto.RETIFICADO, SituacaoAto.CORRIGIDO):
            if situacao in alterado:
                return situacao
        return SituacaoAto.VIGENTE

    def _de_quem(self, id_: int) -> tuple[int, ...]:
        return tuple(reversed(self._por.get(id_, ())))


# ------------------------------------------------------------------ corrections that are acts of a day


def _no_dia(emenda: Ato, alvo: Ato) -> Ato | None:
    """Return the correction as an act with an effect on its day, or None when it has none of its own."""
    definicao = emenda.definicao
    if emenda.tipo == FormaEmenda.ANULACAO:
        novo = replace(definicao, emenda=False, aplicar=_sem_efeito)
    elif emenda.tipo == FormaEmenda.REVOGACAO:
        if alvo.definicao.cessar is None:
            return None
        novo = replace(definicao, emenda=False, aplicar=partial(_cessar, alvo), campo_data="vigencia")
    else:
        if emenda.conteudo.alcance is AlcanceRepublicacao.FORMAL or alvo.definicao.recomecar is None:
            return None
        novo = replace(definicao, emenda=False, aplicar=partial(_recomecar, alvo))
    return replace(emenda, definicao=novo, vinculo=alvo.vinculo)


def _sem_efeito(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if not vinculo.vivo:
        return vida
    return vida.com(replace(vago(vinculo, ato.fato, ato.tipo), sem_efeito=ato.fato))


def _cessar(alvo: Ato, vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert alvo.definicao.cessar is not None
    return alvo.definicao.cessar(vida, alvo, ato.data)


def _recomecar(alvo: Ato, vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert alvo.definicao.recomecar is not None
    return alvo.definicao.recomecar(vida, alvo, ato.fato)

"""A person's book as the ficha tells it: what is in the timeline, and in Histórico what each entry did to which.

Estorno and correção are ours and show only in Histórico; what was published shows in the timeline and in papers too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..estatuto import canonico
from ..estatuto.atos.base import Ato
from ..estatuto.atos.emendas import MOVIMENTO
from ..estatuto.emendas import Sorte, conteudo_novo, sortes, vigentes
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import AlcanceRepublicacao
from ..estatuto.tipos_emendas import FormaEmenda, SituacaoAto
from ..registro.livro import AtoLido
from . import emendas_palavras as palavras
from .emendas_previa import campos_alterados, referidos
from .frases import enumerar
from .protecao import SIGILO, campo_sigiloso

_VIGENTE = Sorte(situacao=SituacaoAto.VIGENTE)

Nomes = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LivroDaFicha:
    """The acts of one person with what became of each; ``anteriores`` is what each correction found."""

    por_id: Mapping[int, Ato]
    valem: Mapping[int, Ato]
    destinos: Mapping[int, Sorte]
    anteriores: Mapping[int, Any]
    quem: Mapping[int, tuple[datetime, str]]

    def sorte(self, ato_id: int) -> Sorte:
        """Return what became of an entry; records of registers are always in force."""
        return self.destinos.get(ato_id, _VIGENTE)

    def na_linha_do_tempo(self, entradas: Iterable[AtoLido]) -> list[AtoLido]:
        """Return the entries of the legal timeline, each with the content that holds."""
        return [
            self._como_vale(entrada)
            for entrada in entradas
            if palavras.na_ficha(entrada.tipo) and self.sorte(entrada.id).situacao.vale and entrada.id in self.valem
        ]

    def _como_vale(self, entrada: AtoLido) -> AtoLido:
        ato = self.valem.get(entrada.id)
        if ato is None or not self.sorte(entrada.id).por:
            return entrada
        return replace(entrada, conteudo=canonico.simples(ato.conteudo), data_legal=ato.data, ressalva=ato.ressalva)

    def com_ressalva(self, entradas: Iterable[AtoLido]) -> list[AtoLido]:
        """Return the entries in force recorded with a ressalva."""
        return [e for e in entradas if e.ressalva is not None and self.sorte(e.id).situacao.vale]

    def alvo(self, entrada: AtoLido) -> Ato | None:
        """Return the act that a correction is about; None for what is no correction."""
        if not palavras.eh_forma(entrada.tipo):
            return None
        return self.por_id.get(entrada.conteudo.get("ato", 0))

    def detalhe(self, entrada: AtoLido) -> str:
        """Return what a published correction says in the timeline; empty for any other entry."""
        alvo = self.alvo(entrada)
        if alvo is None:
            return ""
        return palavras.detalhe_na_ficha(
            self.valem.get(entrada.id, self.por_id[entrada.id]), self.valem.get(alvo.id, alvo)
        )

    def linhas(self, entrada: AtoLido, nomes: Nomes) -> tuple[str, ...]:
        """Return what other entries did to this one, line by line."""
        pessoas = {id_: nome for (especie, id_), nome in nomes.items() if especie == "servidor"}
        return palavras.historia(entrada.id, self.sorte(entrada.id), self.por_id, self.quem, pessoas)

    def campos(self, entrada: AtoLido, nomes: Nomes, *, com_sigilo: bool = True) -> tuple[tuple[str, str], ...] | None:
        """Return what a correction says, in words; None for any other entry."""
        if entrada.tipo == MOVIMENTO.tipo:
            return tuple(self._movimento(self.por_id[entrada.id], nomes))
        alvo = self.alvo(entrada)
        if alvo is None:
            return None
        emenda = self.por_id[entrada.id]
        conteudo = emenda.conteudo
        vigente = self.valem.get(alvo.id, alvo)
        partes = [("Ato", palavras.nome_do_ato(vigente))]
        partes.append(("Data" if not FormaEmenda(emenda.tipo).publicada else "Publicação", formatar_data(emenda.data)))
        if emenda.tipo in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO):
            novo = conteudo_novo(alvo, conteudo)
            mudados = campos_alterados(alvo.definicao, self.anteriores.get(emenda.id, alvo.conteudo), novo, nomes)
            partes += [
                (c.rotulo, f"{c.de} → {c.para}" if com_sigilo or not campo_sigiloso(alvo.tipo, c.campo) else SIGILO)
                for c in mudados
            ]
        if emenda.tipo == FormaEmenda.RETIFICACAO:
            partes.append(("Alcance", AlcanceRepublicacao(conteudo.alcance).rotulo))
        if emenda.tipo == FormaEmenda.REVOGACAO:
            partes.append(("Deixa de valer a partir de", formatar_data(conteudo.vigencia)))
        if emenda.tipo == FormaEmenda.ANULACAO:
            partes += self._destinos(conteudo)
        partes.append(("Motivo" if not FormaEmenda(emenda.tipo).publicada else "Fundamento", conteudo.motivo))
        return tuple(partes)

    def _movimento(self, movimento: Ato, nomes: Nomes) -> Iterable[tuple[str, str]]:
        conteudo = movimento.conteudo
        yield "Vieram da ficha de", nomes.get(("servidor", conteudo.de), f"nº {conteudo.de}")
        atos = [palavras.nome_do_ato(self.por_id[par.ato]) for par in conteudo.pares if par.ato in self.por_id]
        yield "Atos", enumerar(atos) or "nenhum"
        yield "Unificação de cadastros", "Sim" if conteudo.unificacao else "Não"
        yield "Motivo", conteudo.motivo

    def _destinos(self, conteudo: Any) -> Iterable[tuple[str, str]]:
        for rotulo, ids in (("Caem junto", conteudo.caem), ("Ficam mantidos", conteudo.mantidos)):
            atos = [palavras.nome_do_ato(self.por_id[id_]) for id_ in ids if id_ in self.por_id]
            if atos:
                yield rotulo, enumerar(atos)


def livro_da_ficha(atos: Sequence[Ato], entradas: Iterable[AtoLido]) -> LivroDaFicha:
    """Return the book of a person, read with its own corrections."""
    por_id = {ato.id: ato for ato in atos}
    anteriores: dict[int, Any] = {}
    atual: dict[int, Any] = {}
    for ato in sorted(atos, key=lambda a: a.sequencia):
        if ato.tipo in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO) and ato.conteudo.ato in por_id:
            alvo = por_id[ato.conteudo.ato]
            anteriores[ato.id] = atual.get(alvo.id, alvo.conteudo)
            atual[alvo.id] = conteudo_novo(alvo, ato.conteudo)
    return LivroDaFicha(
        por_id=por_id,
        valem=vigentes(atos),
        destinos=sortes(atos),
        anteriores=anteriores,
        quem={e.id: (e.registrado_em, e.registrado_por) for e in entradas},
    )


def referencias(livro: LivroDaFicha) -> Mapping[str, set[int]]:
    """Return what corrections and moves refer to by number, by kind: what must be named to show them."""
    procurados: dict[str, set[int]] = {}
    for ato in livro.por_id.values():
        if ato.tipo in (FormaEmenda.CORRECAO, FormaEmenda.RETIFICACAO) and ato.conteudo.ato in livro.por_id:
            alvo = livro.por_id[ato.conteudo.ato]
            achados = referidos(alvo.definicao, alvo.conteudo, conteudo_novo(alvo, ato.conteudo))
            for especie, ids in achados.items():
                procurados.setdefault(especie, set()).update(ids)
        elif ato.tipo == FormaEmenda.ESTORNO and ato.conteudo.movido_para is not None:
            procurados.setdefault("servidor", set()).add(ato.conteudo.movido_para)
        elif ato.tipo == MOVIMENTO.tipo:
            procurados.setdefault("servidor", set()).add(ato.conteudo.de)
    return procurados

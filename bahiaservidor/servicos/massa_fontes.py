"""What the judgment of an act asks, answered from memory: posts, lists and registers of a registry being filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ..estatuto.atos.base import Pretendente, SituacaoAutoridade, SituacaoConcurso, SituacaoUnidade
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.lrf import SituacaoLrf, ultimo_encerrado
from ..estatuto.parametros import Parametros
from ..estatuto.quadro import SituacaoCargo
from ..estatuto.tipos import MotivoAfastamento
from ..registro.consultas import provimento as consultas
from ..registro.consultas.quadro import (
    ha_alguem_em_disponibilidade,
    ha_mandatos_sindicais,
    lugares_com_posto,
)
from ..registro.massa import postos_ocupados
from ..registro.vidas import Leitura
from .fontes import Fontes, Vidas
from .tipos import Concurso

_LISTAS_A_MAO: Final = 200
"""Lists of candidates kept in memory: of an older one the tables are asked."""

Posto = tuple[date, date | None]


@dataclass(slots=True, kw_only=True)
class CandidatoEmMassa:
    """A candidate of a list just entered."""

    id: int
    nome: str
    classificacao: int
    situacao: str = "a_nomear"
    situacao_em: date | None = None
    nomeacao: date | None = None

    def por_nomear(self, dia: date) -> bool:
        """Tell whether the candidate still waited on the day."""
        ficou = self.situacao == "a_nomear" or (self.situacao_em is not None and self.situacao_em > dia)
        return ficou and (self.nomeacao is None or self.nomeacao > dia)


@dataclass(slots=True, kw_only=True)
class ListaEmMassa:
    """A list just entered, the only one of its contest."""

    concurso: Concurso
    cargo_id: int
    candidatos: dict[int, CandidatoEmMassa] = field(default_factory=dict)


class FontesEmMassa(Fontes):
    """Answers from memory what depends on lives, kept up by ``observar``; asks the tables what is rare."""

    def __init__(self, lote: Vidas) -> None:
        """Read the posts held."""
        super().__init__(lote)
        conexao = lote.conexao
        self._postos: dict[int, dict[int, tuple[Posto, ...]]] = {}
        self._quantos: dict[int, int] = {}
        for p in postos_ocupados(conexao):
            do_cargo = self._postos.setdefault(p.cargo_id, {})
            do_cargo[p.vinculo_id] = (*do_cargo.get(p.vinculo_id, ()), (p.desde, p.ate))
            self._quantos[p.cargo_id] = self._quantos.get(p.cargo_id, 0) + 1
        self._com_lugar = lugares_com_posto(conexao)
        self._ha_disponiveis = ha_alguem_em_disponibilidade(conexao)
        self._mandatos_gravados = ha_mandatos_sindicais(conexao)
        self._mandatos: dict[int, list[tuple[str, date, date | None]]] = {}
        self._cargos: dict[int, consultas.CargoComPostos | None] = {}
        self._autoridades: dict[int, SituacaoAutoridade | None] = {}
        self._unidades: dict[int, SituacaoUnidade | None] = {}
        self._lrf: dict[tuple[int, int], SituacaoLrf | None] = {}
        self._listas: dict[int, ListaEmMassa] = {}
        self._candidatos: dict[int, ListaEmMassa] = {}

    # -------------------------------------------------------------- keeping up

    def observar(self, antes: Leitura, depois: Leitura) -> None:
        """Take in what an act changed in a life."""
        velhos = antes.vida.vinculos
        for posicao, vinculo in enumerate(depois.vida.vinculos):
            velho = velhos[posicao] if posicao < len(velhos) else None
            if velho is None and vinculo.candidato is not None and vinculo.nomeacao is not None:
                self._nomear(vinculo.candidato, vinculo.nomeacao.data)
            if velho is None or velho.ocupacoes is not vinculo.ocupacoes:
                por_cargo: dict[int, tuple[Posto, ...]] = {o.cargo: () for o in velho.ocupacoes} if velho else {}
                for o in vinculo.ocupacoes:
                    if not o.excedente:
                        por_cargo[o.cargo] = (*por_cargo.get(o.cargo, ()), (o.desde, o.ate))
                for cargo, postos in por_cargo.items():
                    self._ocupar(cargo, vinculo.id, postos)
            if vinculo.disponibilidade is not None:
                self._ha_disponiveis = True
        ato = depois.atos[-1]
        if ato.tipo == MotivoAfastamento.MANDATO_SINDICAL or depois.servidor_id in self._mandatos:
            self._mandatos[depois.servidor_id] = list(_mandatos_de(depois))

    def _ocupar(self, cargo: int, vinculo_id: int, postos: tuple[Posto, ...]) -> None:
        do_cargo = self._postos.setdefault(cargo, {})
        antes = do_cargo.get(vinculo_id, ())
        self._quantos[cargo] = self._quantos.get(cargo, 0) + len(postos) - len(antes)
        do_cargo[vinculo_id] = postos

    def _nomear(self, candidato_id: int, dia: date) -> None:
        lista = self._candidatos.get(candidato_id)
        if lista is not None:
            lista.candidatos[candidato_id].nomeacao = dia

    def guardar_lista(self, lista_id: int, lista: ListaEmMassa) -> None:
        """Take a list just entered, with its candidates, and let go of the oldest."""
        self._listas[lista_id] = lista
        self._candidatos.update(dict.fromkeys(lista.candidatos, lista))
        if len(self._listas) > _LISTAS_A_MAO:
            velha = self._listas.pop(next(iter(self._listas)))
            for candidato_id in velha.candidatos:
                del self._candidatos[candidato_id]

    def desistir(self, candidato_id: int, dia: date) -> None:
        """Take in that a candidate of a list just entered gave up on the day."""
        candidato = self._candidatos[candidato_id].candidatos[candidato_id]
        candidato.situacao, candidato.situacao_em = "desistente", dia

    # -------------------------------------------------------------- answering

    def cargo(self, cargo_id: int, dia: date) -> SituacaoCargo | None:
        """Return the cargo as an act of the day finds it; None if there is no such cargo."""
        if cargo_id not in self._cargos:
            self._cargos[cargo_id] = consultas.cargo_com_postos(self._lote.conexao, cargo_id)
        conhecido = self._cargos[cargo_id]
        if conhecido is None:
            return None
        postos = conhecido.postos_em(dia)
        ocupados = 0
        if postos is not None:
            # While all that were ever held are fewer than the posts, which of them overlap is all the same.
            ocupados = self._quantos.get(cargo_id, 0)
            if ocupados >= postos:
                todos = (p for postos_ in self._postos.get(cargo_id, {}).values() for p in postos_)
                ocupados = consultas.maximo_ocupado(todos, dia)
        return conhecido.situacao(postos, ocupados)

    def disponiveis(self, cargo: SituacaoCargo, dia: date) -> tuple[Pretendente, ...]:
        """Return who is in disponibilidade and fits the cargo, first who waits longest (art. 38)."""
        return super().disponiveis(cargo, dia) if self._ha_disponiveis else ()

    def lotacao(self, cargo_id: int, unidade_id: int, dia: date, *, exceto: int) -> tuple[int, int] | None:
        """Return posts and occupants of a cargo in a unit; None where no post of it was ever lotado there."""
        if (cargo_id, unidade_id) not in self._com_lugar:
            return None
        return super().lotacao(cargo_id, unidade_id, dia, exceto=exceto)

    def mandatos(self, entidade: str, inicio: date, fim: date) -> int:
        """Return how many union mandates of the entity overlap the period."""
        if self._mandatos_gravados:
            return super().mandatos(entidade, inicio, fim)
        chave = chave_busca(entidade)
        return sum(
            outra == chave and desde <= fim and (ate is None or ate >= inicio)
            for de_um in self._mandatos.values()
            for outra, desde, ate in de_um
        )

    def concurso(self, candidato_id: int, dia: date) -> SituacaoConcurso | None:
        """Return the concurso of a candidate and who, better placed, is neither named nor withdrawn by the day."""
        lista = self._candidatos.get(candidato_id)
        if lista is None:
            self._lote.gravar()
            return super().concurso(candidato_id, dia)
        concurso, este = lista.concurso, lista.candidatos[candidato_id]
        a_frente = sorted(
            (c.classificacao, c.nome)
            for c in lista.candidatos.values()
            if c.classificacao < este.classificacao and c.por_nomear(dia)
        )
        return SituacaoConcurso(
            nome=concurso.edital,
            homologacao=concurso.homologacao,
            validade_meses=concurso.validade_meses,
            prorrogacao=concurso.prorrogacao,
            classificacao=este.classificacao,
            preteridos=len(a_frente),
            nomes_preteridos=tuple(nome for _, nome in a_frente[:3]),
            cargo=lista.cargo_id,
            candidato=este.nome,
            ja_nomeado=este.nomeacao is not None,
        )

    def autoridade(self, autoridade_id: int) -> SituacaoAutoridade | None:
        """Return an entry of the register of authorities; None if there is none with this id."""
        if autoridade_id not in self._autoridades:
            self._autoridades[autoridade_id] = super().autoridade(autoridade_id)
        return self._autoridades[autoridade_id]

    def unidade(self, unidade_id: int) -> SituacaoUnidade | None:
        """Return a unit with its órgão and Poder, or None."""
        if unidade_id not in self._unidades:
            self._unidades[unidade_id] = super().unidade(unidade_id)
        return self._unidades[unidade_id]

    def lrf(self, dia: date, parametros: Parametros) -> SituacaoLrf | None:
        """Return the latest quadrimestre with figures that had closed before the day; None without any."""
        chave = ultimo_encerrado(dia)
        if chave not in self._lrf:
            self._lrf[chave] = super().lrf(dia, parametros)
        return self._lrf[chave]


def _mandatos_de(leitura: Leitura) -> list[tuple[str, date, date | None]]:
    """Return the union mandates of a life as its absences have them: entity, first and last day."""
    entidades: Mapping[int, str] = {
        ato.id: chave_busca(ato.conteudo.entidade)
        for ato in leitura.atos
        if ato.tipo == MotivoAfastamento.MANDATO_SINDICAL
    }
    return [
        (entidades.get(a.ato, ""), a.inicio, a.fim)
        for vinculo in leitura.vida.vinculos
        for a in vinculo.afastamentos
        if a.motivo is MotivoAfastamento.MANDATO_SINDICAL
    ]

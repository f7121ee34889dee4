"""A contest with its list and candidates, entered in bulk: the checks of `concursos`, the book of a `LoteEmMassa`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..registro.consultas import cadastros as consultas
from . import concursos
from .convocacoes import passagem
from .gravacao import conteudo_de, exigir, existir
from .massa import LoteEmMassa
from .massa_fontes import CandidatoEmMassa, ListaEmMassa
from .tipos import Candidato, Concurso, Lista


class ConcursosEmMassa:
    """Enters new contests in the transaction of a batch, each as the services would, in an operation of its own."""

    def __init__(self, lote: LoteEmMassa) -> None:
        """Take the batch that writes."""
        self._lote = lote
        self._editais = consultas.editais(lote.conexao)
        self._conhecidos: set[tuple[str, int | None]] = set()
        self._abertos: dict[int, Concurso] = {}
        self._listas: dict[int, Lista] = {}

    def salvar_concurso(self, concurso: Concurso) -> int:
        """Enter a new contest, as `concursos.salvar_concurso`; return its id."""
        concurso = concursos.conferir_concurso(self._lote.ctx, concurso)
        if ("orgao", concurso.orgao_id) not in self._conhecidos:
            existir(self._lote.conexao, "orgao", concurso.orgao_id, "O órgão do concurso")
            self._conhecidos.add(("orgao", concurso.orgao_id))
        exigir(concurso.edital not in self._editais, f"O edital “{concurso.edital}” já está registrado.")
        self._editais.add(concurso.edital)
        id_ = self._cadastrar("Concurso", "concurso", conteudo_de(concurso, concursos.FORA_DO_CONCURSO))
        self._abertos = {id_: concurso}
        return id_

    def salvar_lista(self, lista: Lista) -> int:
        """Enter the list of the contest just entered, as `concursos.salvar_lista`; return its id."""
        lista = concursos.conferir_lista(lista)
        if ("cargo", lista.cargo_id) not in self._conhecidos:
            cargo = existir(self._lote.conexao, "cargo", lista.cargo_id, "O cargo da lista")
            concursos.exigir_cargo_de_concurso(cargo)
            self._conhecidos.add(("cargo", lista.cargo_id))
        id_ = self._cadastrar("Lista", "lista", conteudo_de(lista, concursos.FORA_DA_LISTA))
        self._listas = {id_: lista}
        return id_

    def salvar_candidatos(self, lista_id: int, candidatos: Sequence[Candidato]) -> tuple[int, ...]:
        """Enter the candidates of the list just entered, as `concursos.salvar_candidatos`; return their ids."""
        limpos = concursos.conferir_candidatos(candidatos, lista_id)
        operacao = self._lote.operacao("Candidatos")
        escrita = self._lote.escrita
        lista = self._listas[lista_id]
        em_massa = ListaEmMassa(concurso=self._abertos[lista.concurso_id], cargo_id=lista.cargo_id)
        for c in limpos:
            id_ = escrita.cadastrar(operacao, "candidato", concursos.registro_do_candidato(c))
            em_massa.candidatos[id_] = CandidatoEmMassa(id=id_, nome=c.nome, classificacao=c.classificacao)
        self._lote.fontes.guardar_lista(lista_id, em_massa)
        return tuple(em_massa.candidatos)

    def registrar_desistencia(self, candidato_id: int, *, fundamento: str, em: date) -> None:
        """Record that a candidate just entered gave up, as `convocacoes.registrar_desistencia`."""
        operacao = self._lote.operacao("Desistência")
        self._lote.escrita.recadastrar(operacao, "candidato", candidato_id, passagem("desistente", em, "", fundamento))
        self._lote.fontes.desistir(candidato_id, em)

    def _cadastrar(self, descricao: str, tipo: str, conteudo: dict[str, object]) -> int:
        return self._lote.escrita.cadastrar(self._lote.operacao(descricao), tipo, conteudo)

"""What the papers of a batch read, read once: the same order of the registry for one termo or for a thousand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..documentos.modelos import OrgaoEmissor
from ..documentos.textos import ModeloTexto
from ..registro import configuracao, livro
from ..registro.conexao import Conexao
from ..registro.consultas import ficha
from ..registro.consultas import papeis as consultas
from ..registro.consultas import papeis_lote as por_lote
from ..registro.vidas import Leitura, ler_vida, ler_vidas
from . import modelos_documento


class Acervo:
    """Answers about vínculos, people, acts and registers, remembered while one connection lasts.

    Whatever was not loaded with ``carregar`` is read when first asked for.
    """

    def __init__(self, conexao: Conexao) -> None:
        self.conexao = conexao
        self._postos: dict[int, consultas.Posto | None] = {}
        self._leituras: dict[int, Leitura] = {}
        self._pessoas: dict[int, Any] = {}
        self._entradas: dict[int, livro.AtoLido | None] = {}
        self._instrumentos: dict[int, Any] = {}
        self._autoridades: dict[int, consultas.AutoridadeRegistrada | None] = {}
        self._classificacoes: dict[int, consultas.Classificacao | None] = {}
        self._numeros: dict[tuple[int, str], consultas.Numeracao | None] = {}
        self._modelos: dict[tuple[str, int], ModeloTexto] = {}
        self._timbres: dict[tuple[OrgaoEmissor, int], OrgaoEmissor] = {}
        self._configuracoes: dict[str, str] = {}

    def carregar(self, vinculos: Iterable[int], *, especie: str) -> None:
        """Read all that the papers of ``especie`` of these vínculos may say, some hundreds at a time."""
        ids = list(vinculos)
        achados = por_lote.postos(self.conexao, ids)
        self._postos.update({id_: achados.get(id_) for id_ in ids})
        pessoas = sorted({posto.servidor_id for posto in achados.values()})
        self._leituras.update(ler_vidas(self.conexao, pessoas))
        self._pessoas.update(por_lote.servidores(self.conexao, pessoas))
        entradas = {e.id: e for lidas in livro.ler_atos_de(self.conexao, pessoas).values() for e in lidas}
        self._entradas.update(entradas)
        papeis = sorted({e.instrumento_id for e in entradas.values() if e.instrumento_id is not None})
        for inicio in range(0, len(papeis), por_lote.LOTE):
            self._instrumentos.update(ficha.instrumentos(self.conexao, papeis[inicio : inicio + por_lote.LOTE]))
        vidas = self._leituras.values()
        candidatos = sorted(
            {v.candidato for leitura in vidas for v in leitura.vida.vinculos if v.candidato is not None}
        )
        self._classificacoes.update(por_lote.classificacoes(self.conexao, candidatos))
        atos = sorted(entradas)
        numeros = por_lote.numeros_dos_atos(self.conexao, atos, especie)
        self._numeros.update({(ato, especie): numeros.get(ato) for ato in atos})

    def posto(self, vinculo_id: int) -> consultas.Posto | None:
        """Return a vínculo with what surrounds it, or None."""
        if vinculo_id not in self._postos:
            self._postos[vinculo_id] = consultas.posto(self.conexao, vinculo_id)
        return self._postos[vinculo_id]

    def leitura(self, servidor_id: int) -> Leitura:
        """Return the life of a person."""
        if servidor_id not in self._leituras:
            self._leituras[servidor_id] = ler_vida(self.conexao, servidor_id)
        return self._leituras[servidor_id]

    def pessoa(self, servidor_id: int) -> Any:
        """Return the record of a person, or None."""
        if servidor_id not in self._pessoas:
            self._pessoas[servidor_id] = ficha.servidor(self.conexao, servidor_id)
        return self._pessoas[servidor_id]

    def entrada(self, ato_id: int) -> livro.AtoLido | None:
        """Return one entry of the book, or None."""
        if ato_id not in self._entradas:
            self._entradas[ato_id] = livro.ler_entrada(self.conexao, ato_id)
        return self._entradas[ato_id]

    def instrumento(self, ato_id: int) -> Any | None:
        """Return the paper that carried an act, or None."""
        entrada = self.entrada(ato_id)
        if entrada is None or entrada.instrumento_id is None:
            return None
        id_ = entrada.instrumento_id
        if id_ not in self._instrumentos:
            self._instrumentos.update(ficha.instrumentos(self.conexao, [id_]))
        return self._instrumentos.get(id_)

    def autoridade(self, autoridade_id: int) -> consultas.AutoridadeRegistrada | None:
        """Return an authority, or None."""
        if autoridade_id not in self._autoridades:
            self._autoridades[autoridade_id] = consultas.autoridade(self.conexao, autoridade_id)
        return self._autoridades[autoridade_id]

    def classificacao(self, candidato_id: int) -> consultas.Classificacao | None:
        """Return the place of a candidate, or None."""
        if candidato_id not in self._classificacoes:
            self._classificacoes[candidato_id] = consultas.classificacao(self.conexao, candidato_id)
        return self._classificacoes[candidato_id]

    def numero_do_ato(self, ato_id: int, especie: str) -> consultas.Numeracao | None:
        """Return the number that the paper of an act already has, or None."""
        chave = (ato_id, especie)
        if chave not in self._numeros:
            self._numeros[chave] = consultas.numero_do_ato(self.conexao, ato_id, especie)
        return self._numeros[chave]

    def modelo(self, nome: str, orgao_id: int) -> ModeloTexto:
        """Return the texts of a paper for an órgão."""
        chave = (nome, orgao_id)
        if chave not in self._modelos:
            self._modelos[chave] = modelos_documento.modelo(self.conexao, nome, orgao_id)
        return self._modelos[chave]

    def timbrar(self, orgao: OrgaoEmissor, orgao_id: int) -> OrgaoEmissor:
        """Return the heading with what the órgão adjusted of it."""
        chave = (orgao, orgao_id)
        if chave not in self._timbres:
            self._timbres[chave] = modelos_documento.timbrar(self.conexao, orgao, orgao_id)
        return self._timbres[chave]

    def configuracao(self, chave: str) -> str:
        """Return a setting, empty when there is none."""
        if chave not in self._configuracoes:
            self._configuracoes[chave] = configuracao.ler(self.conexao, chave) or ""
        return self._configuracoes[chave]

    def nome_do_orgao(self) -> str:
        """Return the name of the installation's órgão, empty before the first run."""
        if "nome" not in self._configuracoes:
            self._configuracoes["nome"] = configuracao.nome_do_orgao(self.conexao)
        return self._configuracoes["nome"]

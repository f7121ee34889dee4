"""Registers in a spreadsheet: cargos of the quadro and their posts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.tipos import Carater
from ..registro.consultas import cadastros as consultas
from . import cadastros, vagas
from . import importacao_celulas as celulas
from .frases import enumerar
from .importacao_base import EmOrdem, cargo_da_linha, efeito
from .importacao_linha import Campo, Efeito, Linha, Valor
from .importacao_sessao import Especie, Sessao
from .importacao_vinculos import (
    CAMPO_CARGO,
    CAMPO_ESPECIALIDADE,
    CAMPO_ORGAO,
    CAMPO_SIMBOLO,
    CAMPO_UNIDADE,
    CARATERES,
)
from .tipos import Cargo, Vagas


def _diferentes(antes: Any, depois: Any, campos: Mapping[str, Campo]) -> list[str]:
    """Return the labels of the fields in which two records differ."""
    return [campos[nome].rotulo for nome in campos if getattr(antes, nome, None) != getattr(depois, nome, None)]


# ------------------------------------------------------------------ cargos

_DO_CARGO: Final = (
    Campo(chave="nome", rotulo="Nome do cargo", ler=celulas.texto, obrigatorio=True, exemplo="Analista Técnico",
          sinonimos=("cargo", "denominacao", "nome")),
    Campo(chave="natureza", rotulo="Natureza", ler=celulas.Escolha(Carater, CARATERES), exemplo="Permanente",
          sinonimos=("carater", "tipo")),
    Campo(chave="grupo", rotulo="Grupo ocupacional", ler=celulas.texto, sinonimos=("grupo",)),
    Campo(chave="categoria", rotulo="Categoria funcional", ler=celulas.texto, sinonimos=("categoria",)),
    Campo(chave="carreira", rotulo="Carreira", ler=celulas.texto),
    dataclasses.replace(CAMPO_SIMBOLO, rotulo="Símbolo"),
    Campo(chave="especialidade", rotulo="Especialidade", ler=celulas.texto),
    Campo(chave="lei", rotulo="Lei", ler=celulas.texto, exemplo="Lei nº 1.234", sinonimos=("lei de criacao",)),
    Campo(chave="escolaridade", rotulo="Escolaridade", ler=celulas.texto, sinonimos=("nivel de escolaridade",)),
    Campo(chave="jornada_semanal", rotulo="Jornada semanal", ler=celulas.texto, exemplo="30",
          sinonimos=("jornada", "carga horaria")),
    Campo(chave="niveis", rotulo="Classes e referências", ler=celulas.texto, exemplo="classes I-III",
          sinonimos=("classes", "niveis", "referencias")),
    Campo(chave="orgao_tipico", rotulo="Órgão típico", ler=celulas.texto, sinonimos=("orgao",)),
    Campo(chave="extinto_em", rotulo="Extinto em", ler=celulas.data, eh_data=True, sinonimos=("extincao",)),
)  # fmt: skip


class _Cargos(EmOrdem):
    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        super().__init__(sessao, linhas)
        self._por_chave = {_chave_do_cargo(c): vagas.cargo_de(c) for c in consultas.cargos(sessao.conexao)}

    def executar(self, linha: Linha) -> Efeito:
        linha.exigir_limpa()
        novo = Cargo(**linha.valores)
        chave = _chave_do_cargo(novo)
        self.sem_repetir(linha, "nome", chave, f"O cargo {novo.nome}")
        antigo = self._por_chave.get(chave)
        mudam: list[str] = []
        if antigo is not None:
            novo = dataclasses.replace(antigo, **{**linha.valores, "nome": antigo.nome})
            mudam = _diferentes(antigo, novo, CARGOS.por_chave)
            if not mudam:
                self.viu(linha, chave)
                return efeito("sem_mudanca", f"O cargo {novo.nome} já está no registro.", "cargo", antigo.id or 0)
        id_ = cadastros.gravar_cargo(self.sessao.ctx, self.sessao.conexao, self.sessao.operacao, novo)
        self.viu(linha, chave)
        if antigo is not None:
            return efeito("altera", f"Cargo {novo.nome}: {enumerar(mudam)}.", "cargo", id_)
        return efeito("entra", f"Cadastra o cargo {novo.nome} {novo.simbolo}".strip() + ".", "cargo", id_)


def _chave_do_cargo(cargo: Any) -> tuple[str, ...]:
    return tuple(chave_busca(texto) for texto in (cargo.nome, cargo.simbolo, cargo.especialidade))


CARGOS = Especie(
    chave="cargos",
    rotulo="Cargos",
    explicacao="Cadastra cargos do quadro, ou completa os que já existem (mesmo nome, símbolo e especialidade).",
    campos=_DO_CARGO,
    abrir=_Cargos,
)


# ------------------------------------------------------------------ posts

_ESPECIES_DE_VAGA: Final = {
    "": "criacao", "criacao": "criacao", "criacao por lei": "criacao", "extincao": "extincao",
    "extincao por lei": "extincao",
}  # fmt: skip


def _especie_da_vaga(valor: Valor) -> str:
    escrita = celulas.texto(valor)
    achada = _ESPECIES_DE_VAGA.get(chave_busca(escrita))
    if achada is None:
        raise ErroDominio(f"“{escrita}” não é criação nem extinção de postos.")
    return achada


_DAS_VAGAS: Final = (
    CAMPO_CARGO,
    CAMPO_SIMBOLO,
    CAMPO_ESPECIALIDADE,
    CAMPO_UNIDADE,
    CAMPO_ORGAO,
    Campo(chave="quantidade", rotulo="Quantidade", ler=celulas.quantidade, obrigatorio=True, exemplo="120",
          sinonimos=("vagas", "postos", "numero de vagas", "qtd", "quantitativo")),
    Campo(chave="especie", rotulo="Espécie", ler=_especie_da_vaga, exemplo="Criação",
          ajuda="Criação ou extinção. Em branco, criação.", sinonimos=("movimento",)),
    Campo(chave="lei", rotulo="Lei", ler=celulas.texto, exemplo="Lei nº 1.234", sinonimos=("lei de criacao",)),
    Campo(chave="desde", rotulo="Desde", ler=celulas.data, eh_data=True, exemplo="01/01/2004",
          sinonimos=("vigencia", "data", "a partir de")),
    Campo(chave="ato", rotulo="Ato", ler=celulas.texto),
    Campo(chave="publicado_em", rotulo="Publicado em", ler=celulas.data, eh_data=True, sinonimos=("publicacao", "doe")),
    Campo(chave="observacao", rotulo="Observação", ler=celulas.texto, sinonimos=("obs",)),
)  # fmt: skip


class _Vagas(EmOrdem):
    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        super().__init__(sessao, linhas)
        self._gravadas = {_chave_da_vaga(v): v.id for v in consultas.vagas(sessao.conexao)}

    def executar(self, linha: Linha) -> Efeito:
        quadro = self.sessao.quadro
        cargo = cargo_da_linha(self.sessao, linha)
        unidade = None
        if "unidade" in linha.valores:
            unidade = linha.tentar("unidade", quadro.unidade, linha.get("unidade"), linha.get("orgao", ""))
        linha.exigir_limpa()
        especie = linha.get("especie", "criacao")
        quantidade = linha.get("quantidade")
        nova = Vagas(
            cargo_id=cargo.id, unidade_id=unidade and unidade.id, especie=especie,
            quantidade=-quantidade if especie == "extincao" and quantidade > 0 else quantidade,
            **linha.so("lei", "desde", "ato", "publicado_em", "observacao"),
        )  # fmt: skip
        chave = _chave_da_vaga(nova)
        self.sem_repetir(linha, "cargo", chave, "O mesmo lançamento de postos")
        gravada = self._gravadas.get(chave)
        if gravada is not None:
            return efeito("sem_mudanca", f"Os postos de {cargo.nome} já estão no registro.", "vaga", gravada)
        id_ = vagas.gravar_vagas(self.sessao.ctx, self.sessao.conexao, self.sessao.operacao, nova)
        self.viu(linha, chave)
        o_que = "Cria" if nova.quantidade >= 0 else "Extingue"
        return efeito("entra", f"{o_que} {abs(nova.quantidade)} posto(s) de {cargo.nome}.", "vaga", id_)


def _chave_da_vaga(v: Any) -> tuple[Any, ...]:
    especie = v.especie or "criacao"
    return (v.cargo_id, v.unidade_id, v.quantidade, especie, chave_busca(v.lei), chave_busca(v.ato), v.desde)


VAGAS = Especie(
    chave="vagas",
    rotulo="Postos (vagas) dos cargos",
    explicacao="Lança os postos que a lei criou ou extinguiu em cada cargo, na unidade em que estão.",
    campos=_DAS_VAGAS,
    abrir=_Vagas,
)

"""The first run: the órgão, its first unit, the cargos that come with the program."""

from __future__ import annotations

import dataclasses
from typing import Any

from .. import caminhos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.tipos import Carater
from ..registro import configuracao, livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.recursos import ARQUIVO_CARGOS, CargoSemente, ler_cargos_semente
from .contexto import Contexto
from .permissoes import Permissao, exige
from .tipos import Cargo

GRUPO_TEMPORARIOS = "Cargos temporários"
"""Where the tree shows the cargos of free appointment."""

TEMPORARIOS = (
    ("Chefe de Gabinete", "DAS-2A"),
    ("Assessor Especial", "DAS-2B"),
    ("Diretor", "DAS-2C"),
    ("Coordenador I", "DAS-2C"),
    ("Assessor", "DAS-2D"),
    ("Coordenador II", "DAS-3"),
    ("Assessor Técnico", "DAS-3"),
    ("Coordenador III", "DAI-4"),
    ("Assessor Administrativo", "DAI-4"),
    ("Coordenador IV", "DAI-5"),
    ("Secretário Administrativo I", "DAI-5"),
    ("Secretário Administrativo II", "DAI-6"),
)
"""Common cargos temporários by symbol; which symbol each has is for the installation to confirm."""

_COLUNAS_DO_CARGO = {
    "grupo_ocupacional": "grupo",
    "cargo": "nome",
    "jornada_semanal_h": "jornada_semanal",
}
"""Names of the seed's columns where the register calls them otherwise."""


@exige(Permissao.CONFIGURAR)
def configurar(ctx: Contexto, *, orgao: str, sigla: str, municipio: str) -> None:
    """Answer the first run: creates the órgão, its first unit in the município, and the known cargos.

    ErroDominio without a name or município, or when it was already answered.
    """
    orgao, sigla, municipio = normalizar(orgao), normalizar(sigla).upper(), normalizar(municipio)
    if not orgao or not municipio:
        raise ErroDominio("Faltam o nome do órgão e o município. Nada foi gravado; preencha os dois.")
    sementes = ler_cargos_semente(caminhos.recursos() / ARQUIVO_CARGOS)
    with ctx.banco.escrita() as conexao:
        if configuracao.ler(conexao, configuracao.ORGAO) is not None:
            raise ErroDominio(
                "Este registro já foi configurado. Nada foi alterado; edite o órgão em Autoridades e órgãos."
            )
        operacao = ctx.operacao(conexao, "Primeira abertura")
        dados = {"nome": orgao, "sigla": sigla, "poder": "Executivo"}
        orgao_id = lancar_cadastro(conexao, operacao, sujeito_tipo="orgao", conteudo=dados)
        unidade = {"orgao_id": orgao_id, "nome": "Sede", "sigla": "SEDE", "municipio": municipio}
        unidade_id = lancar_cadastro(conexao, operacao, sujeito_tipo="unidade", conteudo=unidade)
        for semente in sementes:
            _semear(conexao, operacao, cargo_da_semente(semente))
        for nome, simbolo in TEMPORARIOS:
            _semear(conexao, operacao, _temporario(nome, simbolo))
        configuracao.gravar(conexao, configuracao.ORGAO, str(orgao_id))
        configuracao.gravar(conexao, configuracao.UNIDADE, str(unidade_id))
        configuracao.gravar(conexao, configuracao.MUNICIPIO, municipio)
        configuracao.marcar_mudanca(conexao)


def cargo_da_semente(semente: CargoSemente) -> Cargo:
    """Return a cargo of the seed as the register keeps it: permanente, 30 hours unless the seed says otherwise."""
    return Cargo(
        nome=semente.cargo,
        natureza=Carater.PERMANENTE,
        grupo=semente.grupo_ocupacional,
        lei=f"Lei nº {semente.lei}" if semente.lei else "",
        escolaridade=semente.escolaridade,
        jornada_semanal=semente.jornada_semanal_h or "30",
        niveis=semente.niveis,
        orgao_tipico=semente.orgao_tipico,
        a_confirmar=tuple(sorted(_COLUNAS_DO_CARGO.get(coluna, coluna) for coluna in semente.a_confirmar)),
    )


def _temporario(nome: str, simbolo: str) -> Cargo:
    return Cargo(
        nome=nome,
        natureza=Carater.TEMPORARIO,
        grupo=GRUPO_TEMPORARIOS,
        categoria="Direção e assessoramento superior" if simbolo.startswith("DAS") else "Direção intermediária",
        simbolo=simbolo,
        jornada_semanal="40",
        a_confirmar=("jornada_semanal", "lei", "simbolo"),
    )


def _semear(conexao: Conexao, operacao: livro.Operacao, cargo: Cargo) -> None:
    conteudo: dict[str, Any] = {campo.name: getattr(cargo, campo.name) for campo in dataclasses.fields(cargo)}
    lancar_cadastro(conexao, operacao, sujeito_tipo="cargo", conteudo=conteudo)

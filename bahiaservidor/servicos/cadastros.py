"""Registers around the acts: órgãos, units, authorities, cargos and posts, contests, calendar, numbers of the law.

A save is one transaction: checked, entered in the book, written; refused with nothing changed.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from ..estatuto import dispositivos as d
from ..estatuto.formatos import matricula
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..estatuto.parametros import Parametro
from ..estatuto.regime import Opcoes
from ..estatuto.tipos import AreaVaga
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from ..registro.consultas import vagas as consultas_de_vagas
from ..registro.consultas.movimento import pessoas_com_prazo_aberto
from ..registro.livro import Operacao
from .concursos import (
    candidatos,
    concursos,
    listas,
    prorrogar_concurso,
    salvar_candidatos,
    salvar_concurso,
    salvar_lista,
)
from .contexto import Contexto
from .convocacoes import registrar_desistencia
from .dias import (
    dias_sem_expediente,
    feriados,
    prazos_movidos_por_dia,
    prazos_movidos_por_revogacao,
    revogar_dia,
    salvar_dia,
)
from .gravacao import dto, em_ordem, exigir, existir, lancar, lancar_em, unico
from .leituras import salvar_opcao
from .movimento import ROLAM, refazer
from .permissoes import Permissao, exige
from .tipos import Autoridade, Cargo, Orgao, Unidade
from .vagas import arvore_cargos, cargo_de, salvar_vagas, vagas

__all__ = [
    "arvore_cargos",
    "autoridades",
    "candidatos",
    "cargos",
    "concursos",
    "dias_sem_expediente",
    "feriados",
    "listas",
    "opcoes",
    "orgaos",
    "parametros",
    "prazos_movidos_por_dia",
    "prazos_movidos_por_revogacao",
    "prorrogar_concurso",
    "registrar_desistencia",
    "revogar_dia",
    "salvar_autoridade",
    "salvar_candidatos",
    "salvar_cargo",
    "salvar_concurso",
    "salvar_dia",
    "salvar_lista",
    "salvar_opcao",
    "salvar_orgao",
    "salvar_unidade",
    "salvar_vagas",
    "unidades",
    "vagas",
]

_TEXTOS_DO_CARGO = (
    "nome", "grupo", "categoria", "carreira", "simbolo", "lei", "escolaridade", "jornada_semanal", "niveis",
    "orgao_tipico", "especialidade",
)  # fmt: skip

INCISOS = ("I", "II", "III", "IV", "V", "VI")
"""Of art. 18: who gives posse to whom."""


# ------------------------------------------------------------------ reading


def orgaos(ctx: Contexto) -> tuple[Orgao, ...]:
    """Return every órgão, in order of name."""
    with ctx.banco.leitura() as conexao:
        return tuple(dto(Orgao, linha) for linha in consultas.orgaos(conexao))


def unidades(ctx: Contexto, *, orgao_id: int | None = None) -> tuple[Unidade, ...]:
    """Return the units, of one órgão if given, in order of órgão and name."""
    with ctx.banco.leitura() as conexao:
        return tuple(dto(Unidade, linha) for linha in consultas.unidades(conexao, orgao_id))


def autoridades(ctx: Contexto) -> tuple[Autoridade, ...]:
    """Return the register of authorities, in order of name."""
    with ctx.banco.leitura() as conexao:
        return tuple(dto(Autoridade, linha) for linha in consultas.autoridades(conexao))


def cargos(ctx: Contexto) -> tuple[Cargo, ...]:
    """Return every cargo, in order of grupo, categoria and name; extinct ones say since when."""
    with ctx.banco.leitura() as conexao:
        return tuple(cargo_de(linha) for linha in consultas.cargos(conexao))


def parametros(ctx: Contexto) -> tuple[Parametro, ...]:
    """Return the dated numbers in use, shipped or entered here, in order of label."""
    itens = ctx.regimes(None, None).parametros.itens.values()
    return tuple(sorted(itens, key=lambda p: chave_busca(p.rotulo)))


def opcoes(ctx: Contexto) -> Opcoes:
    """Return the readings in use (C4, C6)."""
    return ctx.regimes(None, None).opcoes


# ------------------------------------------------------------------ órgãos, units, authorities


@exige(Permissao.CADASTRAR)
def salvar_orgao(ctx: Contexto, *, orgao: Orgao) -> int:
    """Enter or change an órgão; return its id.  ErroDominio without name, or with dates out of order."""
    orgao = dataclasses.replace(orgao, nome=normalizar(orgao.nome), sigla=normalizar(orgao.sigla).upper())
    exigir(orgao.nome, "Falta o nome do órgão.")
    em_ordem(orgao.desde, orgao.ate)
    _exigir_area(orgao.area)
    exigir(orgao.id is None or orgao.sucessor_id != orgao.id, "O órgão não pode suceder a si mesmo.")
    with ctx.banco.escrita() as conexao:
        existir(conexao, "orgao", orgao.sucessor_id, "O órgão sucessor")
        unico(conexao, "orgao", orgao.id, f"Já existe um órgão com o nome “{orgao.nome}”.", nome=orgao.nome)
        return lancar(ctx, conexao, "orgao", orgao, orgao.id, "Órgão")


def _exigir_area(area: str) -> None:
    exigir(area in ("", *AreaVaga), f"A área “{area}” não existe: use educação, saúde, segurança ou outra.")


@exige(Permissao.CADASTRAR)
def salvar_unidade(ctx: Contexto, *, unidade: Unidade) -> int:
    """Enter or change a unit; return its id.  A new município or órgão moves the open deadlines of its people (C2)."""
    unidade = dataclasses.replace(
        unidade,
        nome=normalizar(unidade.nome),
        sigla=normalizar(unidade.sigla).upper(),
        municipio=normalizar(unidade.municipio),
    )
    exigir(unidade.nome, "Falta o nome da unidade.")
    exigir(unidade.municipio, "Falta o município da unidade: é ele que decide os feriados dos prazos.")
    em_ordem(unidade.desde, unidade.ate)
    _exigir_area(unidade.area)
    exigir(unidade.id is None or unidade.sucessora_id != unidade.id, "A unidade não pode suceder a si mesma.")
    antes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        existir(conexao, "orgao", unidade.orgao_id, "O órgão da unidade")
        existir(conexao, "unidade", unidade.sucessora_id, "A unidade sucessora")
        unico(
            conexao, "unidade", unidade.id, f"O órgão já tem uma unidade com o nome “{unidade.nome}”.",
            nome=unidade.nome, orgao_id=unidade.orgao_id,
        )  # fmt: skip
        gravada = existir(conexao, "unidade", unidade.id, "A unidade")
        id_ = lancar(ctx, conexao, "unidade", unidade, unidade.id, "Unidade", fora=("orgao",))
        if gravada is not None and (gravada.municipio, gravada.orgao_id) != (unidade.municipio, unidade.orgao_id):
            pessoas = pessoas_com_prazo_aberto(conexao, ROLAM, unidade_id=id_)
            refazer(ctx, conexao, pessoas, antes=antes, hoje=ctx.relogio.hoje(), limite=0)
        return id_


@exige(Permissao.CADASTRAR)
def salvar_autoridade(ctx: Contexto, *, autoridade: Autoridade) -> int:
    """Enter or change who may issue acts (arts. 9º and 18); return the id.  It has a trail, and is not in the book."""
    autoridade = dataclasses.replace(
        autoridade, nome=normalizar(autoridade.nome), cargo=normalizar(autoridade.cargo),
        delegacao=normalizar(autoridade.delegacao), inciso=autoridade.inciso.strip().upper(),
        matricula=matricula.validar(autoridade.matricula) if autoridade.matricula.strip() else "",
    )  # fmt: skip
    exigir(autoridade.nome and autoridade.cargo, "Faltam o nome ou o cargo da autoridade.")
    inciso = autoridade.inciso
    exigir(inciso in ("", *INCISOS), f"O art. 18 não tem o inciso “{inciso}”; use de I a VI.", d.ART_18)
    em_ordem(autoridade.desde, autoridade.ate)
    with ctx.banco.escrita() as conexao:
        existir(conexao, "orgao", autoridade.orgao_id, "O órgão da autoridade")
        existir(conexao, "autoridade", autoridade.id, "A autoridade")
        valores = {c.name: getattr(autoridade, c.name) for c in dataclasses.fields(autoridade) if c.name != "id"}
        id_ = consultas.gravar_autoridade(conexao, autoridade.id, valores)
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, objeto="autoridade", objeto_id=id_,
            acao="cria" if autoridade.id is None else "altera", detalhe=", ".join(sorted(valores)),
        )  # fmt: skip
        return id_


# ------------------------------------------------------------------ cargos and posts


@exige(Permissao.CADASTRAR)
def salvar_cargo(ctx: Contexto, *, cargo: Cargo) -> int:
    """Enter or change a cargo; return its id.  Grupo and categoria are made when their names are new.

    ErroDominio without name, for one already there, or when the natureza changes under who was named to it (art. 11).
    """
    with ctx.banco.escrita() as conexao:
        return gravar_cargo(ctx, conexao, ctx.operacao(conexao, "Cargo"), cargo)


def gravar_cargo(ctx: Contexto, conexao: Conexao, operacao: Operacao, cargo: Cargo) -> int:
    """Do what `salvar_cargo` does inside an open transaction."""
    textos: dict[str, Any] = {nome: normalizar(getattr(cargo, nome)) for nome in _TEXTOS_DO_CARGO}
    cargo = dataclasses.replace(cargo, **textos)
    exigir(cargo.nome, "Falta o nome do cargo.", d.ART_3)
    exigir(cargo.grupo or not cargo.categoria, "A categoria funcional fica dentro de um grupo: falta o grupo.")
    gravado = existir(conexao, "cargo", cargo.id, "O cargo")
    unico(
        conexao, "cargo", cargo.id, f"Já existe o cargo “{cargo.nome}” com o mesmo símbolo e especialidade.",
        nome=cargo.nome, simbolo=cargo.simbolo, especialidade=cargo.especialidade,
    )  # fmt: skip
    if gravado is not None and gravado.natureza != cargo.natureza.value:
        exigir(
            not consultas_de_vagas.ocupacao(conexao, ctx.relogio.hoje(), cargo.id),
            "Há pessoas nomeadas para este cargo no caráter da natureza atual, que por isso não pode mudar.",
            d.ART_11,
        )
    return lancar_em(conexao, operacao, "cargo", cargo, cargo.id)

"""Contests: validity and its extension, lists, candidates in order (arts. 11, 12 and 14)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from ..estatuto import dispositivos as d
from ..estatuto.atos.base import SituacaoConcurso
from ..estatuto.atos.nomeacao import validade
from ..estatuto.copia import replace
from ..estatuto.formatos import cpf
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.reservas import ler_alternancia
from ..estatuto.tipos import Carater
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from ..registro.livro import Operacao
from . import acessos
from .contexto import Contexto
from .gravacao import dto, exigir, existir, lancar_em, unico
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos import Candidato, Concurso, Lista

_DO_EDITAL = ("lista_id", "classificacao", "nome", "cpf", "nascimento")
"""What of a candidate the list gives: the rest are steps of the call, each with its own entry."""


FORA_DO_CONCURSO, FORA_DA_LISTA = ("valido_ate",), ("cargo",)
"""What of each is computed or named for who reads, and is no part of its record."""


def concursos(ctx: Contexto) -> tuple[Concurso, ...]:
    """Return the contests, the latest first, with the last day each is valid (art. 14)."""
    fim_de_mes = ctx.regimes(None, None).opcoes.fim_de_mes
    with ctx.banco.leitura() as conexao:
        linhas = consultas.concursos(conexao)
    return tuple(
        dataclasses.replace(concurso, valido_ate=validade(situacao_do_concurso(concurso), fim_de_mes))
        for concurso in (dto(Concurso, linha) for linha in linhas)
    )


def listas(ctx: Contexto, *, concurso_id: int) -> tuple[Lista, ...]:
    """Return the lists of a contest."""
    with ctx.banco.leitura() as conexao:
        return tuple(dto(Lista, linha) for linha in consultas.listas(conexao, concurso_id))


@protegida
def candidatos(ctx: Contexto, *, lista_id: int) -> tuple[Candidato, ...]:
    """Return the candidates of a list, in order of classification."""
    acessos.anotar(ctx, "lista", lista_id, "candidatos de um concurso: CPF")
    with ctx.banco.leitura() as conexao:
        return tuple(candidato_de(linha) for linha in consultas.candidatos(conexao, lista_id))


def candidato_de(linha: Any) -> Candidato:
    """Return a candidate with the state a clerk reads: nomeado by the vínculos, convocado by the call."""
    lido: Candidato = dto(Candidato, linha)
    if linha.vinculo_id is not None:
        return dataclasses.replace(lido, situacao="nomeado")
    if linha.situacao == "a_nomear" and linha.convocado_em is not None:
        return dataclasses.replace(lido, situacao="convocado")
    return lido


@exige(Permissao.CADASTRAR)
def salvar_concurso(ctx: Contexto, *, concurso: Concurso) -> int:
    """Enter or change a contest; return its id.

    ErroDominio for a validity the law does not admit (art. 14) or an extension published after it ended (art. 12).
    """
    with ctx.banco.escrita() as conexao:
        return gravar_concurso(ctx, conexao, ctx.operacao(conexao, "Concurso"), concurso)


def gravar_concurso(ctx: Contexto, conexao: Conexao, operacao: Operacao, concurso: Concurso) -> int:
    """Do what `salvar_concurso` does inside an open transaction."""
    concurso = conferir_concurso(ctx, concurso)
    existir(conexao, "orgao", concurso.orgao_id, "O órgão do concurso")
    existir(conexao, "concurso", concurso.id, "O concurso")
    edital = concurso.edital
    unico(conexao, "concurso", concurso.id, f"O edital “{edital}” já está registrado.", edital=edital)
    return lancar_em(conexao, operacao, "concurso", concurso, concurso.id, fora=FORA_DO_CONCURSO)


def conferir_concurso(ctx: Contexto, concurso: Concurso) -> Concurso:
    """Return the contest in canonical form; ErroDominio for what the law does not admit in it (arts. 12 and 14)."""
    concurso = dataclasses.replace(
        concurso, edital=normalizar(concurso.edital), autorizacao=normalizar(concurso.autorizacao),
        orgao_central=normalizar(concurso.orgao_central), prorrogacao_ato=normalizar(concurso.prorrogacao_ato),
        alternancia=concurso.alternancia.strip(),
    )  # fmt: skip
    exigir(concurso.edital, "Falta o edital do concurso.")
    exigir(
        concurso.edital_em is None or concurso.edital_em <= concurso.homologacao,
        f"O edital não pode ser posterior à homologação ({formatar_data(concurso.homologacao)}).",
    )
    regime = ctx.regimes(None, None)
    ler_alternancia(concurso.alternancia, regime.parametros, concurso.homologacao)
    maximo = regime.parametros.inteiro("concurso_validade_max_meses", concurso.homologacao)
    exigir(
        1 <= concurso.validade_meses <= maximo,
        f"A validade de {concurso.validade_meses} meses não é admitida: o concurso vale de 1 a {maximo} meses.",
        d.ART_14,
    )
    prorrogacao = concurso.prorrogacao
    exigir(
        prorrogacao is None or prorrogacao >= concurso.homologacao,
        f"A prorrogação não pode ser anterior à homologação ({formatar_data(concurso.homologacao)}).",
        d.ART_14,
    )
    _exigir_prorrogacao_no_prazo(ctx, concurso)
    return concurso


@exige(Permissao.CADASTRAR)
def prorrogar_concurso(ctx: Contexto, *, concurso_id: int, publicacao: date, ato: str) -> date:
    """Record the one extension of a contest, by the same period; return the last day it is now valid.

    ErroDominio without the act, for a second extension (art. 14), or for one published after the term (art. 12).
    """
    exigir(ato.strip(), "Falta o ato que prorrogou o concurso (número e data).", d.ART_14)
    hoje = ctx.relogio.hoje()
    exigir(publicacao <= hoje, f"A publicação de {formatar_data(publicacao)} ainda não aconteceu.", d.ART_14)
    with ctx.banco.escrita() as conexao:
        gravado = existir(conexao, "concurso", concurso_id, "O concurso")
        exigir(
            gravado.prorrogacao is None,
            f"O concurso já foi prorrogado em {formatar_data(gravado.prorrogacao or publicacao)}, e só se prorroga uma "
            "vez. Se aquela data está errada, corrija-a em Editar.",
            d.ART_14,
        )
        atual: Concurso = dataclasses.replace(dto(Concurso, gravado), prorrogacao=publicacao, prorrogacao_ato=ato)
        exigir(
            publicacao >= atual.homologacao,
            f"A prorrogação não pode ser anterior à homologação ({formatar_data(atual.homologacao)}).",
            d.ART_14,
        )
        _exigir_prorrogacao_no_prazo(ctx, atual)
        operacao = ctx.operacao(conexao, "Prorrogação do concurso")
        conteudo = {"prorrogacao": publicacao, "prorrogacao_ato": normalizar(ato)}
        lancar_cadastro(conexao, operacao, sujeito_tipo="concurso", sujeito_id=concurso_id, conteudo=conteudo)
    return validade(situacao_do_concurso(atual), ctx.regimes(None, None).opcoes.fim_de_mes)


def _exigir_prorrogacao_no_prazo(ctx: Contexto, concurso: Concurso) -> None:
    if concurso.prorrogacao is None:
        return
    situacao = dataclasses.replace(situacao_do_concurso(concurso), prorrogacao=None)
    fim = validade(situacao, ctx.regimes(None, None).opcoes.fim_de_mes)
    exigir(
        concurso.prorrogacao <= fim,
        f"O concurso valeu até {formatar_data(fim)}, e um ato publicado depois, em "
        f"{formatar_data(concurso.prorrogacao)}, não o prorroga",
        d.ART_12,
    )


@exige(Permissao.CADASTRAR)
def salvar_lista(ctx: Contexto, *, lista: Lista) -> int:
    """Enter or change a list of a contest: cargo, especialidade, polo and modalidade; return its id."""
    with ctx.banco.escrita() as conexao:
        return gravar_lista(conexao, ctx.operacao(conexao, "Lista"), lista)


def gravar_lista(conexao: Conexao, operacao: Operacao, lista: Lista) -> int:
    """Do what `salvar_lista` does inside an open transaction."""
    lista = conferir_lista(lista)
    existir(conexao, "concurso", lista.concurso_id, "O concurso")
    cargo = existir(conexao, "cargo", lista.cargo_id, "O cargo da lista")
    exigir_cargo_de_concurso(cargo)
    gravada = existir(conexao, "lista", lista.id, "A lista")
    exigir(
        gravada is None or gravada.cargo_id == lista.cargo_id or not consultas.candidatos(conexao, lista.id or 0),
        "A lista já tem candidatos classificados para outro cargo.",
        d.ART_12,
    )
    unico(
        conexao, "lista", lista.id, "O concurso já tem uma lista com esse cargo, especialidade, polo e modalidade.",
        concurso_id=lista.concurso_id, cargo_id=lista.cargo_id, especialidade=lista.especialidade, polo=lista.polo,
        modalidade=lista.modalidade,
    )  # fmt: skip
    return lancar_em(conexao, operacao, "lista", lista, lista.id, fora=FORA_DA_LISTA)


def conferir_lista(lista: Lista) -> Lista:
    """Return the list in canonical form; ErroDominio without modalidade or with a negative number of posts."""
    lista = dataclasses.replace(
        lista, especialidade=normalizar(lista.especialidade), polo=normalizar(lista.polo),
        modalidade=normalizar(lista.modalidade),
    )  # fmt: skip
    exigir(lista.modalidade, "Falta a modalidade da lista.")
    exigir(lista.vagas is None or lista.vagas >= 0, "O número de vagas do edital não pode ser negativo.", d.ART_12)
    return lista


def exigir_cargo_de_concurso(cargo: Any) -> None:
    """Raise ErroDominio for a cargo of free appointment (art. 11)."""
    exigir(
        cargo.natureza != Carater.TEMPORARIO.value,
        f"O cargo {cargo.nome} é de livre nomeação e não se provê por concurso.",
        d.ART_11,
    )


def conferir_candidatos(
    candidatos: Sequence[Candidato], lista_id: int, gravados: Mapping[int, Any] = MappingProxyType({})
) -> list[Candidato]:
    """Return the candidates of a list in canonical form, beside those it has (``gravados``, by id).

    ErroDominio for a place or a CPF that two share, or a change of place of who was named (art. 12).
    """
    limpos = [_candidato(c, lista_id, gravados) for c in candidatos]
    mantidos = [g for g in gravados.values() if g.id not in {c.id for c in limpos}]
    _sem_repetidos([*limpos, *mantidos])
    return limpos


def registro_do_candidato(candidato: Candidato) -> dict[str, Any]:
    """Return the record of a candidate, by column: what the edital gives, and that a new one waits."""
    registro = {nome: getattr(candidato, nome) for nome in _DO_EDITAL}
    return registro | ({"situacao": candidato.situacao} if candidato.id is None else {})


@exige(Permissao.CADASTRAR)
def salvar_candidatos(ctx: Contexto, *, lista_id: int, candidatos: Sequence[Candidato]) -> tuple[int, ...]:
    """Enter or change candidates of a list, all or none; return their ids, in the order given.

    ErroDominio for a place or a CPF that two candidates share, or a change of place of who was named (art. 12).
    """
    with ctx.banco.escrita() as conexao:
        return gravar_candidatos(conexao, ctx.operacao(conexao, "Candidatos"), lista_id, candidatos)


def gravar_candidatos(
    conexao: Conexao,
    operacao: Operacao,
    lista_id: int,
    candidatos: Sequence[Candidato],
    *,
    gravados: Mapping[int, Any] | None = None,
) -> tuple[int, ...]:
    """Do what `salvar_candidatos` does inside an open transaction; ``gravados``: the list, if it is already read."""
    existir(conexao, "lista", lista_id, "A lista")
    if gravados is None:
        gravados = {c.id: c for c in consultas.candidatos(conexao, lista_id)}
    limpos = conferir_candidatos(candidatos, lista_id, gravados)
    deslocados = [c.id for c in limpos if c.id is not None and gravados[c.id].classificacao != c.classificacao]
    if deslocados:
        consultas.liberar_classificacoes(conexao, deslocados)
    return tuple(
        lancar_cadastro(conexao, operacao, sujeito_tipo="candidato", sujeito_id=c.id, conteudo=registro_do_candidato(c))
        for c in limpos
    )


def _candidato(candidato: Candidato, lista_id: int, gravados: Mapping[int, Any]) -> Candidato:
    limpo = replace(
        candidato,
        lista_id=lista_id,
        nome=normalizar(candidato.nome),
        cpf=cpf.validar(candidato.cpf) if candidato.cpf and candidato.cpf.strip() else None,
        situacao="a_nomear",
    )
    exigir(limpo.nome, f"Falta o nome do candidato classificado em {limpo.classificacao}º lugar.")
    exigir(limpo.classificacao >= 1, f"A classificação de {limpo.nome} deve ser 1 ou mais.", d.ART_12)
    if limpo.id is not None:
        gravado = gravados.get(limpo.id)
        exigir(gravado is not None, f"{limpo.nome} não está nesta lista; atualize a tela.")
        assert gravado is not None
        exigir(
            gravado.vinculo_id is None or gravado.classificacao == limpo.classificacao,
            f"{limpo.nome} já foi nomeado(a), e a sua classificação não pode mudar.",
            d.ART_12,
        )
    return limpo


def _sem_repetidos(todos: Sequence[Any]) -> None:
    lugares: dict[int, str] = {}
    documentos: dict[str, str] = {}
    for c in todos:
        lugar = c.classificacao
        outro = lugares.get(lugar)
        exigir(outro is None, f"{outro} e {c.nome} estão ambos em {lugar}º lugar; cada lugar é de um só.", d.ART_12)
        lugares[lugar] = c.nome
        if c.cpf:
            dono = documentos.get(c.cpf)
            exigir(dono is None, f"{dono} e {c.nome} têm o mesmo CPF, {cpf.formatar(c.cpf)}, nesta lista.")
            documentos[c.cpf] = c.nome


def situacao_do_concurso(concurso: Any) -> SituacaoConcurso:
    """Return what the validity of a contest is counted from, of its record or of its row."""
    return SituacaoConcurso(
        nome=concurso.edital,
        homologacao=concurso.homologacao,
        validade_meses=concurso.validade_meses,
        prorrogacao=concurso.prorrogacao,
    )

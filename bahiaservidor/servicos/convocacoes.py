"""Calls of a concurso: who is called, who gives up, who is eliminated, who goes to the end of the list (art. 12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..estatuto import dispositivos as d
from ..estatuto.atos.nomeacao import validade
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from .concursos import situacao_do_concurso
from .contexto import Contexto
from .gravacao import exigir, existir
from .permissoes import Permissao, exige

_LIMPO: dict[str, Any] = {"convocado_em": None, "convocado_ate": None, "convocacao": ""}


@exige(Permissao.REGISTRAR_ATO)
def convocar(
    ctx: Contexto, *, candidatos: Sequence[int], em: date, ate: date, documento: str, fora_da_ordem: str = ""
) -> None:
    """Record the call of candidates, all or none: the day it was made, the last day to answer, the document.

    ErroDominio for who is not waiting, for a call after the concurso ended, or out of the order of the list (art. 12)
    unless ``fora_da_ordem`` gives the decision that ordered it.
    """
    exigir(candidatos, "Escolha quem é convocado.")
    exigir(documento.strip(), "Falta o documento da convocação (edital, número e data).", d.ART_12)
    exigir(ate >= em, f"O prazo da convocação termina antes de começar: {formatar_data(ate)}.", d.ART_12)
    _ja_aconteceu(ctx, em, "A convocação")
    with ctx.banco.escrita() as conexao:
        gravados = [existir(conexao, "candidato", id_, "O candidato") for id_ in candidatos]
        operacao = ctx.operacao(conexao, "Convocação")
        for lista_id in {g.lista_id for g in gravados}:
            _na_validade(ctx, conexao, lista_id, em)
            linhas = consultas.candidatos(conexao, lista_id)
            escolhidos = {g.id for g in gravados}
            for linha in linhas:
                if linha.id in escolhidos:
                    _por_nomear(linha, "convocado(a)")
                    exigir(
                        linha.convocado_em is None,
                        f"{linha.nome} já foi convocado(a), com prazo até {_dia(linha.convocado_ate)}.",
                        d.ART_12,
                    )
            if not fora_da_ordem.strip():
                _na_ordem(linhas, escolhidos)
        texto = normalizar(documento)
        if fora_da_ordem.strip():
            texto = f"{texto} (fora da ordem: {normalizar(fora_da_ordem)})"
        for gravado in gravados:
            conteudo = {"convocado_em": em, "convocado_ate": ate, "convocacao": texto}
            lancar_cadastro(conexao, operacao, sujeito_tipo="candidato", sujeito_id=gravado.id, conteudo=conteudo)


@exige(Permissao.REGISTRAR_ATO)
def registrar_desistencia(
    ctx: Contexto, *, candidato_id: int, fundamento: str, em: date | None = None, documento: str = ""
) -> None:
    """Record that a candidate gave up, so that the next may be named (art. 12); ``em`` is today unless given.

    ErroDominio without fundamento, or for who was named or already left the list.
    """
    exigir(fundamento.strip(), "Falta o fundamento da desistência (o documento assinado).", d.ART_12)
    _passar(ctx, candidato_id, "desistente", em, documento, fundamento, "A desistência")


@exige(Permissao.REGISTRAR_ATO)
def eliminar_candidato(ctx: Contexto, *, candidato_id: int, em: date, documento: str, fundamento: str) -> None:
    """Record that a candidate was eliminated (did not answer the call, failed a requirement), with its ground."""
    exigir(fundamento.strip(), "Falta o fundamento da eliminação.", d.ART_12)
    exigir(documento.strip(), "Falta o documento da eliminação (ato, número e data).", d.ART_12)
    _passar(ctx, candidato_id, "eliminado", em, documento, fundamento, "A eliminação")


@exige(Permissao.REGISTRAR_ATO)
def ir_para_o_fim(ctx: Contexto, *, candidato_id: int, em: date, documento: str, fundamento: str) -> int:
    """Move a candidate to the end of the list, where the edital allows it; return the new classification.

    ErroDominio where it does not (art. 12), without the document, for the last of the list, or for who is not waiting.
    """
    exigir(documento.strip(), "Falta o requerimento do candidato (documento e data).", d.ART_12)
    _ja_aconteceu(ctx, em, "O pedido")
    with ctx.banco.escrita() as conexao:
        linhas, linha = _na_lista(conexao, candidato_id)
        lista = existir(conexao, "lista", linha.lista_id, "A lista")
        concurso = existir(conexao, "concurso", lista.concurso_id, "O concurso")
        exigir(
            concurso.fim_de_lista,
            f"Não consta que o edital {concurso.edital} admita o pedido de fim de lista. Se ele admite, marque isso ao "
            "editar o concurso",
            d.ART_12,
        )
        _por_nomear(linha, "levado(a) ao fim da lista")
        ultimo = max(int(c.classificacao) for c in linhas)
        exigir(linha.classificacao < ultimo, f"{linha.nome} já é o último da lista.", d.ART_12)
        conteudo = {
            "classificacao": ultimo + 1,
            "classificacao_original": linha.classificacao_original or linha.classificacao,
            "situacao_em": em,
            "documento": normalizar(documento),
            "fundamento": normalizar(fundamento) or "Pedido de fim de lista",
            **_LIMPO,
        }
        operacao = ctx.operacao(conexao, "Fim da lista")
        lancar_cadastro(conexao, operacao, sujeito_tipo="candidato", sujeito_id=candidato_id, conteudo=conteudo)
    return ultimo + 1


@exige(Permissao.REGISTRAR_ATO)
def voltar_a_lista(ctx: Contexto, *, candidato_id: int, fundamento: str) -> None:
    """Undo a call, a withdrawal or an elimination that was wrongly recorded; both entries stay in the book.

    ErroDominio without fundamento, or when there is nothing to undo.
    """
    exigir(fundamento.strip(), "Falta o motivo: o que estava errado no registro anterior.", d.ART_12)
    with ctx.banco.escrita() as conexao:
        _, linha = _na_lista(conexao, candidato_id)
        exigir(linha.vinculo_id is None, f"{linha.nome} já foi nomeado(a).", d.ART_12)
        exigir(
            linha.situacao != "a_nomear" or linha.convocado_em is not None,
            f"{linha.nome} não tem convocação nem desistência a desfazer.",
            d.ART_12,
        )
        conteudo = {
            "situacao": "a_nomear", "situacao_em": None, "documento": "", "fundamento": normalizar(fundamento), **_LIMPO
        }  # fmt: skip
        operacao = ctx.operacao(conexao, "Volta à lista")
        lancar_cadastro(conexao, operacao, sujeito_tipo="candidato", sujeito_id=candidato_id, conteudo=conteudo)


# ------------------------------------------------------------------ checks


@exige(Permissao.REGISTRAR_ATO)
def _passar(
    ctx: Contexto, candidato_id: int, situacao: str, em: date | None, documento: str, fundamento: str, nome: str
) -> None:
    dia = em or ctx.relogio.hoje()
    _ja_aconteceu(ctx, dia, nome)
    with ctx.banco.escrita() as conexao:
        _, linha = _na_lista(conexao, candidato_id)
        exigir(
            linha.vinculo_id is None,
            f"{linha.nome} já foi nomeado(a); registre o ato que desfaz a nomeação.",
            d.ART_12,
        )
        exigir(linha.situacao != situacao, f"{nome} de {linha.nome} já está registrada.", d.ART_12)
        exigir(linha.situacao == "a_nomear", f"{linha.nome} já saiu da lista ({_palavra(linha)}).", d.ART_12)
        conteudo = passagem(situacao, dia, documento, fundamento)
        operacao = ctx.operacao(conexao, nome.removeprefix("A ").capitalize())
        lancar_cadastro(conexao, operacao, sujeito_tipo="candidato", sujeito_id=candidato_id, conteudo=conteudo)


def passagem(situacao: str, em: date, documento: str, fundamento: str) -> dict[str, Any]:
    """Return what changes in the record of a candidate whose turn passed, by column."""
    return {
        "situacao": situacao,
        "situacao_em": em,
        "documento": normalizar(documento),
        "fundamento": normalizar(fundamento),
    }


def _na_lista(conexao: Conexao, candidato_id: int) -> tuple[list[Any], Any]:
    gravado = existir(conexao, "candidato", candidato_id, "O candidato")
    linhas = list(consultas.candidatos(conexao, gravado.lista_id))
    return linhas, next(linha for linha in linhas if linha.id == candidato_id)


def _por_nomear(linha: Any, feito: str) -> None:
    exigir(linha.vinculo_id is None, f"{linha.nome} já foi nomeado(a) e não pode ser {feito}.", d.ART_12)
    exigir(
        linha.situacao == "a_nomear", f"{linha.nome} já saiu da lista ({_palavra(linha)}) e não pode ser {feito}.",
        d.ART_12,
    )  # fmt: skip


def _palavra(linha: Any) -> str:
    palavra = {"desistente": "desistiu", "eliminado": "foi eliminado(a)"}.get(linha.situacao, linha.situacao)
    return f"{palavra} em {_dia(linha.situacao_em)}" if linha.situacao_em is not None else palavra


def _na_ordem(linhas: Sequence[Any], escolhidos: set[int]) -> None:
    """Refuse a call while somebody better placed waits without one."""
    ultimo = max(linha.classificacao for linha in linhas if linha.id in escolhidos)
    faltam = [
        linha.nome
        for linha in linhas
        if linha.classificacao < ultimo
        and linha.id not in escolhidos
        and linha.situacao == "a_nomear"
        and linha.vinculo_id is None
        and linha.convocado_em is None
    ]
    exigir(
        not faltam,
        f"A convocação segue a ordem da lista, e falta convocar {', '.join(faltam[:3])}"
        + (f" e mais {len(faltam) - 3}" if len(faltam) > 3 else ""),
        d.ART_12,
    )


def _na_validade(ctx: Contexto, conexao: Conexao, lista_id: int, em: date) -> None:
    lista = existir(conexao, "lista", lista_id, "A lista")
    concurso = existir(conexao, "concurso", lista.concurso_id, "O concurso")
    fim = validade(situacao_do_concurso(concurso), ctx.regimes(None, None).opcoes.fim_de_mes)
    exigir(
        concurso.homologacao <= em <= fim,
        f"O concurso {concurso.edital} vale de {formatar_data(concurso.homologacao)} a {formatar_data(fim)}, e a "
        f"convocação é de {formatar_data(em)}",
        d.ART_12,
    )


def _ja_aconteceu(ctx: Contexto, dia: date, nome: str) -> None:
    exigir(dia <= ctx.relogio.hoje(), f"{nome} de {formatar_data(dia)} ainda não aconteceu.")


def _dia(dia: date | None) -> str:
    return formatar_data(dia) if dia is not None else "data não informada"

"""A reading as kept and as shown: its text arranged, its items written and read, its papers told apart."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..intercambio import diario_oficial
from ..intercambio.diario_oficial_avisos import SEM_DATA
from ..registro.conexao import Conexao
from ..registro.consultas import diario as consultas
from . import diario_guardado as guardados
from .diario_guardado import CONFIRMADO, PENDENTE, Guardado
from .diario_texto import conferir_tamanho
from .tipos.diario import (
    ItemDiario,
    LeituraAberta,
    LeituraGuardada,
    PapelLido,
    Publicacao,
    TrechoIgnorado,
    nome_do_papel,
)


@lru_cache(maxsize=4)
def ler_texto(texto: str) -> diario_oficial.Leitura:
    """Return what the reader says of a text, remembered for the texts in use."""
    # A reading is opened again after each decision, and its text never changes.
    return diario_oficial.ler(texto)


def arrumar(texto: str) -> str:
    """Return a text as it is kept and shown.  ErroDominio when there is nothing to read in it, or far too much."""
    limpo = texto.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\0", "")
    conferir_tamanho(limpo)
    return limpo


def resumir(texto: str) -> str:
    """Return the digest by which a text already read is known again."""
    # Spaces and line ends change from one copy of a page to another.
    return hashlib.sha256(" ".join(texto.split()).encode()).hexdigest()


def itens_novos(lida: diario_oficial.Leitura) -> list[Guardado]:
    """Return the propostas of a reading as items not kept yet."""
    return [
        Guardado(id=0, leitura_id=0, ordem=p.ordem, inicio=p.inicio, fim=p.fim, proposta=p, papel=lida.papeis[p.papel])
        for p in lida.propostas
    ]


def linha_do_item(gravado: Guardado, leitura_id: int) -> dict[str, Any]:
    """Return the row of a new item."""
    return {
        "leitura_id": leitura_id,
        "ordem": gravado.ordem,
        "inicio": gravado.inicio,
        "fim": gravado.fim,
        "proposta": guardados.escrever(gravado),
        "estado": PENDENTE,
        "motivo": "",
        "servidor_id": None,
        "vinculo_id": None,
        "ato_id": None,
        "versao": 1,
    }


def completar(publicacao: Publicacao, lida: diario_oficial.Leitura) -> Publicacao:
    """Return where a text was published, with what its first page header says of it when all agree."""
    dias = {p.publicacao for p in lida.papeis if p.publicacao is not None}
    edicoes = {p.doe_numero for p in lida.papeis if p.doe_numero}
    return Publicacao(
        edicao=publicacao.edicao.strip() or (edicoes.pop() if len(edicoes) == 1 else ""),
        data=publicacao.data or (dias.pop() if len(dias) == 1 else None),
        pagina=publicacao.pagina.strip(),
    )


def titulo_de(novos: Sequence[Guardado], publicacao: Publicacao, texto: str) -> str:
    """Return how a reading is called in the list: its first paper, and how many more."""
    papeis = {g.proposta.papel: guardados.instrumento_de(g, publicacao, "") for g in novos if g.papel.tipo is not None}
    if not papeis:
        return normalizar(texto)[:80]
    papel = next(iter(papeis.values()))
    primeiro = nome_do_papel(papel)
    if papel.data is None and not papel.numero and publicacao.data is not None:
        primeiro = f"{primeiro} do DOE de {formatar_data(publicacao.data)}"
    outros = len(papeis) - 1
    return primeiro if not outros else f"{primeiro} e mais {'1 papel' if outros == 1 else f'{outros} papéis'}"


def guardada(linha: Any) -> LeituraGuardada:
    """Return a reading of the list from its row."""
    return LeituraGuardada(
        id=linha.id,
        titulo=linha.titulo,
        origem=linha.origem,
        publicacao=Publicacao(edicao=linha.doe_edicao, data=linha.doe_data, pagina=linha.doe_pagina),
        instante=linha.instante,
        usuario=linha.usuario,
        total=linha.total,
        pendentes=linha.pendentes,
        confirmados=linha.confirmados,
        descartados=linha.descartados,
    )


def aberta(
    leitura: LeituraGuardada, texto: str, lidos: Sequence[Guardado], achados: tuple[ItemDiario, ...], antes: Any
) -> LeituraAberta:
    """Return a reading with everything in it; ``antes`` is when the same text was kept before."""
    lida = ler_texto(texto)
    return LeituraAberta(
        leitura=leitura,
        texto=texto,
        papeis=_papeis(lidos, leitura.publicacao, texto),
        itens=achados,
        ignorados=tuple(TrechoIgnorado(inicio=i.inicio, fim=i.fim, motivo=i.motivo) for i in lida.ignorados),
        avisos=tuple(a for a in lida.avisos if a != SEM_DATA or leitura.publicacao.data is None),
        ja_lida_em=antes,
    )


def _papeis(lidos: Sequence[Guardado], publicacao: Publicacao, texto: str) -> tuple[PapelLido, ...]:
    por_papel: dict[int, list[Guardado]] = {}
    for gravado in lidos:
        por_papel.setdefault(gravado.proposta.papel, []).append(gravado)
    return tuple(
        PapelLido(
            indice=indice,
            inicio=grupo[0].papel.inicio,
            fim=grupo[0].papel.fim,
            instrumento=guardados.instrumento_de(grupo[0], publicacao, texto),
            itens=len(grupo),
            no_livro=sum(g.estado == CONFIRMADO for g in grupo),
        )
        for indice, grupo in sorted(por_papel.items())
    )


def exigir_leitura(conexao: Conexao, leitura_id: int) -> Any:
    """Return the row of a reading, with its text.  ErroDominio when there is none."""
    linha = consultas.leitura(conexao, leitura_id)
    if linha is None:
        raise ErroDominio("Esta leitura não está mais no registro. Nada foi alterado; atualize a tela.")
    return linha


def exigir_itens(conexao: Conexao, ids: Collection[int], *, pendentes: bool = True) -> list[tuple[Any, list[Guardado]]]:
    """Return the items asked for, by reading (its row, with the text), in the order of the text.

    ErroDominio when one is no longer there or, with ``pendentes``, was decided already.
    """
    das_leituras = consultas.leituras_dos_itens(conexao, ids)
    if len(das_leituras) < len(set(ids)):
        raise ErroDominio("Este item não está mais no registro. Nada foi alterado; atualize a tela.")
    grupos = []
    for leitura_id in sorted(set(das_leituras.values())):
        pedidos = [guardados.ler(item) for item in consultas.itens(conexao, leitura_id) if item.id in das_leituras]
        for gravado in pedidos:
            if pendentes and gravado.estado != PENDENTE:
                feito = "confirmado" if gravado.estado == CONFIRMADO else "descartado"
                raise ErroDominio(f"O item {gravado.ordem} já foi {feito}. Nada foi alterado; atualize a tela.")
        grupos.append((exigir_leitura(conexao, leitura_id), pedidos))
    return grupos


def exigir_item(conexao: Conexao, item_id: int) -> tuple[Any, Guardado]:
    """Return one pending item with its reading.  Errors as `exigir_itens`."""
    ((leitura, (gravado,)),) = exigir_itens(conexao, (item_id,))
    return leitura, gravado

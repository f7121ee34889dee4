"""Numbers of the papers of a batch: reserved while they are drawn, taken when they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas import papeis_lote as consultas
from . import numeracao
from .minutas import ABERTAS
from .papeis_emissao import Papel, por_ordem
from .papeis_lote_especies import Reunido


def reservar(conexao: Conexao, itens: Sequence[Reunido]) -> list[int]:
    """Return the number that each paper would print, were the batch kept now: the first, of one for several."""
    # Minutas first: their numbers are of all the órgãos together, and the termos of each come after them.
    das_minutas: dict[tuple[str, int], int] = {}
    numeros = [item.papel.numero or 0 for item in itens]
    for posicao, item in enumerate(itens):
        if item.a_numerar:
            sequencia = (item.tipo_minuta, item.papel.ano)
            if sequencia not in das_minutas:
                das_minutas[sequencia] = numeracao.maior_da_minuta(conexao, tipo=item.tipo_minuta, ano=item.papel.ano)
            numeros[posicao] = das_minutas[sequencia] + 1
            das_minutas[sequencia] += len(item.a_numerar)
    proximos: dict[tuple[str, int, int], int] = {}
    for posicao, item in enumerate(itens):
        papel = item.papel
        if numeros[posicao]:
            continue
        chave = (papel.especie, papel.orgao_id, papel.ano)
        if chave not in proximos:
            maior = numeracao.maior_do_papel(conexao, especie=papel.especie, orgao_id=papel.orgao_id, ano=papel.ano)
            tipo = numeracao.TIPO_MINUTA.get(papel.especie, "")
            proximos[chave] = max(maior, das_minutas.get((tipo, papel.ano), 0))
        proximos[chave] += 1
        numeros[posicao] = proximos[chave]
    return numeros


def chave_do_papel(papel: Papel) -> tuple[str, int, int, int | None, str]:
    """Return what two issues of one paper have in common."""
    return papel.especie, papel.orgao_id, papel.ano, papel.servidor_id, papel.assunto


def anteriores(
    conexao: Conexao, itens: Sequence[Reunido]
) -> dict[tuple[str, int, int, int | None, str], consultas_de_papeis.Guardado]:
    """Return the latest paper already issued about the same subject, for those that have no number yet."""
    pessoas: dict[tuple[str, int], list[int]] = {}
    for item in itens:
        papel = item.papel
        if papel.numero is None and papel.servidor_id is not None and not por_ordem(papel.especie):
            pessoas.setdefault((papel.especie, papel.ano), []).append(papel.servidor_id)
    achados: dict[tuple[str, int, int, int | None, str], consultas_de_papeis.Guardado] = {}
    for (especie, ano), servidores in pessoas.items():
        for guardado in consultas.anteriores(conexao, especie=especie, ano=ano, servidores=servidores):
            assunto = guardado.titulo.partition(" – ")[2]
            achados.setdefault((especie, guardado.orgao_id, ano, guardado.servidor_id, assunto), guardado)
    return achados


def igual(conexao: Conexao, papel: Papel, pdf: bytes) -> consultas_de_papeis.Guardado | None:
    """Return the paper already issued with these bytes, or None."""
    hash_ = sha256(pdf).hexdigest()
    for especie in (papel.especie, f"{papel.especie}_reemitido"):
        achado = consultas_de_papeis.igual(conexao, especie=especie, orgao_id=papel.orgao_id, hash_=hash_)
        if achado is not None:
            return achado
    return None


def numerar_minutas(conexao: Conexao, item: Reunido, primeiro: int, agora: datetime) -> None:
    """Give the minutas of a paper their numbers, from ``primeiro`` on.

    ErroDominio when one of them was numbered, confirmed or cancelled since the paper was gathered.
    """
    for numero, minuta_id in enumerate(item.a_numerar, start=primeiro):
        atual = consultas_de_minutas.ler(conexao, minuta_id)
        if atual is None or atual.numero or atual.estado not in ABERTAS:
            raise ErroDominio(
                f"Outra pessoa mexeu na minuta de {item.papel.assunto} enquanto os documentos eram montados. Nada foi "
                "emitido; repita."
            )
        consultas_de_minutas.alterar(conexao, minuta_id, numero=numero, estado="emitida", emitida_em=agora)


def de_guarda(
    conexao: Conexao, papel: Papel, ja_numerado: bool, ordens: dict[tuple[str, int, int], int]
) -> tuple[str, int]:
    """Return the kind and the number under which a paper is kept: its own, or by order of issue."""
    assert papel.numero is not None
    especie = papel.especie
    if not por_ordem(especie):
        if not ja_numerado or consultas_de_papeis.numero_livre(
            conexao, especie=especie, orgao_id=papel.orgao_id, ano=papel.ano, numero=papel.numero
        ):
            return especie, papel.numero
        especie = f"{especie}_reemitido"
    chave = (especie, papel.orgao_id, papel.ano)
    if chave not in ordens:
        ordens[chave] = consultas_de_papeis.maior_numero(
            conexao, especie=especie, orgao_id=papel.orgao_id, ano=papel.ano
        )
    ordens[chave] += 1
    return especie, ordens[chave]

"""What of a person's file is sensitive, in words that say no value of it."""

from __future__ import annotations

import dataclasses
from functools import cache

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.formatos import cpf
from ..estatuto.tipos import MotivoAfastamento
from .contexto import Contexto
from .permissoes import Permissao
from .tipos import Ficha, FiltroServidores

_DE_SAUDE = frozenset(
    motivo.rotulo
    for motivo in (
        MotivoAfastamento.LICENCA_SAUDE,
        MotivoAfastamento.LICENCA_GESTANTE,
        MotivoAfastamento.DOENCA_FAMILIA,
        MotivoAfastamento.ACIDENTE_SERVICO,
    )
)
_CAMPOS = {
    "situacoes": "situação", "orgao_id": "órgão", "unidade_id": "unidade", "cargo_id": "cargo", "carater": "caráter",
    "nomeacao_de": "nomeação", "nomeacao_ate": "nomeação", "exercicio_de": "exercício", "exercicio_ate": "exercício",
    "com_ressalva": "com ressalva",
}  # fmt: skip


def partes_da_ficha(ctx: Contexto, ficha: Ficha) -> str:
    """Return which protected parts a file has and its reader may see."""
    partes = ["CPF"] if ficha.dados.cpf and ctx.pode(Permissao.VER_CPF) else []
    if ficha.historico:
        partes.append("Histórico")
    if ctx.pode(Permissao.VER_SAUDE) and tem_saude(ficha):
        partes.append("saúde")
    if any(entrada.instrumento is not None and entrada.instrumento.numero for entrada in ficha.historico):
        partes.append("processos")
    return f"ficha: {', '.join(partes)}" if partes else "ficha"


def tem_saude(ficha: Ficha) -> bool:
    """Tell whether somebody's health, or another person's, is in what the book says of them."""
    return any(
        rotulo in _apartados(entrada.tipo) or valor in _DE_SAUDE
        for entrada in ficha.historico
        for rotulo, valor in entrada.campos
    )


def partes_do_filtro(ctx: Contexto, filtro: FiltroServidores) -> str:
    """Return what a list of people shows and which fields chose them, without what was asked of each."""
    escolhidos = [
        nome for campo, nome in _CAMPOS.items() if getattr(filtro, campo) not in (None, "", (), False)
    ]  # fmt: skip
    if filtro.texto:
        escolhidos.append("busca por CPF" if cpf.valido(filtro.texto) else "busca por texto")
    inteiro = ", CPF inteiro" if ctx.pode(Permissao.VER_CPF) else ""
    por = f"; filtro: {', '.join(dict.fromkeys(escolhidos))}" if escolhidos else "; sem filtro"
    return f"servidores{inteiro}{por}"


@cache
def _apartados(tipo: str) -> frozenset[str]:
    definicao = POR_TIPO.get(tipo)
    if definicao is None:
        return frozenset()
    campos = dataclasses.fields(definicao.conteudo)
    return frozenset(str(c.metadata["rotulo"]) for c in campos if c.metadata.get("sigiloso") and "rotulo" in c.metadata)

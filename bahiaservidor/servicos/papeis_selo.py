"""The paper of a seal: whenever somebody wants the state of the registry out of reach of its file."""

from __future__ import annotations

from datetime import date
from typing import Final

from ..documentos import termo_selo as documento
from ..estatuto.erros import ErroDominio
from ..relogio import fuso_da_bahia
from . import auditoria, modelos_documento
from .contexto import Contexto
from .frases import milhar
from .papeis_emissao import Papel
from .papeis_peca import cabecalho, orgao_da_instalacao, papel_da_peca
from .tipos.auditoria import Selo

ESPECIE: Final = "termo_selo"

_ANTERIORES: Final = 12
"""Seals before, printed with the last one."""


def termo_de_selo(ctx: Contexto, *, hoje: date) -> Papel:
    """Return the paper of the last seal, made now if anything was written since the one before.

    ErroDominio for a registry that has nothing to seal.
    """
    ultimo = auditoria.selar(ctx, motivo="Termo de selo")
    if ultimo is None:
        raise ErroDominio("O registro está vazio: não há o que selar. Nada foi emitido; registre antes o primeiro ato.")
    todos = auditoria.selos(ctx)
    with ctx.banco.leitura() as conexao:
        orgao_id = orgao_da_instalacao(conexao)
        peca = documento.montar(
            cabecalho(conexao), _no_papel(ultimo), [_no_papel(s) for s in todos[1 : 1 + _ANTERIORES]], hoje,
            modelos_documento.modelo(conexao, ESPECIE, orgao_id),
        )  # fmt: skip
    return papel_da_peca(peca, ano=hoje.year, orgao_id=orgao_id, assunto=f"selo nº {ultimo.numero}")


def _no_papel(selo: Selo) -> documento.SeloNoPapel:
    return documento.SeloNoPapel(
        numero=str(selo.numero),
        dia=selo.instante.astimezone(fuso_da_bahia()).date(),
        quando=selo.quando,
        motivo=selo.motivo,
        entradas=milhar(selo.entradas),
        trilha=milhar(selo.linhas_da_trilha),
        codigo=selo.em_grupos,
    )

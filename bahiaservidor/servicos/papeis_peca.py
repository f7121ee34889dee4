"""From a `Peca` to a paper that can be seen, issued and kept: what every paper but the termos goes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ..documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from ..documentos.peca import Peca
from ..estatuto.erros import ErroDominio
from ..registro import configuracao
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas
from . import modelos_documento
from .papeis_emissao import Papel, intitular, nome_de_arquivo


def orgao_da_instalacao(conexao: Conexao) -> int:
    """Return the id of the installation's órgão; 0 before the first run."""
    return int(configuracao.ler(conexao, configuracao.ORGAO) or 0)


def cabecalho(conexao: Conexao, orgao_id: int | None = None) -> OrgaoEmissor:
    """Return the heading of an órgão's papers (the installation's for None), as the órgão adjusted it.

    ErroDominio when the órgão does not exist.
    """
    dono = orgao_id or orgao_da_instalacao(conexao)
    nome = consultas.nome_do_orgao(conexao, dono) if dono else "Órgão não configurado"
    if nome is None:
        raise ErroDominio("O órgão escolhido não existe mais neste registro. Nada foi emitido; escolha outro.")
    emissor = OrgaoEmissor(nome=nome, municipio=configuracao.ler(conexao, configuracao.MUNICIPIO) or None)
    return modelos_documento.timbrar(conexao, emissor, dono)


def papel_da_peca(
    peca: Peca, *, ano: int, orgao_id: int, assunto: str, nome: str = "", outros: Mapping[str, Any] | None = None
) -> Papel:
    """Return the paper of a `Peca`, drawn without number; issuing draws it again with the number it gets.

    ``assunto`` files it (a name, a period); ``nome`` is the file's, the title when empty; ``outros`` are the other
    fields of `Papel` (whose paper it is, its twins, its batch).
    """
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from ..documentos import peca_pdf

    return Papel(
        titulo=intitular(peca.chave, assunto, None, ano),
        nome_arquivo=nome_de_arquivo(nome or peca.titulo, assunto),
        pdf=peca_pdf.gerar(peca),
        especie=peca.chave,
        ano=ano,
        assunto=assunto,
        orgao_id=orgao_id,
        modelo_versao=peca.identificacao.versao_modelo or "",
        memoria=tuple(peca.memorias),
        desenhar=partial(_numerada, peca, ano),
        **(outros or {}),
    )


def numerada(peca: Peca, ano: int, numero: int) -> Peca:
    """Return the paper with its number."""
    identificacao: IdentificacaoDocumento = replace(peca.identificacao, numero=str(numero), ano=ano)
    return replace(peca, identificacao=identificacao)


def _numerada(peca: Peca, ano: int, numero: int) -> bytes:
    from ..documentos import peca_pdf

    return peca_pdf.gerar(numerada(peca, ano, numero))

"""What an adjusted template would look like: checked as it is typed, and drawn with invented data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..documentos import modelos as papel
from ..documentos.peca import Assinam, Assinatura, LocalData, Parte, Peca, Texto
from ..documentos.textos import Marcado, ModeloTexto, campos_do_texto, destaque, ler_modelo
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import Carater
from ..registro.conexao import Conexao
from . import modelos_documento
from .contexto import Contexto
from .modelos_documento import Timbre
from .papeis_peca import cabecalho
from .permissoes import Permissao, exige

_MAIOR_TEXTO: Final = 4000
_DIA: Final = dt.date(2026, 3, 9)
_RASCUNHO: Final = "rascunho"

_PESSOA: Final = papel.Pessoa(
    nome="Jacira São João D’Ávila", cpf="52998224725", rg_numero="08.123.456-78", rg_orgao="SSP/BA",
    rg_data=dt.date(2009, 5, 4), matricula="92222222",
)  # fmt: skip
_CARGO: Final = papel.Cargo(
    nome="Professor da Educação Básica", natureza=Carater.PERMANENTE, classe="Padrão P", carreira="Magistério Público",
    grupo_ocupacional="Educação", vaga="1.204", origem_vaga="Aposentadoria", horas_semanais=40,
    lotacao="Colégio Estadual Águas do Paraguaçu",
)  # fmt: skip
_AUTORIDADE: Final = papel.Autoridade(
    nome="Benedito Araújo Sacramento", cargo="Diretor de Pessoal", matricula="92116599", inciso="VI"
)
_LAVRADO: Final = papel.Signatario(nome="Doralice Pitanga Mota", cargo="Técnica Administrativa")
"""Invented people: nobody's data are shown to whoever tries a text."""


def problema_do_texto(nome: str, chave: str, texto: str) -> str:
    """Return what is wrong with an adjusted text as it is typed, empty when nothing is.  No registry is read."""
    original = ler_modelo(nome).textos[chave]
    if not texto.strip():
        return "O texto está vazio."
    if len(texto) > _MAIOR_TEXTO:
        return f"O texto passa de {_MAIOR_TEXTO} letras."
    try:
        pedidos = campos_do_texto(texto, chave)
    except ErroDominio:
        return "Há uma chave { ou } sem par."
    sobram = sorted(pedidos - campos_do_texto(original, chave))
    if sobram:
        return f"O campo {{{sobram[0]}}} não existe neste texto."
    return ""


def campos_esquecidos(nome: str, chave: str, texto: str) -> tuple[str, ...]:
    """Return the fields that the shipped text prints and this one does not: allowed, but worth a look."""
    try:
        return tuple(sorted(campos_do_texto(ler_modelo(nome).textos[chave], chave) - campos_do_texto(texto, chave)))
    except ErroDominio:
        return ()


@exige(Permissao.ALTERAR_MODELOS)
def previa(
    ctx: Contexto, *, nome: str, orgao_id: int = 0, textos: Mapping[str, str], titulo: str = ""
) -> tuple[str, bytes]:
    """Return title and PDF of a paper with these texts and invented data; nothing is kept.

    A paper other than the termos shows each text with its fields named, in the order of the template.  ErroDominio for
    a text that cannot be printed.
    """
    with ctx.banco.leitura() as conexao:
        original = modelos_documento.modelo(conexao, nome, orgao_id)
        orgao = _orgao(conexao, orgao_id)
    modelo = replace(
        original,
        versao=_RASCUNHO,
        titulo=titulo.strip() or original.titulo,
        textos={**original.textos, **_colados(original, textos)},
    )
    return f"{modelo.titulo} (prévia)", _desenhar(nome, modelo, orgao)


def _colados(original: ModeloTexto, textos: Mapping[str, str]) -> dict[str, str]:
    return {
        chave: modelos_documento.colado(original.textos[chave], texto)
        for chave, texto in textos.items()
        if chave in original.textos
    }


@exige(Permissao.ALTERAR_MODELOS)
def previa_do_timbre(ctx: Contexto, *, orgao_id: int = 0, timbre: Timbre) -> tuple[str, bytes]:
    """Return title and PDF of a termo under a heading not yet kept.  ErroDominio for a coat of arms of no use."""
    if timbre.brasao is not None:
        modelos_documento.conferir_imagem(timbre.brasao)
    with ctx.banco.leitura() as conexao:
        modelo = modelos_documento.modelo(conexao, "termo_posse", orgao_id)
        orgao = _orgao(conexao, orgao_id)
    orgao = replace(
        orgao,
        ente=timbre.ente.strip() or orgao.ente,
        nome=timbre.nome.strip() or orgao.nome,
        unidade=timbre.unidade.strip() or orgao.unidade,
        brasao=timbre.brasao,
    )
    return "Timbre (prévia)", _desenhar("termo_posse", replace(modelo, versao=_RASCUNHO), orgao)


def _orgao(conexao: Conexao, orgao_id: int) -> papel.OrgaoEmissor:
    return cabecalho(conexao, orgao_id or None)


def _desenhar(nome: str, modelo: ModeloTexto, orgao: papel.OrgaoEmissor) -> bytes:
    from ..documentos import peca_pdf, termo_exercicio, termo_posse

    if nome == "termo_posse":
        return termo_posse.gerar(_posse(orgao), modelo=modelo)
    if nome == "termo_exercicio":
        return termo_exercicio.gerar(_exercicio(orgao), modelo=modelo)
    return peca_pdf.gerar(_amostra(nome, modelo, orgao))


def _posse(orgao: papel.OrgaoEmissor) -> papel.DadosTermoPosse:
    return papel.DadosTermoPosse(
        orgao=orgao,
        empossado=_PESSOA,
        cargo=_CARGO,
        data=_DIA,
        autoridade=_AUTORIDADE,
        nomeacao=papel.AtoPublicado(
            tipo="Decreto", numero="23.456", data=dt.date(2026, 2, 9), autoridade="Governador do Estado",
            doe_numero="24.310", doe_data=dt.date(2026, 2, 10), doe_pagina="5",
        ),
        concurso=papel.Concurso(edital="SAEB/01/2024", lista="Ampla concorrência", classificacao="17º lugar"),
        prazo=papel.PrazoPosse(vence=dt.date(2026, 3, 12), vence_ultimo=dt.date(2026, 3, 12)),
        laudo=papel.Laudo(numero="1.877/2026", data=dt.date(2026, 2, 20), apto=True),
        declaracao_bens=_DIA,
        acumulacao=papel.DeclaracaoAcumulacao(data=_DIA, acumula=False),
        requisitos_conferidos_por="Doralice Pitanga Mota",
        requisitos_conferidos_em=dt.date(2026, 3, 6),
        lavrado_por=_LAVRADO,
    )  # fmt: skip


def _exercicio(orgao: papel.OrgaoEmissor) -> papel.DadosTermoExercicio:
    return papel.DadosTermoExercicio(
        orgao=orgao,
        servidor=_PESSOA,
        cargo=_CARGO,
        data=dt.date(2026, 4, 1),
        hora=dt.time(8, 0),
        autoridade=_AUTORIDADE,
        data_posse=_DIA,
        vence=dt.date(2026, 4, 8),
        vence_ultimo=dt.date(2026, 4, 8),
        documentos_entregues=True,
        lavrado_por=_LAVRADO,
    )


def _amostra(nome: str, modelo: ModeloTexto, orgao: papel.OrgaoEmissor) -> Peca:
    """Return every text of a paper, one after the other, each field under its own name."""
    grupos: list[list[Parte]] = []
    for chave, texto in modelo.textos.items():
        campos = {campo: destaque(f"[{campo.replace('_', ' ')}]") for campo in campos_do_texto(texto, chave)}
        escrito: Marcado = modelo.paragrafo(chave, **campos)
        if escrito.strip():
            grupos.append([Texto(texto=escrito)])
    grupos.append([LocalData(data=None), Assinam(itens=[Assinatura(None, "Quem assina")])])
    return Peca(
        chave=nome,
        titulo=modelo.titulo,
        assunto="prévia do modelo",
        orgao=orgao,
        identificacao=papel.IdentificacaoDocumento(versao_modelo=modelo.versao),
        grupos=grupos,
    )

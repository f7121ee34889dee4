"""Quarterly deadline report: reconciled, drawn, numbered, kept in three formats; what it left, for the next one.

What is pending, due or moved, and how it is counted, is in `relatorio_conciliacao` and `relatorio_fotografia`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Final

from ..documentos import relatorio_trimestral as documento
from ..documentos.relatorio_figuras import Figuras, figuras
from ..documentos.relatorio_modelos import DadosRelatorio, LinhaRelatorio, anterior, limites
from ..documentos.textos import ModeloTexto
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas import relatorio as consultas
from . import acessos, auditoria, modelos_documento, relatorio_planilhas, relatorio_saldo
from .contexto import Contexto
from .papeis_andamento import Cancelado, Progresso, parte
from .papeis_emissao import Gemeo, Papel, emitidos, emitir, gemeos_de, intitular, nome_da_especie, nome_de_arquivo
from .permissoes import Permissao, exige
from .protecao import papel_protegido, protegida
from .relatorio_apuracao import apurar, orgao_que_numera
from .tipos import DocumentoEmitido

ESPECIE: Final = "relatorio_trimestral"
FORMATOS: Final = ("pdf", "xlsx", "csv")
"""Formats a report is kept in when issued."""

_LEITURA: Final = 50
"""Share of the progress, in hundredths, that reading takes; drawing takes the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatorioApurado:
    """A quarter counted: its rows in order, its figures, and the paper that prints them, drawn when asked."""

    dados: DadosRelatorio
    figuras: Figuras
    papel: Papel


def situacao_padrao(ano: int, trimestre: int, hoje: date) -> date:
    """Return the day a report is usually of: the end of the quarter, or today while it is not over."""
    return min(limites(ano, trimestre)[1], hoje)


def ultimo_terminado(hoje: date) -> tuple[int, int]:
    """Return year and number of the last quarter that ended before ``hoje``."""
    return anterior(hoje.year, (hoje.month - 1) // 3 + 1)


@protegida
def linhas_do_trimestre(
    ctx: Contexto, *, ano: int, trimestre: int, orgao_id: int | None = None, hoje: date
) -> tuple[LinhaRelatorio, ...]:
    """Return the deadlines of a quarter with their state on ``hoje``, in the order the report prints them.

    ``orgao_id`` leaves only those of an órgão.  ErroDominio for a quarter or an órgão that does not exist.
    """
    return tuple(apurar(ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, em=hoje).linhas)


def totais_do_trimestre(ctx: Contexto, *, ano: int, trimestre: int, orgao_id: int | None = None, hoje: date) -> Figuras:
    """Return the figures of a quarter as the report prints them."""
    return figuras(apurar(ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, em=hoje))


@exige(Permissao.EMITIR_DOCUMENTO)
def relatorio_trimestral(
    ctx: Contexto,
    *,
    ano: int,
    trimestre: int,
    orgao_id: int | None = None,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> Papel:
    """Return the quarterly report as of ``hoje``; it gets its number when issued, with its spreadsheets.

    ``progresso`` receives hundredths done and a hundred.  ErroDominio when ``cancelado`` answers yes, for a quarter or
    an órgão that does not exist, or when the figures do not close.
    """
    return relatorio_apurado(
        ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, em=hoje, progresso=progresso, cancelado=cancelado
    ).papel


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def relatorio_apurado(
    ctx: Contexto,
    *,
    ano: int,
    trimestre: int,
    orgao_id: int | None = None,
    em: date,
    uma_vez: bool = False,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> RelatorioApurado:
    """Return a quarter counted as of ``em``, with the paper: what the screen shows, saves and issues.

    ``uma_vez`` refuses the issue when another of the same quarter and órgão was issued meanwhile.
    """
    acessos.anotar(ctx, "relatorio", None, f"relatório trimestral {trimestre}/{ano}")
    dados = apurar(
        ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, em=em, progresso=parte(progresso, 0, _LEITURA),
        cancelado=cancelado,
    )  # fmt: skip
    with ctx.banco.leitura() as conexao:
        numera = orgao_que_numera(conexao, orgao_id)
        modelo = modelos_documento.modelo(conexao, ESPECIE, numera)
    filtro = f", {dados.orgao.nome}" if orgao_id is not None else ""
    assunto = f"{dados.periodo}{filtro}, situação em {formatar_data(em)}"
    nome = nome_do_trimestre(ano, trimestre, filtro)
    papel = Papel(
        titulo=intitular(ESPECIE, assunto, None, em.year),
        nome_arquivo=nome,
        pdf=_desenhar(dados, modelo, parte(progresso, _LEITURA, 100), cancelado),
        especie=ESPECIE,
        ano=em.year,
        assunto=assunto,
        orgao_id=numera,
        modelo_versao=modelo.versao,
        desenhar=partial(_numerado, ctx, dados, modelo, em.year, numera),
        aos_poucos=partial(_numerado, ctx, dados, modelo, em.year, numera),
        gemeos=(
            Gemeo(
                sufixo="xlsx", nome_arquivo=com_extensao(nome, "xlsx"), midia=relatorio_planilhas.XLSX,
                fazer=partial(_planilha, ctx, dados, em.year, numera),
                aos_poucos=partial(_planilha, ctx, dados, em.year, numera),
            ),
            Gemeo(
                sufixo="csv", nome_arquivo=com_extensao(nome, "csv"), midia=relatorio_planilhas.CSV,
                fazer=partial(_csv, dados),
            ),
        ),
        ao_guardar=partial(_guardar_saldo, dados, orgao_id, uma_vez),
    )  # fmt: skip
    return RelatorioApurado(dados=dados, figuras=figuras(dados), papel=papel)


def nome_do_trimestre(ano: int, trimestre: int, filtro: str = "") -> str:
    """Return the file name of the report of a quarter, of one órgão when ``filtro`` names it."""
    return nome_de_arquivo("relatorio de prazos", ano, f"{trimestre}-trimestre", filtro)


def com_extensao(nome: str, formato: str) -> str:
    """Return the file name of a paper in another format."""
    return f"{nome.removesuffix('.pdf')}.{formato}"


def rascunho(papel: Papel, dados: DadosRelatorio, formato: str) -> bytes:
    """Return a report not issued yet in one of `FORMATOS`, without a number."""
    if formato == "csv":
        return relatorio_planilhas.em_csv(dados)
    return papel.pdf if formato == "pdf" else relatorio_planilhas.em_xlsx(dados)


def emitido_do_trimestre(
    ctx: Contexto, *, ano: int, trimestre: int, orgao_id: int | None = None, em: date | None = None
) -> DocumentoEmitido | None:
    """Return the report issued of a quarter with the same órgão asked for, or None.

    One issued before the quarter was over is not that of the quarter when ``em``, the day asked for, is its end or
    later.
    """
    with ctx.banco.leitura() as conexao:
        saldo = consultas.saldo(
            conexao, ano=ano, trimestre=trimestre, orgao_id=orgao_id, de=_a_partir_de(ano, trimestre, em)
        )
    if saldo is None:
        return None
    return next((d for d in emitidos(ctx, especie=ESPECIE) if d.id == saldo.documento_id), None)


def formatos_de(ctx: Contexto, documento: DocumentoEmitido) -> dict[str, DocumentoEmitido]:
    """Return an issued report in each format it is kept in."""
    gemeos = {g.especie.removeprefix(f"{documento.especie}_"): g for g in gemeos_de(ctx, documento_id=documento.id)}
    return {"pdf": documento, **{formato: gemeos[formato] for formato in FORMATOS[1:] if formato in gemeos}}


@exige(Permissao.EMITIR_DOCUMENTO)
def emitir_uma_vez(
    ctx: Contexto,
    *,
    ano: int,
    trimestre: int,
    orgao_id: int | None = None,
    em: date,
    progresso: Progresso | None = None,
) -> tuple[DocumentoEmitido, bool]:
    """Return the report of a quarter, and whether it was issued now: one already issued is that one, whenever asked."""
    anterior_ = emitido_do_trimestre(ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, em=em)
    if anterior_ is not None:
        return anterior_, False
    apurado = relatorio_apurado(
        ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, em=em, uma_vez=True, progresso=progresso
    )
    return emitir(ctx, papel=apurado.papel), True


# ------------------------------------------------------------------ inside


def _a_partir_de(ano: int, trimestre: int, em: date | None) -> date | None:
    return None if em is None else min(em, limites(ano, trimestre)[1])


def _desenhar(
    dados: DadosRelatorio, modelo: ModeloTexto, progresso: Progresso | None, cancelado: Cancelado | None
) -> bytes:
    saida = BytesIO()
    documento.gerar(dados, saida, progresso, cancelado, modelo=modelo)
    return saida.getvalue()


def _selado(ctx: Contexto, dados: DadosRelatorio, ano: int, orgao_id: int, numero: int) -> DadosRelatorio:
    """Return the report with its number and the seal it prints: made when it is first drawn, the same ever after."""
    with ctx.banco.leitura() as conexao:
        novo = consultas_de_papeis.numero_livre(conexao, especie=ESPECIE, orgao_id=orgao_id, ano=ano, numero=numero)
    # One órgão, one year, one number: the reason of the seal is the paper.
    motivo = f"{nome_da_especie(ESPECIE)} nº {numero}/{ano}" + (f", órgão {orgao_id}" if orgao_id else "")
    selo = auditoria.selo_do_papel(ctx, motivo=motivo, emitido=not novo)
    impresso, selado = (None, "") if selo is None else (selo.impresso, selo.abrange)
    identificacao = replace(dados.identificacao, numero=str(numero), ano=ano, selo=impresso)
    return replace(dados, identificacao=identificacao, selado=selado)


def _numerado(
    ctx: Contexto,
    dados: DadosRelatorio,
    modelo: ModeloTexto,
    ano: int,
    orgao_id: int,
    numero: int,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes:
    return _desenhar(_selado(ctx, dados, ano, orgao_id, numero), modelo, progresso, cancelado)


def _planilha(
    ctx: Contexto,
    dados: DadosRelatorio,
    ano: int,
    orgao_id: int,
    numero: int,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes:
    return relatorio_planilhas.em_xlsx(_selado(ctx, dados, ano, orgao_id, numero), numero, ano, progresso, cancelado)


def _csv(dados: DadosRelatorio, numero: int) -> bytes:
    return relatorio_planilhas.em_csv(dados)


def _guardar_saldo(
    dados: DadosRelatorio, orgao_id: int | None, uma_vez: bool, conexao: Conexao, documento_id: int
) -> None:
    """Keep what the report leaves pending, in the transaction of its issue."""
    de = _a_partir_de(dados.ano, dados.trimestre, dados.em)
    anterior_ = consultas.saldo(conexao, ano=dados.ano, trimestre=dados.trimestre, orgao_id=orgao_id, de=de)
    if uma_vez and anterior_ is not None:
        raise ErroDominio(
            f"O relatório do {dados.periodo} acaba de ser emitido por outra pessoa. Nada mais foi emitido; repita o "
            "comando para receber o que ficou guardado."
        )
    hash_, conteudo = relatorio_saldo.escrever(dados.linhas)
    consultas.guardar_saldo(
        conexao, documento_id=documento_id, orgao_id=orgao_id, ano=dados.ano, trimestre=dados.trimestre, em=dados.em,
        hash_=hash_, conteudo=conteudo,
    )  # fmt: skip

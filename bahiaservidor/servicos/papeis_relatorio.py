"""Quarterly deadline report: what fell due, with the state of each deadline on the day asked.

Listed are the deadlines whose ``vence`` falls in the quarter, and those suspended on the day asked that were open by
the end of the quarter: they have no date, but whoever answers for the quarter answers for them too.  One that was
fulfilled while suspended never had a due date and belongs to no quarter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Final

from ..documentos import relatorio_trimestral as documento
from ..documentos.modelos import DadosRelatorioTrimestral, IdentificacaoDocumento, LinhaPrazo, OrgaoEmissor
from ..documentos.relatorio_totais import TotaisTrimestre, totalizar
from ..documentos.textos import ler_modelo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.tipos import EstadoPrazo, TipoPrazo
from ..registro import configuracao
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas
from .agenda import ajustados
from .contexto import Contexto
from .papeis_emissao import Papel, intitular, nome_de_arquivo

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]

_ESPECIE: Final = "relatorio_trimestral"
_TIPOS: Final = {tipo.value: tipo for tipo in TipoPrazo}
_ESTADOS: Final = {estado.value: estado for estado in EstadoPrazo}
_ANOS: Final = range(1900, 2201)


def linhas_do_trimestre(
    ctx: Contexto, *, ano: int, trimestre: int, orgao_id: int | None = None, hoje: date
) -> tuple[LinhaPrazo, ...]:
    """Return the deadlines of a quarter (see the module), with their state on ``hoje``.

    ``orgao_id`` leaves only those of an órgão.  ErroDominio for a quarter or an órgão that does not exist.
    """
    return tuple(_dados(ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, hoje=hoje).linhas)


def totais_do_trimestre(
    ctx: Contexto, *, ano: int, trimestre: int, orgao_id: int | None = None, hoje: date
) -> TotaisTrimestre:
    """Return the counts of a quarter and the list behind them, as the report prints them: what the screen shows."""
    return totalizar(_dados(ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, hoje=hoje))


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
    """Return the quarterly report as of ``hoje``; it gets its number when issued.

    ``progresso`` receives pages done and total.  ErroDominio when ``cancelado`` answers yes, or for a quarter or an
    órgão that does not exist.
    """
    dados = _dados(ctx, ano=ano, trimestre=trimestre, orgao_id=orgao_id, hoje=hoje, cancelado=cancelado)
    with ctx.banco.leitura() as conexao:
        numera = orgao_id or int(configuracao.ler(conexao, configuracao.ORGAO) or 0)
    filtro = f", {dados.orgao.nome}" if orgao_id is not None else ""
    assunto = f"{trimestre}º trimestre de {ano}{filtro}, situação em {formatar_data(hoje)}"
    return Papel(
        titulo=intitular(_ESPECIE, assunto, None, hoje.year),
        nome_arquivo=nome_de_arquivo("relatorio de prazos", ano, f"{trimestre}-trimestre", filtro),
        pdf=_desenhar(dados, progresso, cancelado),
        especie=_ESPECIE,
        ano=hoje.year,
        assunto=assunto,
        orgao_id=numera,
        modelo_versao=ler_modelo(_ESPECIE).versao,
        desenhar=partial(_numerado, dados, hoje.year),
    )


def _desenhar(dados: DadosRelatorioTrimestral, progresso: Progresso | None, cancelado: Cancelado | None) -> bytes:
    saida = BytesIO()
    documento.gerar(dados, saida, progresso, cancelado)
    return saida.getvalue()


def _numerado(dados: DadosRelatorioTrimestral, ano: int, numero: int) -> bytes:
    identificacao = replace(dados.identificacao, numero=str(numero), ano=ano)
    return _desenhar(replace(dados, identificacao=identificacao), None, None)


# ------------------------------------------------------------------ gathering


def _dados(
    ctx: Contexto,
    *,
    ano: int,
    trimestre: int,
    orgao_id: int | None,
    hoje: date,
    cancelado: Cancelado | None = None,
) -> DadosRelatorioTrimestral:
    if trimestre not in (1, 2, 3, 4) or ano not in _ANOS:
        raise ErroDominio(
            f"Não existe o {trimestre}º trimestre de {ano}. Nada foi emitido; escolha um trimestre de 1 a 4 e um ano "
            f"de {_ANOS[0]} a {_ANOS[-1]}."
        )
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        # One reading of the registry: the totals, the list and the seal are of the same moment.
        selo = consultas.ultimo_hash(conexao)
        vazio = DadosRelatorioTrimestral(
            orgao=_emissor(conexao, orgao_id),
            ano=ano,
            trimestre=trimestre,
            em=hoje,
            linhas=(),
            identificacao=IdentificacaoDocumento(selo=selo[:16] if selo is not None else None),
        )
        moveis = ajustados(ctx, conexao, regimes, hoje)
        linhas = list(_linhas(conexao, vazio, orgao_id, moveis, cancelado))
    return replace(vazio, linhas=linhas)


def _emissor(conexao: Conexao, orgao_id: int | None) -> OrgaoEmissor:
    nome: str | None
    if orgao_id is None:
        nome = configuracao.nome_do_orgao(conexao) or "Órgão não configurado"
    else:
        nome = consultas.nome_do_orgao(conexao, orgao_id)
    if nome is None:
        raise ErroDominio("O órgão escolhido não existe mais neste registro. Nada foi emitido; escolha outro.")
    return OrgaoEmissor(nome=nome, municipio=configuracao.ler(conexao, configuracao.MUNICIPIO) or None)


def _linhas(
    conexao: Conexao,
    dados: DadosRelatorioTrimestral,
    orgao_id: int | None,
    moveis: dict[int, Prazo],
    cancelado: Cancelado | None,
) -> Iterator[LinhaPrazo]:
    inicio, fim, hoje = dados.inicio, dados.fim, dados.em
    guardadas = consultas.linhas_do_trimestre(conexao, inicio=inicio, fim=fim, orgao_id=orgao_id, hoje=hoje)
    for lidas, linha in enumerate(guardadas):
        if cancelado is not None and lidas % 500 == 0 and cancelado():
            raise ErroDominio("A emissão foi cancelada; nenhum arquivo foi gravado.")
        if linha.id not in moveis:
            yield _linha(linha, _ESTADOS[linha.estado], linha.vence, linha.vence_ultimo)
    # What an absence without an end moves: the stored date is not the one of this day (S5).
    for linha in consultas.linhas_por_id(conexao, sorted(moveis), orgao_id=orgao_id, hoje=hoje):
        prazo = moveis[linha.id]
        estado = prazo.estado(hoje)
        suspenso = estado is EstadoPrazo.SUSPENSO and linha.aberto_em is not None and linha.aberto_em <= fim
        if suspenso if prazo.vence is None else inicio <= prazo.vence <= fim:
            yield _linha(linha, estado, prazo.vence, prazo.vence_ultimo)


def _linha(
    linha: consultas.LinhaDoTrimestre, estado: EstadoPrazo, vence: date | None, vence_ultimo: date | None
) -> LinhaPrazo:
    return LinhaPrazo(
        nome=linha.nome,
        matricula=linha.matricula,
        cargo=linha.cargo,
        orgao=linha.orgao,
        unidade=linha.unidade,
        tipo=_TIPOS[linha.tipo],
        estado=estado,
        vence=vence,
        vence_ultimo=vence_ultimo,
        fundamento=linha.dispositivo,
    )

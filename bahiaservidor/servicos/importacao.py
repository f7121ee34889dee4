"""Spreadsheets coming in: which column gives which field, what would enter, entering it, taking it back.

The dry run is the import itself in a transaction that is taken back: there is one set of rules, and what it promises is
what happens.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import importacao as consultas
from . import acessos
from .contexto import Contexto
from .importacao_colunas import Cancelado, abrir, do_pedido, lembrar_em, lembrar_mapa, mapa_lembrado, propor_mapa
from .importacao_desfazer import desfazer, previa_desfazer
from .importacao_especies import especie_de, especies, feita
from .importacao_linha import Duvida, Linha, Pulada, Recusada, ler_linha
from .importacao_recusadas import linhas_recusadas
from .importacao_sessao import DESCRICAO, Especie, Executor, Sessao
from .lote import Lote
from .massa import LoteEmMassa
from .movimento import Progresso, cancelavel
from .permissoes import Permissao, exige
from .protecao import proteger
from .tipos.importacao import (
    ConferenciaImportacao,
    ImportacaoFeita,
    LinhaConferida,
    PedidoImportacao,
)

__all__ = [
    "abrir",
    "conferir",
    "desfazer",
    "especies",
    "importacoes",
    "importar",
    "lembrar_mapa",
    "linhas_recusadas",
    "mapa_lembrado",
    "previa_desfazer",
    "propor_mapa",
]

_PASSO: Final = 250
_DESCARGA: Final = 5_000
"""Rows whose acts wait to be written together."""


class _SoConferir(Exception):
    """Takes back the transaction of a dry run."""


# ------------------------------------------------------------------ the dry run and the import


@exige(Permissao.IMPORTAR)
def conferir(
    ctx: Contexto,
    pedido: PedidoImportacao,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> ConferenciaImportacao:
    """Return what each row would do, and why each of the others does not enter.  Writes nothing."""
    arquivo, tabela = do_pedido(pedido, cancelado)
    conferida: ConferenciaImportacao | None = None
    try:
        with ctx.banco.escrita() as conexao:
            conferida, _ = _executar(ctx, conexao, pedido, arquivo, tabela, hoje, progresso, cancelado)
            raise _SoConferir
    except _SoConferir:
        assert conferida is not None
        # The cells are of who brought the file; what the registry adds to them is protected.
        return replace(
            conferida,
            linhas=tuple(replace(proteger(ctx, linha), valores=linha.valores) for linha in conferida.linhas),
        )


@exige(Permissao.IMPORTAR)
def importar(
    ctx: Contexto,
    pedido: PedidoImportacao,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> ImportacaoFeita:
    """Enter the rows that the dry run said would enter, in one transaction and one operation; return the import.

    ErroDominio, with nothing entered, when the file or what it would do changed since, when no row enters, or when it
    is given up; the trail keeps that it was tried.
    """
    with acessos.tentativa(ctx, "importacao", None, pedido.especie, acao=acessos.TENTOU_IMPORTAR):
        return _importar(ctx, pedido, hoje, progresso, cancelado)


def _importar(
    ctx: Contexto, pedido: PedidoImportacao, hoje: date, progresso: Progresso | None, cancelado: Cancelado | None
) -> ImportacaoFeita:
    from . import copias

    arquivo, tabela = do_pedido(pedido, cancelado)
    copias.antes_de_importar(ctx, cancelado)
    with ctx.banco.escrita() as conexao:
        conferida, importacao_id = _executar(ctx, conexao, pedido, arquivo, tabela, hoje, progresso, cancelado)
        entram = conferida.entram + conferida.alteram
        if not entram:
            raise ErroDominio("Nenhuma linha da planilha entra no registro. Nada foi gravado; veja a conferência.")
        if pedido.entram is not None and entram != pedido.entram:
            raise ErroDominio(
                f"O registro mudou desde a conferência: entrariam {entram} linhas, e não {pedido.entram}. Nada foi "
                "gravado; confira de novo."
            )
        lembrar_em(ctx, conexao, pedido.especie, conferida.cabecalho, pedido.mapa)
        return feita(consultas.lista(conexao, importacao_id)[0])


def _executar(
    ctx: Contexto,
    conexao: Conexao,
    pedido: PedidoImportacao,
    arquivo: Any,
    tabela: Any,
    hoje: date,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> tuple[ConferenciaImportacao, int]:
    """Enter the rows and return what each did, with the number of the import."""
    especie = especie_de(pedido.especie)
    contar = cancelavel(progresso, cancelado or (lambda: False))
    cabecalho = tuple(tabela.cabecalho)
    _conferir_mapa(especie, pedido, cabecalho)
    operacao = ctx.operacao(conexao, f"{DESCRICAO}: {especie.rotulo}", regra=especie.regra)
    importacao_id = consultas.inserir(
        conexao,
        {
            "especie": especie.chave, "arquivo": arquivo.nome, "sha256": arquivo.sha256, "folha": pedido.folha or "",
            "mapa": json.dumps({chave: cabecalho[c] for chave, c in sorted(pedido.mapa.items())}, ensure_ascii=False),
            "fonte": pedido.fonte, "linhas": len(tabela.linhas), "entraram": 0, "recusadas": 0,
            "operacao_id": operacao.id, "desfeita_por": None, "motivo": "", "instante": operacao.instante,
            "usuario": operacao.usuario,
        },
    )  # fmt: skip
    lote = LoteEmMassa(ctx, conexao) if especie.em_massa else Lote.abrir(conexao, ctx.regimes)
    sessao = Sessao(
        ctx=ctx, conexao=conexao, operacao=operacao, lote=lote, pedido=pedido, hoje=hoje,
        importacao_id=importacao_id,
    )  # fmt: skip
    campos = especie.por_chave
    colunas = {chave: cabecalho[coluna] for chave, coluna in pedido.mapa.items()}
    ambiguas = _colunas_ambiguas(especie, pedido, tabela)
    linhas = [
        ler_linha(
            campos, linha.numero, linha.valores, mapa=pedido.mapa, fixos=pedido.fixos, colunas=colunas,
            ambiguas=ambiguas,
        )
        for linha in tabela.linhas
    ]  # fmt: skip
    executor = especie.abrir(sessao, linhas)
    feitas: dict[int, LinhaConferida] = {}
    gravadas: list[dict[str, Any]] = []
    for indice, linha in enumerate(executor.ordem(linhas)):
        if indice % _DESCARGA == 0:
            sessao.lote.gravar()
        if indice % _PASSO == 0:
            contar(indice, len(linhas))
        feitas[linha.numero] = _entrar(sessao, executor, linha, gravadas)
    sessao.lote.gravar()
    executor.concluir()
    avisos = (*arquivo.avisos, *tabela.avisos, *(f"{colunas[chave]}: {frase}" for chave, frase in ambiguas.items()))
    conferida = _reunir(especie, arquivo.nome, cabecalho, [feitas[linha.numero] for linha in linhas], avisos)
    entraram = conferida.entram + conferida.alteram
    consultas.inserir_linhas(conexao, gravadas)
    consultas.contar(conexao, importacao_id, entraram=entraram, recusadas=conferida.recusadas + conferida.duvidas)
    trilhar(
        conexao, instante=operacao.instante, usuario=operacao.usuario, acao="importa", objeto="importacao",
        objeto_id=importacao_id, detalhe=especie.chave,
    )  # fmt: skip
    contar(len(linhas), len(linhas))
    return conferida, importacao_id


def _colunas_ambiguas(especie: Especie, pedido: PedidoImportacao, tabela: Any) -> dict[str, str]:
    """Return the date fields whose column has months before days, with what to say of it."""
    from ..intercambio.celulas import coluna_ambigua

    achadas = {}
    for chave, coluna in pedido.mapa.items():
        if especie.por_chave[chave].eh_data:
            frase = coluna_ambigua(linha.valores[coluna] for linha in tabela.linhas)
            if frase is not None:
                achadas[chave] = frase
    return achadas


def _conferir_mapa(especie: Especie, pedido: PedidoImportacao, cabecalho: Sequence[str]) -> None:
    conhecidos = especie.por_chave
    for chave in (*pedido.mapa, *pedido.fixos):
        if chave not in conhecidos:
            raise ErroDominio(f"A importação de {especie.rotulo.lower()} não tem o campo “{chave}”. Nada foi lido.")
    for chave, coluna in pedido.mapa.items():
        if not 0 <= coluna < len(cabecalho):
            raise ErroDominio(
                f"A planilha não tem a coluna {coluna + 1}, de {conhecidos[chave].rotulo}. Nada foi lido."
            )
    faltam = [c.rotulo for c in especie.campos if c.obrigatorio and c.chave not in (*pedido.mapa, *pedido.fixos)]
    if faltam:
        quais = ", ".join(faltam)
        raise ErroDominio(f"Falta dizer que coluna da planilha tem: {quais}. Nada foi lido; complete as colunas.")


def _entrar(sessao: Sessao, executor: Executor, linha: Linha, gravadas: list[dict[str, Any]]) -> LinhaConferida:
    """Enter one row, whole or not at all, and return what it did."""
    resultado, resumo = "recusada", ""
    parecidos = None
    try:
        if sessao.pedido.escolhas.get(linha.numero) == "pular":
            raise Pulada
        with sessao.lote.tentar():
            efeito = executor.executar(linha)
        resultado, resumo = efeito.resultado, efeito.resumo
        gravadas += [
            {
                "importacao_id": sessao.importacao_id, "linha": linha.numero, "sujeito_tipo": tipo,
                "sujeito_id": id_, "ato_id": ato_id, "resultado": como,
            }
            for tipo, id_, ato_id, como in efeito.sujeitos
        ]  # fmt: skip
    except Pulada:
        resultado, resumo = "pulada", "Deixada de fora por escolha."
    except Duvida as duvida:
        resultado, resumo, parecidos = "duvida", duvida.motivo, duvida.parecidos
        linha.faltar(duvida.campo, duvida.motivo)
    except Recusada:
        pass
    except ErroDominio as erro:
        if not linha.faltas:
            linha.errar("", erro)
    return LinhaConferida(
        numero=linha.numero,
        resultado=resultado,
        resumo=resumo,
        valores=linha.celulas,
        faltas=tuple(linha.faltas),
        avisos=tuple(linha.avisos),
        parecidos=tuple(linha.parecidos) if parecidos is None else parecidos,
    )


def _reunir(
    especie: Especie,
    arquivo: str,
    cabecalho: tuple[str, ...],
    linhas: Sequence[LinhaConferida],
    avisos: tuple[str, ...],
) -> ConferenciaImportacao:
    contagem = Counter(linha.resultado for linha in linhas)
    motivos = Counter(motivo for linha in linhas for motivo in dict.fromkeys(falta.geral for falta in linha.faltas))
    return ConferenciaImportacao(
        especie=especie.chave,
        arquivo=arquivo,
        cabecalho=cabecalho,
        linhas=tuple(linhas),
        entram=contagem["entra"],
        alteram=contagem["altera"],
        sem_mudanca=contagem["sem_mudanca"],
        recusadas=contagem["recusada"],
        duvidas=contagem["duvida"],
        puladas=contagem["pulada"],
        motivos=tuple(motivos.most_common()),
        avisos=avisos,
    )


# ------------------------------------------------------------------ what was done


def importacoes(ctx: Contexto) -> tuple[ImportacaoFeita, ...]:
    """Return the imports of the registry, the latest first."""
    with ctx.banco.leitura() as conexao:
        return tuple(feita(linha) for linha in consultas.lista(conexao))

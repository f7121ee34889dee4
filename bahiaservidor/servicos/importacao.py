"""Spreadsheets coming in: which column gives which field, what would enter, entering it, taking it back.

The dry run is the import itself in a transaction that is taken back: there is one set of rules, and what it promises is
what happens.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, process

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import importacao as consultas
from .contexto import Contexto
from .importacao_desfazer import desfazer, previa_desfazer
from .importacao_especies import especie_de, especies, feita
from .importacao_linha import Duvida, Linha, Pulada, Recusada, como_texto, ler_linha
from .importacao_sessao import DESCRICAO, Especie, Executor, Sessao
from .lote import Lote
from .massa import LoteEmMassa
from .movimento import Progresso, cancelavel
from .tipos.importacao import (
    ArquivoLido,
    ConferenciaImportacao,
    ImportacaoFeita,
    LinhaConferida,
    PedidoImportacao,
)

Cancelado = Callable[[], bool]

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

_AMOSTRA: Final = 20
_PASSO: Final = 250
_DESCARGA: Final = 5_000
"""Rows whose acts wait to be written together."""

_PERTO: Final = 86
"""How alike (of 100) a header must be to the name of a field to be proposed for it."""


class _SoConferir(Exception):
    """Takes back the transaction of a dry run."""


# ------------------------------------------------------------------ files, columns


def abrir(
    ctx: Contexto,
    caminho: Path,
    folha: str | None = None,
    codificacao: str | None = None,
    separador: str | None = None,
    linha_do_cabecalho: int | None = None,
) -> ArquivoLido:
    """Return what a file has: its sheets, headers and first rows, and when the same bytes already came in."""
    arquivo, tabela = _ler(caminho, folha, codificacao, separador, linha_do_cabecalho)
    with ctx.banco.leitura() as conexao:
        antes = consultas.ultima_do_arquivo(conexao, arquivo.sha256)
    return ArquivoLido(
        caminho=arquivo.caminho,
        nome=arquivo.nome,
        formato=arquivo.formato,
        tamanho=arquivo.tamanho,
        sha256=arquivo.sha256,
        folhas=tuple(arquivo.folhas),
        folha=folha or arquivo.folhas[0] or None,
        codificacao=codificacao or arquivo.codificacao,
        separador=separador or arquivo.separador,
        linha_do_cabecalho=tabela.linha_do_cabecalho,
        cabecalho=tuple(tabela.cabecalho),
        amostra=tuple(tuple(map(como_texto, linha.valores)) for linha in tabela.linhas[:_AMOSTRA]),
        linhas=len(tabela.linhas),
        avisos=(*arquivo.avisos, *tabela.avisos),
        ja_importado_em=antes,
    )


def _ler(
    caminho: Path,
    folha: str | None,
    codificacao: str | None,
    separador: str | None,
    linha_do_cabecalho: int | None,
    cancelado: Cancelado | None = None,
) -> tuple[Any, Any]:
    # Imported with the first file: the list of imports needs no reader.
    from ..intercambio import planilha

    arquivo = planilha.abrir(caminho)
    tabela = planilha.ler(
        arquivo, folha, codificacao=codificacao, separador=separador, linha_do_cabecalho=linha_do_cabecalho,
        cancelado=cancelado,
    )  # fmt: skip
    return arquivo, tabela


def _chave_do_cabecalho(cabecalho: Sequence[str]) -> str:
    return json.dumps([chave_busca(titulo) for titulo in cabecalho])


def mapa_lembrado(ctx: Contexto, especie: str, cabecalho: Sequence[str]) -> Mapping[str, int] | None:
    """Return which column gave each field when these headers last came in, None for headers never seen."""
    chaves = {campo.chave for campo in especie_de(especie).campos}
    with ctx.banco.leitura() as conexao:
        lembrado = consultas.mapa_lembrado(conexao, especie, _chave_do_cabecalho(cabecalho))
    if lembrado is None:
        return None
    mapa = {chave: int(coluna) for chave, coluna in json.loads(lembrado).items()}
    return {chave: coluna for chave, coluna in mapa.items() if chave in chaves and coluna < len(cabecalho)}


def propor_mapa(ctx: Contexto, especie: str, cabecalho: Sequence[str]) -> Mapping[str, int]:
    """Return which column probably gives each field: as last confirmed for these headers, else by their names.

    A column is proposed for one field; one that nothing resembles, for none.
    """
    campos = especie_de(especie).campos
    lembrado = mapa_lembrado(ctx, especie, cabecalho)
    if lembrado is not None:
        return lembrado
    titulos = {coluna: chave_busca(titulo) for coluna, titulo in enumerate(cabecalho) if chave_busca(titulo)}
    proposto: dict[str, int] = {}
    nomes = {
        campo.chave: [chave_busca(nome) for nome in (campo.rotulo, campo.chave.replace("_", " "), *campo.sinonimos)]
        for campo in campos
    }
    for chave, dela in nomes.items():
        for nome in dela:
            coluna = next((c for c, titulo in titulos.items() if titulo == nome), None)
            if coluna is not None:
                proposto[chave] = coluna
                del titulos[coluna]
                break
    for chave, dela in nomes.items():
        if chave in proposto or not titulos:
            continue
        perto = max((process.extractOne(nome, titulos, scorer=fuzz.ratio) for nome in dela), key=lambda p: p[1])
        if perto[1] >= _PERTO:
            proposto[chave] = perto[2]
            del titulos[perto[2]]
    return proposto


def lembrar_mapa(ctx: Contexto, especie: str, cabecalho: Sequence[str], mapa: Mapping[str, int]) -> None:
    """Keep which column gives each field, for the next file of this kind with the same headers."""
    with ctx.banco.escrita() as conexao:
        _lembrar(ctx, conexao, especie, cabecalho, mapa)


def _lembrar(ctx: Contexto, conexao: Conexao, especie: str, cabecalho: Sequence[str], mapa: Mapping[str, int]) -> None:
    consultas.lembrar_mapa(
        conexao, especie, _chave_do_cabecalho(cabecalho), json.dumps(dict(mapa), sort_keys=True),
        instante=ctx.relogio.agora(), usuario=ctx.usuario,
    )  # fmt: skip


# ------------------------------------------------------------------ the dry run and the import


def conferir(
    ctx: Contexto,
    pedido: PedidoImportacao,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> ConferenciaImportacao:
    """Return what each row would do, and why each of the others does not enter.  Writes nothing."""
    arquivo, tabela = _do_pedido(pedido, cancelado)
    conferida: ConferenciaImportacao | None = None
    try:
        with ctx.banco.escrita() as conexao:
            conferida, _ = _executar(ctx, conexao, pedido, arquivo, tabela, hoje, progresso, cancelado)
            raise _SoConferir
    except _SoConferir:
        assert conferida is not None
        return conferida


def importar(
    ctx: Contexto,
    pedido: PedidoImportacao,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> ImportacaoFeita:
    """Enter the rows that the dry run said would enter, in one transaction and one operation; return the import.

    ErroDominio, with nothing written, when the file or what it would do changed since, when no row enters, or when it
    is given up.
    """
    arquivo, tabela = _do_pedido(pedido, cancelado)
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
        _lembrar(ctx, conexao, pedido.especie, conferida.cabecalho, pedido.mapa)
        return feita(consultas.lista(conexao, importacao_id)[0])


def _do_pedido(pedido: PedidoImportacao, cancelado: Cancelado | None) -> tuple[Any, Any]:
    arquivo, tabela = _ler(
        pedido.caminho, pedido.folha, pedido.codificacao, pedido.separador, pedido.linha_do_cabecalho, cancelado
    )
    if pedido.sha256 and arquivo.sha256 != pedido.sha256:
        raise ErroDominio(
            f"O arquivo “{arquivo.nome}” mudou desde que foi conferido. Nada foi gravado; confira-o de novo."
        )
    return arquivo, tabela


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


# ------------------------------------------------------------------ what was done, and what was not


def linhas_recusadas(
    pedido: PedidoImportacao,
    conferida: ConferenciaImportacao,
    *,
    formato: str = "xlsx",
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes | None:
    """Return the rows that do not enter as a spreadsheet (xlsx or csv), with a column that says what to put right.

    None when every row enters, or when it is given up.  ErroDominio when the file changed since it was examined.
    """
    from ..intercambio import recusadas

    fora = {linha.numero: linha for linha in conferida.linhas if linha.resultado in ("recusada", "duvida")}
    if not fora:
        return None
    _, tabela = _do_pedido(pedido, cancelado)
    escritas = []
    for linha in tabela.linhas:
        if (conferidas := fora.get(linha.numero)) is None:
            continue
        por_coluna: dict[int, list[str]] = {}
        da_linha = []
        for falta in conferidas.faltas:
            artigo = f" ({falta.dispositivo})" if falta.dispositivo and falta.dispositivo not in falta.motivo else ""
            motivo = f"{falta.motivo.removesuffix('.')}{artigo}."
            if falta.campo in pedido.mapa:
                por_coluna.setdefault(pedido.mapa[falta.campo], []).append(motivo)
            else:
                da_linha.append(motivo)
        escritas.append(
            recusadas.LinhaRecusada(
                linha=linha, por_coluna={c: " ".join(motivos) for c, motivos in por_coluna.items()},
                da_linha=tuple(da_linha),
            )
        )  # fmt: skip
    escrever = recusadas.xlsx if formato == "xlsx" else recusadas.em_csv
    return escrever(cabecalho=tabela.cabecalho, recusadas=escritas, progresso=progresso, cancelado=cancelado)


def importacoes(ctx: Contexto) -> tuple[ImportacaoFeita, ...]:
    """Return the imports of the registry, the latest first."""
    with ctx.banco.leitura() as conexao:
        return tuple(feita(linha) for linha in consultas.lista(conexao))

"""Rows that do not enter, given back as a spreadsheet that says what to put right."""

from __future__ import annotations

from .importacao_colunas import Cancelado, do_pedido
from .movimento import Progresso
from .tipos.importacao import ConferenciaImportacao, PedidoImportacao


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
    _, tabela = do_pedido(pedido, cancelado)
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

"""The command that lists the contradictions inbox."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from ..estatuto.formatos.datas import formatar_data
from ..relogio import RelogioDoSistema
from ..servicos.tipos.contradicoes import Contradicao, Especie, FiltroContradicoes, Gravidade
from . import saida
from .analisador import data_, lista_de
from .registro import aberto

_FEITO = 0
_FORMATOS = ("texto", "json", "csv")
_CIENTES = {"pendentes": False, "cientes": True, "todas": None}


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "contradicoes",
        help="lista o que no livro não combina",
        description="Lista as contradições do registro, as mais graves primeiro: o que há, por quê e o que fazer.",
    )
    comando.opcoes.add_argument(
        "--formato", choices=_FORMATOS, default="texto", help="texto (padrão), json ou csv (para planilhas)"
    )
    comando.opcoes.add_argument(
        "--especie", metavar="E[,E]", type=lista_de(e.value for e in Especie), default=(),
        help=f"só destas espécies: {', '.join(e.value for e in Especie)}",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--gravidade", metavar="G[,G]", type=lista_de(g.chave for g in Gravidade), default=(),
        help="só destas gravidades: alta, media, baixa",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--situacao", choices=tuple(_CIENTES), default="pendentes",
        help="pendentes (padrão), cientes (com ciência) ou todas",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--em", metavar="DATA", type=data_, default=None, help="situação nesse dia (padrão: hoje)"
    )
    comando.opcoes.add_argument(
        "--json", dest="formato", action="store_const", const="json", help="o mesmo que --formato json"
    )
    comando.set_defaults(executar=listar)


def listar(opcoes: argparse.Namespace) -> int:
    """Print the contradictions that pass the filter."""
    from ..servicos import contradicoes

    hoje: date = opcoes.em or RelogioDoSistema().hoje()
    filtro = FiltroContradicoes(
        especies=tuple(Especie(nome) for nome in opcoes.especie),
        gravidades=tuple(g for g in Gravidade if g.chave in opcoes.gravidade),
        cientes=_CIENTES[opcoes.situacao],
    )
    with aberto(opcoes) as ctx:
        if opcoes.formato == "csv":
            _escrever_csv(contradicoes.exportar_csv(ctx, filtro=filtro, hoje=hoje))
            return _FEITO
        linhas = list(contradicoes.todas(ctx, filtro=filtro, hoje=hoje))
    if opcoes.formato == "json":
        saida.escrever_json([em_json(linha) for linha in linhas])
    elif not linhas:
        saida.escrever("Nenhuma contradição encontrada.")
    else:
        for linha in linhas:
            saida.escrever(em_texto(linha))
        saida.escrever(f"{len(linhas)} contradições." if len(linhas) > 1 else "1 contradição.")
    return _FEITO


def em_json(linha: Contradicao) -> dict[str, Any]:
    """Return a contradiction as the JSON of the command."""
    return {
        "chave": linha.chave,
        "especie": linha.especie.value,
        "gravidade": linha.gravidade.chave,
        "servidor": linha.servidor_id,
        "vinculo": linha.vinculo_id,
        "nome": linha.nome,
        "cargo": linha.cargo,
        "desde": saida.iso(linha.desde),
        "o_que": linha.o_que,
        "por_que": linha.por_que,
        "dispositivo": linha.dispositivo,
        "o_que_fazer": linha.o_que_fazer,
        "atos": [{"id": ato.ato_id, "ato": ato.frase} for ato in linha.atos],
        "ciencia": None
        if linha.ciencia is None
        else {"em": linha.ciencia.em.isoformat(), "por": linha.ciencia.usuario, "nota": linha.ciencia.nota},
    }


def em_texto(linha: Contradicao) -> str:
    """Return a contradiction as a paragraph."""
    quem = " · ".join(parte for parte in (linha.nome, linha.cargo) if parte)
    desde = f", desde {formatar_data(linha.desde)}" if linha.desde is not None else ""
    partes = [
        f"[{linha.gravidade.rotulo}] {linha.especie.rotulo}{desde}" + (f" — {quem}" if quem else ""),
        f"  {linha.o_que}",
        f"  Por quê ({linha.dispositivo}): {linha.por_que}",
        f"  O que fazer: {linha.o_que_fazer}",
    ]
    if linha.ciencia is not None:
        partes.append(
            f"  Ciência de {linha.ciencia.usuario}, em {formatar_data(linha.ciencia.em)}: {linha.ciencia.nota}"
        )
    # Names and notes are data: a control character in one must not break the list.
    return "\n".join("".join(c if c.isprintable() else " " for c in parte) for parte in partes) + "\n"


def _escrever_csv(dados: bytes) -> None:
    """Write the file on standard output, byte for byte: a console would change its line ends and its mark."""
    fluxo = getattr(sys.stdout, "buffer", None)
    if fluxo is None:
        saida.escrever(dados.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))
        return
    with saida.escrevendo():
        fluxo.write(dados)
        fluxo.flush()

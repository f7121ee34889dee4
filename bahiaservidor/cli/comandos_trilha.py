"""The command that lists the trail: who did, and who saw, what."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..relogio import fuso_da_bahia
from . import saida
from .analisador import data_, inteiro
from .registro import aberto

if TYPE_CHECKING:
    from ..servicos.tipos.trilha import LinhaTrilha

_FEITO = 0


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "trilha",
        help="lista quem fez o quê e quem viu dados protegidos",
        description="Lista a trilha, o mais recente primeiro: quem fez o quê, quem viu a ficha de quem, o que saiu do "
        "registro e o que foi recusado. As horas são da Bahia; em JSON, UTC.",
    )
    comando.opcoes.add_argument("--de", metavar="DATA", type=data_, default=None, help="desde esse dia")
    comando.opcoes.add_argument("--ate", metavar="DATA", type=data_, default=None, help="até esse dia, inclusive")
    comando.opcoes.add_argument("--de-quem-fez", metavar="USUÁRIO", default="", help="só o que fez esse usuário")
    comando.opcoes.add_argument(
        "--acao", metavar="AÇÃO", action="append", default=[],
        help="só essa ação, como está guardada (consultou, exportou, emite…); pode repetir-se",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--pessoa", metavar="CHAVE", default=None, help="só o que é dessa pessoa (matrícula, CPF ou número do vínculo)"
    )
    comando.opcoes.add_argument(
        "--limite", metavar="N", type=inteiro(1, 1_000_000), default=100, help="quantas linhas (padrão: 100)"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON")
    comando.set_defaults(executar=listar)


def listar(opcoes: argparse.Namespace) -> int:
    """Print the rows that pass the filter."""
    from ..servicos import pessoas, trilha
    from ..servicos.tipos.trilha import FiltroTrilha

    with aberto(opcoes) as ctx:
        quem = pessoas.localizar(ctx, chave=opcoes.pessoa).servidor_id if opcoes.pessoa is not None else None
        filtro = FiltroTrilha(
            de=opcoes.de, ate=opcoes.ate, usuario=opcoes.de_quem_fez, acoes=tuple(opcoes.acao), servidor_id=quem
        )
        ids = trilha.ids(ctx, filtro=filtro)
        linhas = trilha.linhas(ctx, ids=ids[: opcoes.limite])
    if opcoes.json:
        saida.escrever_json([_em_json(linha) for linha in linhas])
        return _FEITO
    if not linhas:
        saida.escrever("Nada na trilha com esse filtro.")
        return _FEITO
    saida.escrever(
        saida.tabela(
            ("Quando", "Usuário", "O que fez", "Sobre o quê", "Pessoa", "Detalhe"),
            [
                (
                    f"{t.visto_em.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M:%S}", t.usuario, t.acao, t.alvo, t.pessoa,
                    f"{t.detalhe} ({t.vezes} vezes)" if t.vezes > 1 else t.detalhe,
                )
                for t in linhas
            ],
        )
    )  # fmt: skip
    if len(ids) > len(linhas):
        saida.escrever(f"Mostradas {len(linhas)} de {len(ids)} linhas; peça mais com --limite.")
    return _FEITO


def _em_json(linha: LinhaTrilha) -> dict[str, Any]:
    return {
        "id": linha.id,
        "instante": linha.instante.isoformat(),
        "visto_em": linha.visto_em.isoformat(),
        "visto_ate": linha.visto_ate.isoformat(),
        "vezes": linha.vezes,
        "usuario": linha.usuario,
        "maquina": linha.maquina,
        "acao": linha.acao,
        "objeto": linha.objeto,
        "objeto_id": linha.objeto_id,
        "pessoa": linha.pessoa,
        "detalhe": linha.detalhe,
        "hash": linha.hash,
    }

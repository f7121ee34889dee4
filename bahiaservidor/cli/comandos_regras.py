"""Commands about the rules of the law: reforma."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arquivos import conferir_destino, gravar_arquivo
from ..estatuto.formatos import matricula
from ..estatuto.formatos.datas import formatar_data
from ..relogio import RelogioDoSistema
from ..servicos.tipos import EspecieMovimento, NovoValor, PrazoMovido, Reforma
from . import saida
from .analisador import data_
from .registro import ErroDeEntrada, aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

_FEITO = 0
_FORMATOS = ("texto", "json", "csv")


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    comando = comandos.add_parser(
        "reforma",
        help="mostra que prazos mudariam se a lei, ou a leitura dela, mudasse",
        description="Lista os prazos abertos que mudariam de data com outro valor de um parâmetro, a partir de um dia, "
        "ou com outra leitura da lei.  Não altera nenhum registro; prazo já encerrado não muda.",
        epilogo=_epilogo,
    )
    comando.opcoes.add_argument("--parametro", metavar="P", default=None, help="um dos parâmetros abaixo")
    comando.opcoes.add_argument("--valor", metavar="V", default=None, help="o valor que ele teria")
    comando.opcoes.add_argument(
        "--desde", metavar="DATA", type=data_, default=None, help="o primeiro dia em que o valor valeria"
    )
    comando.opcoes.add_argument(
        "--leitura",
        metavar="L=ALTERNATIVA",
        type=_leitura,
        action="append",
        default=[],
        help="outra leitura da lei (contagem_publicacao=art_259); pode repetir-se",
    )
    comando.opcoes.add_argument(
        "--formato", choices=_FORMATOS, default=None, metavar="F", help="texto (padrão), json ou csv"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="o mesmo que --formato json")
    comando.opcoes.add_argument(
        "--saida",
        metavar="ARQUIVO",
        type=Path,
        default=None,
        help="grava a lista nesse arquivo",
    )
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.set_defaults(executar=reforma)


def _leitura(texto: str) -> tuple[str, str]:
    chave, sinal, valor = texto.partition("=")
    if not sinal or not chave or not valor:
        raise argparse.ArgumentTypeError(f"“{texto}” não é uma leitura; escreva-a como contagem_publicacao=art_259.")
    return chave, valor


def _epilogo() -> str:
    from ..servicos import leituras, reforma
    from ..servicos.regimes import parametros_do_programa

    numeros = parametros_do_programa()
    largura = max(len(chave) for chave in reforma.MOVE)
    linhas = ["parâmetros que movem prazos:"]
    linhas += [f"  {chave:<{largura}}  {numeros.parametro(chave).rotulo}" for chave in reforma.MOVE]
    linhas.append("leituras, cada uma com as suas alternativas:")
    for leitura in leituras.CATALOGO.values():
        valores = ", ".join(alternativa.valor for alternativa in leitura.alternativas)
        linhas.append(f"  {leitura.chave} ({valores})")
    return "\n".join(linhas)


def reforma(opcoes: argparse.Namespace) -> int:
    """List the open deadlines that another number, or another reading, would move."""
    from ..estatuto.erros import ErroDominio
    from ..servicos import reforma as servico
    from ..servicos.movimento import ordem

    pedida = _pedido(opcoes)
    if opcoes.json and opcoes.formato not in (None, "json"):
        raise ErroDeEntrada("--json e --formato pedem formatos diferentes. Nada foi listado; use um dos dois.")
    formato = "json" if opcoes.json else opcoes.formato or "texto"
    if opcoes.saida is not None:
        conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    hoje: date = opcoes.em or RelogioDoSistema().hoje()
    with aberto(opcoes) as ctx:
        try:
            servico.conferir(ctx, reforma=pedida)
        except ErroDominio as erro:
            # Nothing is refused by the law here: a key or a value was typed wrongly.
            raise ErroDeEntrada(erro.mensagem.replace("Nada foi gravado", "Nada foi listado")) from erro
        movidos = sorted(_movidos(ctx, pedida, hoje), key=ordem)
    _entregar(opcoes, formato, pedida, hoje, movidos)
    return _FEITO


def _pedido(opcoes: argparse.Namespace) -> Reforma:
    dados = {"--parametro": opcoes.parametro, "--valor": opcoes.valor, "--desde": opcoes.desde}
    faltam = [nome for nome, valor in dados.items() if valor is None]
    if len(faltam) == len(dados):
        if not opcoes.leitura:
            raise ErroDeEntrada(
                "Falta dizer o que mudaria. Nada foi listado; use --parametro, --valor e --desde, ou --leitura."
            )
        return Reforma(leituras=tuple(opcoes.leitura))
    if faltam:
        raise ErroDeEntrada(f"Falta informar {' e '.join(faltam)}. Nada foi listado; os três andam juntos.")
    novo = NovoValor(chave=opcoes.parametro, valor=opcoes.valor, desde=opcoes.desde)
    return Reforma(valores=(novo,), leituras=tuple(opcoes.leitura))


def _movidos(ctx: Contexto, pedida: Reforma, hoje: date) -> Iterator[PrazoMovido]:
    from ..servicos import reforma as servico

    progresso = saida.Progresso("Servidores")
    for lote in servico.prazos_movidos(ctx, reforma=pedida, hoje=hoje, progresso=progresso):
        yield from lote


def _entregar(
    opcoes: argparse.Namespace, formato: str, pedida: Reforma, hoje: date, movidos: Sequence[PrazoMovido]
) -> None:
    from ..servicos.movimento import em_csv

    textos = {"texto": _texto, "csv": em_csv}
    texto = textos[formato](movidos) if formato in textos else _json(pedida, hoje, movidos)
    if opcoes.saida is None:
        saida.escrever(texto)
        return
    # Spreadsheet programs take a file without a mark for one of the system's old alphabet.
    gravar_arquivo(opcoes.saida, f"{texto}\n".encode("utf-8-sig" if formato == "csv" else "utf-8"))
    saida.escrever(f"{resumo(movidos)} Lista gravada em {opcoes.saida}.")


def resumo(movidos: Sequence[PrazoMovido]) -> str:
    """Return how many deadlines would move, and of how many people, in a sentence."""
    if not movidos:
        return "Nenhum prazo aberto mudaria de data."
    pessoas = len({m.servidor_id for m in movidos})
    prazos = "1 prazo aberto mudaria" if len(movidos) == 1 else f"{len(movidos)} prazos abertos mudariam"
    return f"{prazos} de data, de {pessoas} {'servidor' if pessoas == 1 else 'servidores'}."


def _texto(movidos: Sequence[PrazoMovido]) -> str:
    if not movidos:
        return resumo(movidos)
    titulos = ("nome", "matrícula", "prazo", "vence", "venceria", "último dia", "passaria a")
    linhas = [
        (
            m.nome,
            matricula.formatar(m.matricula) if m.matricula else "–",
            m.rotulo,
            *(_dia(m, dia, antes=n % 2 == 0) for n, dia in enumerate((m.de, m.para, m.ultimo_de, m.ultimo_para))),
        )
        for m in movidos
    ]
    return f"{saida.tabela(titulos, linhas)}\n\n{resumo(movidos)}"


def _dia(movido: PrazoMovido, dia: date | None, *, antes: bool) -> str:
    if dia is not None:
        return formatar_data(dia)
    if movido.especie is (EspecieMovimento.SURGE if antes else EspecieMovimento.DEIXA):
        return "não existia" if antes else "não existiria"
    return "suspenso"


def _json(pedida: Reforma, hoje: date, movidos: Sequence[PrazoMovido]) -> str:
    dados = {
        "em": hoje.isoformat(),
        "parametros": [{"chave": v.chave, "valor": v.valor, "desde": v.desde.isoformat()} for v in pedida.valores],
        "leituras": dict(pedida.leituras),
        "prazos": [
            {
                "servidor": m.servidor_id,
                "vinculo": m.vinculo_id,
                "nome": m.nome,
                "matricula": m.matricula,
                "prazo": m.tipo.value,
                "numero": m.numero,
                "mudanca": m.especie.value,
                "de": {"vence": saida.iso(m.de), "vence_ultimo": saida.iso(m.ultimo_de)},
                "para": {"vence": saida.iso(m.para), "vence_ultimo": saida.iso(m.ultimo_para)},
            }
            for m in movidos
        ],
    }
    return json.dumps(dados, ensure_ascii=False, indent=1)

"""Commands that ask: servidores, prazos, calcular."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ..estatuto.formatos import cpf, matricula
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import EstadoPrazo, TipoPrazo
from ..relogio import RelogioDoSistema
from ..servicos.tipos import Calculo, FiltroPrazos, FiltroServidores, LinhaPrazo, LinhaServidor
from . import saida
from .analisador import data_, lista_de
from .registro import ErroDeEntrada, aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

_FEITO = 0
_LOTE = 500
T = TypeVar("T")


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_servidores(comandos)
    _declarar_prazos(comandos)
    _declarar_calcular(comandos)


def _em(opcoes: argparse.Namespace) -> date:
    dia: date | None = opcoes.em
    return dia or RelogioDoSistema().hoje()


def _comuns(comando: Any, *, com_dia: bool = True) -> None:
    if com_dia:
        comando.opcoes.add_argument(
            "--em", metavar="DATA", type=data_, default=None, help="situação nesse dia (padrão: hoje)"
        )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resultado em JSON")


def _em_lotes(ids: Sequence[int], ler: Callable[[Sequence[int]], Sequence[T]]) -> Iterator[T]:
    for inicio in range(0, len(ids), _LOTE):
        yield from ler(ids[inicio : inicio + _LOTE])


def _mostrar(dia: date | None) -> str:
    return "–" if dia is None else formatar_data(dia)


# ---------------------------------------------------------------- servidores


def _declarar_servidores(comandos: Any) -> None:
    comando = comandos.add_parser(
        "servidores",
        help="lista os servidores, um vínculo por linha",
        description="Lista os servidores em ordem de nome, um vínculo por linha.",
    )
    comando.argumentos.add_argument(
        "texto",
        metavar="TEXTO",
        nargs="?",
        default="",
        help="parte do nome, da matrícula, do CPF, do cargo ou da unidade",
    )
    _comuns(comando)
    comando.set_defaults(executar=servidores)


def servidores(opcoes: argparse.Namespace) -> int:
    """List people, one row per vínculo."""
    from ..servicos import pessoas

    hoje = _em(opcoes)
    with aberto(opcoes) as ctx:
        ids = pessoas.ids_servidores(ctx, filtro=FiltroServidores(texto=opcoes.texto), hoje=hoje)
        linhas = list(_em_lotes(ids, lambda lote: pessoas.linhas_servidores(ctx, ids=lote, hoje=hoje)))
    if opcoes.json:
        saida.escrever_json([_servidor(linha) for linha in linhas])
    elif not linhas:
        saida.escrever("Nenhum servidor encontrado.")
    else:
        titulos = ("id", "matrícula", "CPF", "nome", "cargo", "unidade", "situação")
        saida.escrever(saida.tabela(titulos, [_celulas_do_servidor(linha) for linha in linhas]))
    return _FEITO


def _servidor(linha: LinhaServidor) -> dict[str, Any]:
    return {
        "id": linha.id,
        "matricula": linha.matricula,
        "cpf": linha.cpf,
        "nome": linha.nome,
        "cargo": linha.cargo,
        "unidade": linha.unidade,
        "situacao": linha.situacao.value,
    }


def _celulas_do_servidor(linha: LinhaServidor) -> tuple[str, ...]:
    return (
        str(linha.id),
        matricula.formatar(linha.matricula) if linha.matricula else "–",
        cpf.formatar(linha.cpf) if linha.cpf else "–",
        linha.nome,
        linha.cargo,
        linha.unidade,
        linha.situacao.rotulo,
    )


# ---------------------------------------------------------------- prazos


def _declarar_prazos(comandos: Any) -> None:
    comando = comandos.add_parser(
        "prazos",
        help="lista os prazos por vencimento",
        description="Lista os prazos em ordem de vencimento.",
    )
    declarar_filtros(comando)
    _comuns(comando)
    comando.set_defaults(executar=prazos)


def declarar_filtros(comando: Any) -> None:
    """Add the options that filter deadlines."""
    comando.opcoes.add_argument("--de", metavar="DATA", type=data_, default=None, help="que vencem desse dia em diante")
    comando.opcoes.add_argument("--ate", metavar="DATA", type=data_, default=None, help="que vencem até esse dia")
    estados = [estado.value for estado in EstadoPrazo]
    tipos = [tipo.value for tipo in TipoPrazo]
    comando.opcoes.add_argument(
        "--estado",
        metavar="ESTADO,...",
        type=lista_de(estados),
        default=(),
        help=f"em qualquer destes: {', '.join(estados)}",
    )
    comando.opcoes.add_argument(
        "--tipo", metavar="TIPO,...", type=lista_de(tipos), default=(), help=f"de qualquer destes: {', '.join(tipos)}"
    )


def filtro_pedido(opcoes: argparse.Namespace) -> FiltroPrazos:
    """Return the filter that the options ask for.  Raises ErroDeEntrada for a period that ends before it begins."""
    if opcoes.de is not None and opcoes.ate is not None and opcoes.ate < opcoes.de:
        raise ErroDeEntrada("O dia de --ate é anterior ao de --de. Nada foi feito; confira as datas.")
    return FiltroPrazos(
        de=opcoes.de,
        ate=opcoes.ate,
        estados=tuple(EstadoPrazo(estado) for estado in opcoes.estado),
        tipos=tuple(TipoPrazo(tipo) for tipo in opcoes.tipo),
    )


def prazos(opcoes: argparse.Namespace) -> int:
    """List deadlines."""
    from ..servicos import agenda

    hoje = _em(opcoes)
    filtro = filtro_pedido(opcoes)
    with aberto(opcoes) as ctx:
        ids = agenda.ids_prazos(ctx, filtro=filtro, hoje=hoje)
        linhas = list(_em_lotes(ids, lambda lote: agenda.linhas_prazos(ctx, ids=lote, hoje=hoje)))
    if opcoes.json:
        saida.escrever_json([_prazo(linha) for linha in linhas])
    elif not linhas:
        saida.escrever("Nenhum prazo encontrado.")
    else:
        titulos = ("vence", "último dia", "prazo", "estado", "nome", "matrícula", "cargo", "unidade", "dispositivo")
        saida.escrever(saida.tabela(titulos, [_celulas_do_prazo(linha) for linha in linhas]))
    return _FEITO


def _prazo(linha: LinhaPrazo) -> dict[str, Any]:
    return {
        "id": linha.id,
        "vinculo": linha.vinculo_id,
        "matricula": linha.matricula,
        "nome": linha.nome,
        "cargo": linha.cargo,
        "unidade": linha.unidade,
        "orgao": linha.orgao,
        "prazo": linha.tipo.value,
        "numero": linha.numero,
        "inicio": saida.iso(linha.inicio),
        "vence": saida.iso(linha.vence),
        "vence_ultimo": saida.iso(linha.vence_ultimo),
        "estado": linha.estado.value,
        "fechado_em": saida.iso(linha.fechado_em),
        "dispositivo": linha.dispositivo,
        "responsavel": linha.responsavel,
        "data_interna": saida.iso(linha.data_interna),
    }


def _celulas_do_prazo(linha: LinhaPrazo) -> tuple[str, ...]:
    return (
        _mostrar(linha.vence),
        _mostrar(linha.vence_ultimo),
        linha.rotulo,
        linha.estado.rotulo,
        linha.nome,
        matricula.formatar(linha.matricula) if linha.matricula else "–",
        linha.cargo,
        linha.unidade,
        linha.dispositivo,
    )


# ---------------------------------------------------------------- calcular


def _declarar_calcular(comandos: Any) -> None:
    comando = comandos.add_parser(
        "calcular",
        help="calcula um prazo e mostra a memória do cálculo",
        description="Calcula o fim de um prazo e mostra cada passo da conta.  Não altera nenhum registro.",
        epilogo=_regras,
    )
    comando.argumentos.add_argument("regra", metavar="REGRA", type=_regra, help="uma das regras abaixo")
    comando.opcoes.add_argument(
        "--inicio",
        metavar="DATA",
        type=data_,
        required=True,
        help="a publicação, a posse ou outro fato de que se conta",
    )
    comando.opcoes.add_argument("--prorrogado", action="store_true", help="com a prorrogação que a regra admite")
    comando.opcoes.add_argument("--municipio", metavar="M", default=None, help="com os feriados desse município")
    _comuns(comando, com_dia=False)
    comando.set_defaults(executar=calcular)


def _regras() -> str:
    from ..servicos import calculadora

    regras = calculadora.regras()
    largura = max(len(chave) for chave, _ in regras)
    linhas = [f"  {chave:<{largura}}  {rotulo}" for chave, rotulo in regras]
    return "\n".join(["regras:", *linhas, "Nas de número, qualquer número serve: dias:45, meses:18."])


def _regra(texto: str) -> str:
    from ..servicos import calculadora

    fixas = {chave for chave, _ in calculadora.regras() if ":" not in chave}
    medida, _, numero = texto.partition(":")
    if texto in fixas:
        return texto
    if medida in calculadora.MAXIMO and numero.isascii() and numero.isdecimal():
        maximo = calculadora.MAXIMO[medida]
        if len(numero) > 6 or not 1 <= int(numero) <= maximo:
            raise argparse.ArgumentTypeError(f"a regra “{medida}” pede um número de 1 a {maximo}, assim: {medida}:30.")
        return texto
    conhecidas = ", ".join((*sorted(fixas), *(f"{nome}:N" for nome in calculadora.MAXIMO)))
    raise argparse.ArgumentTypeError(f"a regra “{texto}” não existe; use {conhecidas}.")


def calcular(opcoes: argparse.Namespace) -> int:
    """Compute one term, with its steps, by the calendar and the readings of the registry if there is one."""
    calculo = _calcular(opcoes)
    if opcoes.json:
        saida.escrever_json(
            {
                "regra": calculo.regra,
                "rotulo": calculo.rotulo,
                "inicio": calculo.inicio.isoformat(),
                "vence": calculo.vence.isoformat(),
                "vence_ultimo": calculo.vence_ultimo.isoformat(),
                "dispositivo": calculo.dispositivo,
                "memoria": [passo.texto for passo in calculo.passos],
            }
        )
        return _FEITO
    saida.escrever(f"{calculo.rotulo} ({calculo.dispositivo})")
    saida.escrever(f"Vence em {formatar_data(calculo.vence)}")
    if calculo.vence_ultimo != calculo.vence:
        saida.escrever(f"Último dia possível, pela outra leitura: {formatar_data(calculo.vence_ultimo)}")
    for numero, passo in enumerate(calculo.passos, start=1):
        saida.escrever(f"  {numero}. {passo.texto} [{passo.dispositivo}]")
    return _FEITO


def _calcular(opcoes: argparse.Namespace) -> Calculo:
    from ..servicos import calculadora

    pedido = {"regra": opcoes.regra, "inicio": opcoes.inicio, "prorrogado": opcoes.prorrogado}
    if opcoes.banco is not None or caminho_do_banco(opcoes).exists():
        with aberto(opcoes) as ctx:
            _avisar_municipio_sem_dias(ctx, opcoes.municipio)
            return calculadora.calcular(ctx, municipio=opcoes.municipio, **pedido)
    # Whoever only wants a date needs no registry.
    from ..montagem import simulador

    ctx = simulador()(RelogioDoSistema().hoje())
    try:
        _avisar_municipio_sem_dias(ctx, opcoes.municipio)
        return calculadora.calcular(ctx, municipio=opcoes.municipio, **pedido)
    finally:
        ctx.banco.fechar()


def _avisar_municipio_sem_dias(ctx: Contexto, municipio: str | None) -> None:
    """Say on standard error that a município, perhaps misspelt, adds no day to the calendar."""
    if municipio is None:
        return
    if ctx.regime_do_municipio(municipio).calendario == ctx.regime_do_municipio(None).calendario:
        saida.avisar(
            f"O município “{municipio}” não tem dias próprios no calendário: contaram só os feriados nacionais e os do "
            "Estado. Confira o nome, ou cadastre os dias em Calendário."
        )

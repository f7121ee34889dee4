"""What if the law changed: numbers from a day on, readings, and the open deadlines they would move (C12).

Nothing is written: the alternative regimes are built beside those in use, and both are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ..estatuto.erros import ErroDominio
from ..estatuto.faixas import conferir_conjunto, conferir_desde, ler_valor
from ..estatuto.parametros import ValorDatado
from ..estatuto.tipos import TipoPrazo
from ..registro.conexao import Conexao
from ..registro.consultas.movimento import pessoas_com_prazo_aberto
from ..registro.regras import OpcaoRegistrada, ParametroRegistrado
from . import leituras
from .contexto import Contexto
from .movimento import DO_ESTAGIO, LISTADOS, Progresso, mover, reunir
from .protecao import protegida
from .regimes import HIPOTESE, RegimesDoRegistro
from .tipos import Movimento, NovoValor, PrazoMovido, Reforma

MOVE: Final[Mapping[str, tuple[TipoPrazo, ...]]] = {
    "posse_dias": (TipoPrazo.POSSE,),
    "posse_prorrogacao_dias": (TipoPrazo.POSSE,),
    "exercicio_dias": (TipoPrazo.EXERCICIO,),
    "reversao_exercicio_dias": (TipoPrazo.EXERCICIO,),
    "aproveitamento_exercicio_dias": (TipoPrazo.EXERCICIO,),
    "apresentacao_dias": (TipoPrazo.APRESENTACAO,),
    "estagio_meses": DO_ESTAGIO,
    "avaliacao_intervalo_meses": DO_ESTAGIO,
    "antecedencia_submissao_meses": (TipoPrazo.SUBMISSAO_AVALIACAO,),
    "reconsideracao_dias": (TipoPrazo.RECONSIDERACAO_AVALIACAO,),
    "reconsideracao_decisao_dias": (TipoPrazo.DECISAO_RECONSIDERACAO,),
    "recurso_comissao_dias": (TipoPrazo.RECURSO_AVALIACAO,),
    "abonos_mes_maximo": DO_ESTAGIO,
    "abonos_ano_maximo": DO_ESTAGIO,
    "reintegracao_conta_efetivo": (TipoPrazo.ESTABILIDADE,),
    "idade_compulsoria": (TipoPrazo.COMPULSORIA,),
}
"""Deadlines that rest on each parameter; the others are only consulted by acts, warnings and papers."""

_DA_AUSENCIA = frozenset({"abonos_mes_maximo", "abonos_ano_maximo", "reintegracao_conta_efetivo"})
"""Parameters whose value is that of a day out of service, which comes after the start of the deadline."""

_MAIOR_IDADE = 76
"""Years from birth to the last date by which the age of the compulsória may be chosen (R4)."""


@protegida
def prazos_movidos(
    ctx: Contexto, *, reforma: Reforma, hoje: date, progresso: Progresso | None = None
) -> Iterator[list[PrazoMovido]]:
    """Yield, chunk by chunk, the open deadlines that a reform would move; the closed ones stay.  Changes nothing.

    ErroDominio for an unknown parameter or reading, or a value that its key does not admit.
    """
    with ctx.banco.leitura() as conexao:
        regimes = ctx.regimes_em(conexao)
        depois, tocados = _hipotese(conexao, regimes, reforma)
        yield from mover(conexao, tocados, antes=regimes, depois=depois, hoje=hoje, progresso=progresso)


def prever(
    ctx: Contexto, *, reforma: Reforma, hoje: date, progresso: Progresso | None = None, limite: int | None = LISTADOS
) -> Movimento:
    """Return what a reform would move in all, listing up to ``limite`` deadlines.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        regimes = ctx.regimes_em(conexao)
        depois, tocados = _hipotese(conexao, regimes, reforma)
        lotes = mover(conexao, tocados, antes=regimes, depois=depois, hoje=hoje, progresso=progresso)
        return reunir(lotes, len(tocados), limite=limite)


def conferir(ctx: Contexto, *, reforma: Reforma) -> None:
    """Raise ErroDominio unless every key exists and admits its value; reads no person."""
    with ctx.banco.leitura() as conexao:
        _alternativos(ctx.regimes_em(conexao), reforma)


def valor_conferido(regimes: RegimesDoRegistro, novo: NovoValor) -> ValorDatado:
    """Return a typed value as a dated one.  ErroDominio for an unknown key, or what it does not admit."""
    parametros = regimes(None, None).parametros
    if novo.chave not in parametros.itens:
        raise ErroDominio(
            f"O parâmetro “{novo.chave}” não existe. Nada foi gravado; os nomes estão em Administração, Parâmetros."
        )
    parametro = parametros.parametro(novo.chave)
    conferir_desde(parametro, novo.desde)
    valor = ValorDatado(
        desde=novo.desde, valor=ler_valor(parametro, novo.valor), citacao=parametro.em(novo.desde).citacao
    )
    conferir_conjunto(parametros, novo.chave, valor)
    return valor


def tocados_pelo_parametro(conexao: Conexao, chave: str, desde: date) -> set[int]:
    """Return who has an open deadline that may rest on the value of a parameter from a day on."""
    tipos = MOVE.get(chave, ())
    if not tipos:
        return set()
    # What chooses the value comes before the start of the deadline, or is it; but the age looks back to the birth.
    inicio: date | None = desde
    if chave in _DA_AUSENCIA:
        inicio = None
    elif chave == "idade_compulsoria":
        inicio = date(max(desde.year - _MAIOR_IDADE, 1), 1, 1)
    return set(pessoas_com_prazo_aberto(conexao, tipos, desde=inicio))


def _hipotese(conexao: Conexao, regimes: RegimesDoRegistro, reforma: Reforma) -> tuple[RegimesDoRegistro, list[int]]:
    depois = _alternativos(regimes, reforma)
    tocados: set[int] = set()
    for novo in reforma.valores:
        tocados |= tocados_pelo_parametro(conexao, novo.chave, novo.desde)
    for chave, _ in reforma.leituras:
        tocados.update(leituras.tocados_pela_leitura(conexao, chave))
    return depois, sorted(tocados)


def _alternativos(regimes: RegimesDoRegistro, reforma: Reforma) -> RegimesDoRegistro:
    """Return the regimes with the reform on top, each value checked against those before it."""
    for chave, leitura in reforma.leituras:
        leituras.conferir(chave, leitura)
    opcoes = [OpcaoRegistrada(chave=chave, valor=leitura, instante=HIPOTESE) for chave, leitura in reforma.leituras]
    depois = regimes.com(opcoes=opcoes)
    for novo in reforma.valores:
        valor = valor_conferido(depois, novo)
        depois = depois.com(parametros=[
            ParametroRegistrado(chave=novo.chave, desde=novo.desde, valor=valor, instante=HIPOTESE)
        ])  # fmt: skip
    return depois

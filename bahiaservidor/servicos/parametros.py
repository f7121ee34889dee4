"""Numbers of the law as this installation uses them: shipped values, those entered here, and entering another (C12).

A value entered is an entry of the book: it is never changed, only followed by another about the same day, or withdrawn.
It counts from the instant of its entry: an open deadline moves, one already closed stays as it was known.
"""

from __future__ import annotations

from datetime import date

from ..estatuto.erros import ErroDominio
from ..estatuto.faixas import LEITURAS, faixa
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.regras import (
    RETIRADO,
    ParametroRegistrado,
    ler_parametros,
    texto_da_janela,
    texto_do_valor,
)
from .contexto import Contexto
from .movimento import LISTADOS, Progresso, mover, refazer, reunir
from .permissoes import Permissao, exige
from .reforma import MOVE, tocados_pelo_parametro, valor_conferido
from .regimes import HIPOTESE
from .tipos import (
    JanelaEmUso,
    Movimento,
    NovoValor,
    ParametroEmUso,
    RegistroDeJanela,
    RegistroDeValor,
    ValorEmUso,
)

JANELAS = {"vedacao_eleitoral": "Vedação do período eleitoral", "fim_de_mandato": "Fim de mandato"}
"""Kinds of window of N10, in words."""

_NADA = "Nada foi gravado."


# ------------------------------------------------------------------ reading


def parametros(ctx: Contexto) -> tuple[ParametroEmUso, ...]:
    """Return every number of the law with its values in use, in order of label; readings are not numbers."""
    with ctx.banco.leitura() as conexao:
        em_uso = ctx.regimes_em(conexao)(None, None).parametros
        daqui = _em_vigor(ler_parametros(conexao))
    return tuple(
        ParametroEmUso(
            parametro=parametro,
            valores=tuple(
                ValorEmUso(valor=v, registrado_em=r.instante if r else None, usuario=r.usuario if r else "")
                for v in parametro.valores
                for r in (daqui.get((parametro.chave, v.desde)),)
            ),
            admite=faixa(parametro).em_palavras,
            move=MOVE.get(parametro.chave, ()),
        )
        for parametro in sorted(em_uso.itens.values(), key=lambda p: chave_busca(p.rotulo))
        if parametro.chave not in LEITURAS
    )


def janelas(ctx: Contexto) -> tuple[JanelaEmUso, ...]:
    """Return the windows of N10 in use, in order of date."""
    with ctx.banco.leitura() as conexao:
        em_uso = ctx.regimes_em(conexao)(None, None).parametros
        daqui = _em_vigor(ler_parametros(conexao))
    achadas = []
    for janela in sorted(em_uso.janelas, key=lambda j: (j.inicio, j.chave)):
        registro = daqui.get((janela.chave, janela.inicio))
        achadas.append(
            JanelaEmUso(
                janela=janela,
                registrado_em=registro.instante if registro else None,
                usuario=registro.usuario if registro else "",
            )
        )
    return tuple(achadas)


def _em_vigor(registrados: tuple[ParametroRegistrado, ...]) -> dict[tuple[str, date], ParametroRegistrado]:
    """Return the last entry about each key and first day, those that withdraw left out."""
    ultimos = {(r.chave, r.desde): r for r in registrados}
    return {onde: r for onde, r in ultimos.items() if not r.retirado}


# ------------------------------------------------------------------ values


@exige(Permissao.ALTERAR_REGRAS)
def registrar(
    ctx: Contexto, *, registro: RegistroDeValor, hoje: date, limite: int | None = LISTADOS,
    progresso: Progresso | None = None,
) -> Movimento:  # fmt: skip
    """Enter a value that counts from its first day on, and move the open deadlines; return which moved.

    ErroDominio for an unknown parameter, a value its key does not admit, one already in use, or without source.
    """
    citacao, fundamento = _fonte(registro, hoje)
    antes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        regimes = ctx.regimes_em(conexao)
        valor = valor_conferido(regimes, NovoValor(chave=registro.chave, valor=registro.valor, desde=registro.desde))
        em_uso = regimes(None, None).parametros.parametro(registro.chave)
        igual = next((v for v in em_uso.valores if v.desde == registro.desde), None)
        if igual is not None and (igual.valor, igual.citacao, igual.conferido_em, igual.confirmado) == (
            valor.valor, citacao, registro.conferido_em, registro.confirmado,
        ):  # fmt: skip
            raise ErroDominio(f"Este valor já está em uso, com esta fonte. {_NADA}")
        _lancar(ctx, conexao, "Valor de um parâmetro da lei", {
            "chave": registro.chave,
            "desde": registro.desde,
            "valor": texto_do_valor(valor.valor),
            "citacao": citacao,
            "conferido_em": registro.conferido_em,
            "confirmado": registro.confirmado,
            "observacao": fundamento,
        })  # fmt: skip
        pessoas = sorted(tocados_pelo_parametro(conexao, registro.chave, registro.desde))
        return refazer(ctx, conexao, pessoas, antes=antes, hoje=hoje, limite=limite, progresso=progresso)


def prever_retirada(
    ctx: Contexto, *, chave: str, desde: date, hoje: date, limite: int | None = LISTADOS,
    progresso: Progresso | None = None,
) -> Movimento:  # fmt: skip
    """Return what withdrawing a value entered here would move.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        _daqui(conexao, chave, desde)
        antes = ctx.regimes_em(conexao)
        depois = antes.com(parametros=[ParametroRegistrado(chave=chave, desde=desde, instante=HIPOTESE)])
        pessoas = sorted(tocados_pelo_parametro(conexao, chave, desde))
        lotes = mover(conexao, pessoas, antes=antes, depois=depois, hoje=hoje, progresso=progresso)
        return reunir(lotes, len(pessoas), limite=limite)


@exige(Permissao.ALTERAR_REGRAS)
def retirar(
    ctx: Contexto, *, chave: str, desde: date, fundamento: str, hoje: date, limite: int | None = LISTADOS,
    progresso: Progresso | None = None,
) -> Movimento:  # fmt: skip
    """Withdraw a value or a window entered here from now on: what comes with the program counts again.

    ErroDominio without fundamento, or when nothing was entered here about that day.
    """
    if not fundamento.strip():
        raise ErroDominio(f"Falta o fundamento da retirada. {_NADA} Diga por que o valor deixa de valer.")
    antes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        _daqui(conexao, chave, desde)
        _lancar(ctx, conexao, "Retirada de um valor", {
            "chave": chave,
            "desde": desde,
            "valor": RETIRADO,
            "citacao": "",
            "confirmado": False,
            "observacao": normalizar(fundamento),
        })  # fmt: skip
        pessoas = sorted(tocados_pelo_parametro(conexao, chave, desde))
        return refazer(ctx, conexao, pessoas, antes=antes, hoje=hoje, limite=limite, progresso=progresso)


def _daqui(conexao: Conexao, chave: str, desde: date) -> None:
    if (chave, desde) not in _em_vigor(ler_parametros(conexao)):
        raise ErroDominio(
            f"O valor de {formatar_data(desde)} veio com o programa, ou já foi retirado. {_NADA} "
            "Para mudá-lo, registre outro valor para a mesma data."
        )


# ------------------------------------------------------------------ windows


@exige(Permissao.ALTERAR_REGRAS)
def registrar_janela(ctx: Contexto, *, janela: RegistroDeJanela, hoje: date) -> None:
    """Enter a window of N10, both days included; it moves no deadline, only warns about acts inside it.

    ErroDominio for an unknown kind, a window that ends before it begins or lasts over two years, or without source.
    """
    citacao, fundamento = _fonte(janela, hoje)
    rotulo = normalizar(janela.rotulo)
    if janela.chave not in JANELAS:
        raise ErroDominio(f"A janela “{janela.chave}” não existe. {_NADA} Use {', '.join(JANELAS)}.")
    if not rotulo:
        raise ErroDominio(f"Falta dizer de que pleito ou mandato é a janela. {_NADA}")
    if janela.fim < janela.inicio:
        raise ErroDominio(
            f"A janela termina ({formatar_data(janela.fim)}) antes de começar ({formatar_data(janela.inicio)}). {_NADA}"
        )
    if (janela.fim - janela.inicio).days > 731:
        raise ErroDominio(f"A janela duraria mais de dois anos. {_NADA} Confira as datas.")
    with ctx.banco.escrita() as conexao:
        _lancar(ctx, conexao, "Janela da lei eleitoral ou fiscal", {
            "chave": janela.chave,
            "desde": janela.inicio,
            "valor": texto_da_janela(rotulo, janela.fim),
            "citacao": citacao,
            "conferido_em": janela.conferido_em,
            "confirmado": janela.confirmado,
            "observacao": fundamento,
        })  # fmt: skip


# ------------------------------------------------------------------ what both share


def _fonte(registro: RegistroDeValor | RegistroDeJanela, hoje: date) -> tuple[str, str]:
    """Return citation and fundamento, tidied.  ErroDominio when the source is not whole."""
    citacao, fundamento = normalizar(registro.citacao), normalizar(registro.fundamento)
    if not citacao:
        raise ErroDominio(f"Falta o dispositivo em que o valor está. {_NADA} Informe a lei e o artigo.")
    if not fundamento:
        raise ErroDominio(f"Falta o fundamento da mudança. {_NADA} Informe quem a decidiu e onde.")
    if registro.conferido_em is not None and registro.conferido_em > hoje:
        raise ErroDominio(f"O dia da conferência ({formatar_data(registro.conferido_em)}) ainda não chegou. {_NADA}")
    if registro.confirmado and registro.conferido_em is None:
        raise ErroDominio(f"Falta o dia em que o valor foi conferido no texto da lei. {_NADA}")
    return citacao, fundamento


def _lancar(ctx: Contexto, conexao: Conexao, descricao: str, conteudo: dict[str, object]) -> None:
    operacao = ctx.operacao(conexao, descricao, regra=True)
    lancar_cadastro(conexao, operacao, sujeito_tipo="parametro", conteudo=conteudo)

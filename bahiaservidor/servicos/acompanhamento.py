"""Follow-up of deadlines: responsible person, internal earlier date, note, for one or several at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import PRIMEIRO_ANO, ULTIMO_ANO, formatar_data
from ..registro.consultas import acompanhamento as consultas
from ..registro.consultas import agenda as consultas_de_prazos
from .acompanhamento_vinculos import trilhar_acompanhamento
from .agenda import ajustados, linha_prazo
from .contexto import Contexto
from .frases import enumerar
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos import LinhaPrazo
from .tipos.acompanhamento import Acompanhamento, PedidoAcompanhamento

LIMITE_DO_NOME: Final = 120
"""Characters of the name of who is responsible."""

LIMITE_DA_NOTA: Final = 2000
"""Characters of a note."""

MAIS_DIAS_ANTES: Final = 3660
"""Days before `vence` at which an internal date may be asked for, at most."""

_NOMEADOS: Final = 3
"""Deadlines that a refusal names; the others it counts."""


@protegida
def ler(ctx: Contexto, *, prazo_ids: Sequence[int], hoje: date) -> tuple[Acompanhamento, ...]:
    """Return the follow-up of each deadline, in the order asked; deadlines that no longer exist are left out."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        linhas = consultas_de_prazos.linhas(conexao, prazo_ids, hoje=hoje, ajustados=moveis)
        lidos = consultas.ler(conexao, [linha.id for linha in linhas])
    return tuple(_juntar(linha_prazo(linha), lidos[linha.id]) for linha in linhas)


def responsaveis(ctx: Contexto) -> tuple[str, ...]:
    """Return the names in use, in the order of the alphabet."""
    with ctx.banco.leitura() as conexao:
        return consultas.responsaveis(conexao)


@exige(Permissao.ACOMPANHAR_PRAZO)
def gravar(ctx: Contexto, *, prazo_ids: Sequence[int], pedido: PedidoAcompanhamento, hoje: date) -> int:
    """Write the follow-up of the deadlines, of all or of none; return of how many something changed.

    ErroDominio for an internal date later than `vence`, a follow-up that somebody changed since it was read, a deadline
    that no longer exists, or a name or note too long.
    """
    responsavel = _limpo(pedido.responsavel, "O nome do responsável", LIMITE_DO_NOME, linhas=False)
    nota = _limpo(pedido.nota, "A nota", LIMITE_DA_NOTA, linhas=True)
    _conferir_data(pedido)
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        pedidos = list(dict.fromkeys(prazo_ids))
        linhas = {
            linha.id: linha_prazo(linha)
            for linha in consultas_de_prazos.linhas(conexao, pedidos, hoje=hoje, ajustados=moveis)
        }
        if len(linhas) < len(pedidos):
            raise ErroDominio(
                "Há prazo escolhido que não existe mais: o registro mudou. Nada foi gravado; atualize a lista."
            )
        lidos = consultas.ler(conexao, pedidos)
        _conferir_versoes(linhas, lidos.values(), pedido)
        mudancas = [_mudar(lidos[id_], linhas[id_], responsavel, nota, pedido) for id_ in pedidos]
        _recusar_tardias([linhas[m.antes.prazo_id] for m in mudancas if m.tardia], mudancas)
        feitas = [m for m in mudancas if m.campos]
        instante = ctx.relogio.agora()
        consultas.gravar(conexao, (m.depois for m in feitas), instante=instante, usuario=ctx.usuario)
        for mudanca in feitas:
            trilhar_acompanhamento(
                conexao, mudanca.depois[1:4], instante=instante, usuario=ctx.usuario, acao="altera",
                detalhe=", ".join(mudanca.campos),
            )  # fmt: skip
        return len(feitas)


# ------------------------------------------------------------------ inside


@dataclass(frozen=True, slots=True)
class _Mudanca:
    antes: consultas.Acompanhado
    depois: consultas.Acompanhado
    campos: tuple[str, ...]
    tardia: bool


def _mudar(
    lido: consultas.Acompanhado, linha: LinhaPrazo, responsavel: str | None, nota: str | None,
    pedido: PedidoAcompanhamento,
) -> _Mudanca:  # fmt: skip
    dia = lido.data_interna
    if pedido.tirar_data:
        dia = None
    elif pedido.data_interna is not None:
        dia = pedido.data_interna
    elif pedido.dias_antes is not None:
        if linha.vence is None:
            raise ErroDominio(
                f"{_quem(linha)} está suspenso: sem vencimento, não há de que contar os dias. Nada foi gravado; tire-o "
                "da escolha ou indique um dia."
            )
        dia = linha.vence - timedelta(days=pedido.dias_antes)
    novo = lido._replace(
        responsavel=lido.responsavel if responsavel is None else responsavel,
        data_interna=dia,
        nota=lido.nota if nota is None else nota,
    )
    rotulos = {"responsavel": "responsável", "data_interna": "data interna", "nota": "nota"}
    campos = tuple(rotulo for campo, rotulo in rotulos.items() if getattr(novo, campo) != getattr(lido, campo))
    # One already later, because the legal date moved, hinders nobody who changes something else.
    tardia = "data interna" in campos and dia is not None and linha.vence is not None and dia > linha.vence
    return _Mudanca(lido, novo, campos, tardia)


def _recusar_tardias(tardias: Sequence[LinhaPrazo], mudancas: Sequence[_Mudanca]) -> None:
    if not tardias:
        return
    dia = next(m.depois.data_interna for m in mudancas if m.tardia)
    assert dia is not None
    limite = min(linha.vence for linha in tardias if linha.vence is not None)
    vence = f"vence em {formatar_data(limite)}"
    if len(mudancas) == 1:
        o_que = f"{_quem(tardias[0])} {vence}, e a data interna ({formatar_data(dia)}) seria posterior"
    else:
        nomes = [f"{_quem(linha)}, em {formatar_data(linha.vence)}" for linha in tardias[:_NOMEADOS] if linha.vence]
        if len(tardias) > _NOMEADOS:
            nomes.append(f"mais {len(tardias) - _NOMEADOS}")
        quantos = "1 dos prazos vence" if len(tardias) == 1 else f"{len(tardias)} dos {len(mudancas)} prazos vencem"
        o_que = f"{quantos} antes da data interna de {formatar_data(dia)} ({enumerar(nomes)})"
    raise ErroDominio(
        f"{o_que}: a data interna antecipa a legal, e não a adia. Nada foi gravado; escolha um dia até "
        f"{formatar_data(limite)}."
    )


def _conferir_versoes(
    linhas: dict[int, LinhaPrazo], lidos: Iterable[consultas.Acompanhado], pedido: PedidoAcompanhamento
) -> None:
    for lido in lidos:
        esperada = pedido.versoes.get(lido.prazo_id, lido.versao)
        if esperada != lido.versao:
            raise ErroDominio(
                f"{lido.usuario or 'Alguém'} alterou o acompanhamento de {_quem(linhas[lido.prazo_id])} depois que "
                "você o abriu. Nada foi gravado; feche, confira o que está lá e refaça a mudança."
            )


def _conferir_data(pedido: PedidoAcompanhamento) -> None:
    dia = pedido.data_interna
    if dia is not None and not PRIMEIRO_ANO <= dia.year <= ULTIMO_ANO:
        raise ErroDominio(
            f"O ano {dia.year} está fora do que o programa aceita ({PRIMEIRO_ANO} a {ULTIMO_ANO}). Nada foi gravado; "
            "confira a data interna."
        )
    if pedido.dias_antes is not None and not 0 <= pedido.dias_antes <= MAIS_DIAS_ANTES:
        raise ErroDominio(
            f"A antecedência vai de 0 a {MAIS_DIAS_ANTES} dias. Nada foi gravado; confira quantos dias antes."
        )


def _limpo(texto: str | None, o_que: str, limite: int, *, linhas: bool) -> str | None:
    """Return the text without what cannot be seen, one form for each accented letter; None stays None."""
    if texto is None:
        return None
    texto = unicodedata.normalize("NFC", texto)
    partes = [
        " ".join("".join(c if c.isprintable() else " " for c in linha).split())
        for linha in (texto.splitlines() if linhas else [texto])
    ]
    limpo = "\n".join(partes).strip()
    if len(limpo) > limite:
        raise ErroDominio(f"{o_que} tem {len(limpo)} caracteres, e cabem {limite}. Nada foi gravado; encurte o texto.")
    return limpo


def _quem(linha: LinhaPrazo) -> str:
    return f"{linha.rotulo} de {linha.nome}"


def _juntar(linha: LinhaPrazo, lido: consultas.Acompanhado) -> Acompanhamento:
    return Acompanhamento(
        prazo_id=linha.id,
        vinculo_id=linha.vinculo_id,
        nome=linha.nome,
        tipo=linha.tipo,
        numero=linha.numero,
        vence=linha.vence,
        responsavel=lido.responsavel,
        data_interna=lido.data_interna,
        nota=lido.nota,
        versao=lido.versao,
        alterado_por=lido.usuario,
        alterado_em=lido.instante,
    )

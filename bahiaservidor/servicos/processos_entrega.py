"""What became of a process: sent, accepted or rejected, each piece of news with its day, its reason, its receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..registro.auditoria import trilhar
from ..registro.consultas import processos as consultas
from ..relogio import fuso_da_bahia
from . import anexos
from .contexto import Contexto
from .permissoes import Permissao, exige
from .processos_leitura import ler_em
from .tipos.processos import ProcessoMontado, SituacaoEntrega

_DEPOIS: Final[Mapping[SituacaoEntrega, frozenset[SituacaoEntrega]]] = {
    SituacaoEntrega.MONTADO: frozenset({SituacaoEntrega.ENVIADO}),
    SituacaoEntrega.ENVIADO: frozenset({SituacaoEntrega.ACEITO, SituacaoEntrega.REJEITADO}),
    SituacaoEntrega.REJEITADO: frozenset({SituacaoEntrega.ENVIADO}),
    SituacaoEntrega.ACEITO: frozenset(),
}


@exige(Permissao.MONTAR_PROCESSO)
def registrar_entrega(
    ctx: Contexto,
    *,
    processo_id: int,
    situacao: SituacaoEntrega,
    em: date,
    hoje: date,
    destino: str = "",
    protocolo: str = "",
    motivo: str = "",
    recibo: tuple[str, bytes] | None = None,
) -> ProcessoMontado:
    """Write what became of a process and return it; ``recibo`` (name and bytes) is attached to the vínculo.

    ErroDominio, with nothing kept: a day to come or before the last news, news that cannot follow the last, a process
    sent to nobody, rejected without a reason, a receipt that cannot be kept (`anexos.anexar`).
    """
    recebido = anexos.receber(ctx, dados=recibo[1], nome=recibo[0]) if recibo is not None else None
    escrito = {"destino": destino, "protocolo": protocolo, "motivo": motivo}
    limpos = {campo: normalizar(texto)[:500] for campo, texto in escrito.items()}
    with ctx.banco.escrita() as conexao:
        processo = ler_em(conexao, processo_id)
        _exigir_sequencia(processo, situacao, em, hoje, **limpos)
        anexo_id = None
        if recebido is not None:
            anexo_id = anexos.guardar_em(ctx, conexao, recebido, vinculo_id=processo.vinculo_id, peca="recibo")
        consultas.inserir_entrega(
            conexao, processo_id=processo_id, situacao=situacao.value, em=em, anexo_id=anexo_id,
            instante=ctx.relogio.agora(), usuario=ctx.usuario, **limpos,
        )  # fmt: skip
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=situacao.value, objeto="processo",
            objeto_id=processo_id,
        )  # fmt: skip
        return ler_em(conexao, processo_id)


def _exigir_sequencia(
    processo: ProcessoMontado, situacao: SituacaoEntrega, em: date, hoje: date, *, destino: str, protocolo: str,
    motivo: str,
) -> None:  # fmt: skip
    if situacao not in _DEPOIS[processo.situacao]:
        raise ErroDominio(
            f"O processo está “{processo.situacao.rotulo.lower()}” e não passa daí a “{situacao.rotulo.lower()}”. Nada "
            "foi gravado; confira o andamento."
        )
    if em > hoje:
        raise ErroDominio(f"{formatar_data(em)} ainda não chegou. Nada foi gravado; escreva o dia em que aconteceu.")
    antes = processo.entregas[-1].em if processo.entregas else processo.instante.astimezone(fuso_da_bahia()).date()
    if em < antes:
        raise ErroDominio(
            f"{formatar_data(em)} é antes de {formatar_data(antes)}, a última notícia do processo. Nada foi gravado; "
            "confira a data."
        )
    if situacao is SituacaoEntrega.ENVIADO and not destino:
        raise ErroDominio("Diga para onde o processo foi enviado. Nada foi gravado.")
    if situacao is SituacaoEntrega.REJEITADO and not motivo:
        raise ErroDominio("Diga por que o processo foi rejeitado: é o que se corrige. Nada foi gravado.")

"""Notice and defence in the values that a draft prints."""

from __future__ import annotations

from ..documentos.ato_defesa import DefesaImpressa
from ..registro.conexao import Conexao
from ..registro.consultas import contraditorio as consultas
from .tipos.contraditorio import SituacaoDefesa


def impressa(conexao: Conexao, situacao: SituacaoDefesa) -> DefesaImpressa:
    """Return the checklist as it is printed, with the names of its proofs."""
    defesa = situacao.defesa

    def prova(anexo_id: int | None) -> str | None:
        return None if anexo_id is None else consultas.nome_do_anexo(conexao, anexo_id)

    return DefesaImpressa(
        fundamento=situacao.exigencia.dispositivo,
        aviso_meio=defesa.aviso_meio.rotulo if defesa.aviso_meio is not None else None,
        aviso_em=defesa.aviso_em,
        aviso_prova=prova(defesa.aviso_anexo_id),
        resposta_ate=defesa.resposta_ate,
        resposta_em=defesa.resposta_em,
        sem_resposta=situacao.sem_resposta,
        resposta=defesa.resposta or None,
        resposta_prova=prova(defesa.resposta_anexo_id),
        decisao_em=defesa.decisao_em,
        decisao=defesa.decisao or None,
        decisao_autoridade=defesa.decisao_autoridade or None,
        decisao_prova=prova(defesa.decisao_anexo_id),
        dispensa=defesa.dispensa or None,
        faltas=situacao.pendencias,
    )

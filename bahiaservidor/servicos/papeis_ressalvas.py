"""Ressalvas of a person, for the papers: every act in force that was recorded with one shows it (rule 0)."""

from __future__ import annotations

from datetime import date

from ..documentos import modelos as papel
from ..registro.conexao import Conexao
from ..registro.livro import CADASTRO, historico
from ..registro.vidas import montar
from . import papeis_fontes as fontes_
from .fichas_emendas import livro_da_ficha


def ressalvas_da_pessoa(conexao: Conexao, servidor_id: int, em: date) -> tuple[papel.Ressalva, ...]:
    """Return the ressalvas of the acts dated up to the day that hold, in order of entry."""
    atos = [entrada for entrada in historico(conexao, servidor_id) if entrada.tipo != CADASTRO]
    livro = livro_da_ficha(montar(servidor_id, None, atos).atos, atos)
    achadas: list[papel.Ressalva] = []
    for entrada in livro.com_ressalva(atos):
        vale = livro.valem.get(entrada.id)
        if vale is None or vale.data > em:
            continue
        falhas = tuple(r.dispositivo for r in entrada.requisitos_avaliados() if r.recusa)
        achadas += fontes_.ressalvas(vale.ressalva or entrada.ressalva, falhas)
    return tuple(achadas)

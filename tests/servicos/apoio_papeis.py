"""What the tests of papers about a person share: somebody in estágio, and a paper whose every date is explained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import papeis_catalogo
from bahiaservidor.servicos.papeis_emissao import Papel
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento, Registrado
from tests.documentos.amostras import ler
from tests.documentos.apoio import sem_memoria

from .cenario import Cenario

HOJE = date(2026, 11, 22)
JACIRA = DadosPessoa(
    nome="Jacira D’Ávila", cpf="52998224725", nascimento=date(1990, 5, 1), rg="08.123.456-78", rg_orgao="SSP",
    rg_uf="BA", rg_data=date(2009, 5, 4), nomes_anteriores=("Jacira Conceição",), filiacao="Iracema Conceição",
)  # fmt: skip
DECRETO = Instrumento(numero="23.456", data=date(2026, 2, 2), doe_edicao="24.310", doe_data=date(2026, 2, 3))
ITENS = [
    {"item": "bens", "valor": "09/02/2026", "conferido_por": "Doralice Mota", "conferido_em": "2026-02-06"},
    {"item": "acumulacao", "valor": "", "conferido_por": "Doralice Mota", "conferido_em": "2026-02-07"},
    {"item": "certidoes_negativas", "valor": "de 02/02/2026, válida até 02/05/2026", "conferido_por": "Doralice Mota",
     "conferido_em": "2026-02-07"},
]  # fmt: skip


def nomear(c: Cenario, **campos: Any) -> Registrado:
    return c.nomear(pessoa=JACIRA, instrumento=DECRETO, matricula="92222222", classe="Classe I", **campos)


def empossar(c: Cenario, nomeado: Registrado) -> Registrado:
    return c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", itens=ITENS)


def em_estagio(c: Cenario) -> Registrado:
    nomeado = nomear(c)
    empossar(c, nomeado)
    exercicio = c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
    c.registrar("designacao_avaliadores", servidor=nomeado.servidor_id, data="2026-02-12", chefe="Benedito Sacramento",
                comissao="Iara Prado\nAnísio Leão")  # fmt: skip
    return exercicio


def ausente(c: Cenario, quem: Registrado, inicio: str, fim: str | None, motivo: str) -> Registrado:
    return c.registrar("afastamento", servidor=quem.servidor_id, inicio=inicio, fim=fim, motivo=motivo)


def papel(c: Cenario, especie: str, quem: Registrado, **como: Any) -> Papel:
    """Return a paper; every date it prints must be explained."""
    feito = papeis_catalogo.documento(
        c.ctx, especie=especie, vinculo_id=quem.vinculo_id, servidor_id=quem.servidor_id, hoje=HOJE, **como
    )
    assert sem_memoria(feito.pdf, feito.memoria) == set()
    return feito


def texto(c: Cenario, especie: str, quem: Registrado, **como: Any) -> str:
    return " ".join(ler(papel(c, especie, quem, **como).pdf)).replace("\u00a0", " ")


def recusa(c: Cenario, especie: str, quem: Registrado, **como: Any) -> str:
    with pytest.raises(ErroDominio) as erro:
        papel(c, especie, quem, **como)
    assert "Nada foi emitido" in erro.value.mensagem
    return erro.value.mensagem

"""Sample rows of the quarterly report: invented people, every section, entry and destiny."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bahiaservidor.documentos.modelos import IdentificacaoDocumento
from bahiaservidor.documentos.relatorio_modelos import (
    DadosRelatorio,
    Destino,
    Entrada,
    Especie,
    LinhaRelatorio,
    Secao,
    ordem,
    resumo_do_conteudo,
)
from bahiaservidor.estatuto.tipos import EstadoPrazo
from tests.documentos.amostras import ORGAO

EM: Final = dt.date(2026, 9, 15)
_DESTINOS: Final = {
    EstadoPrazo.CUMPRIDO: Destino.CUMPRIDO,
    EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO: Destino.FORA_DO_PRAZO,
    EstadoPrazo.PREJUDICADO: Destino.PREJUDICADO,
}
_SECOES: Final = {EstadoPrazo.SUSPENSO: Secao.SUSPENSOS, EstadoPrazo.ZONA_CINZENTA: Secao.ZONA_CINZENTA}
_NOMES: Final = ("Jacira", "Benedito", "Doralice", "Anísio", "Iracema", "Conceição", "João")
_SOBRENOMES: Final = ("D’Ávila", "Sacramento", "São João", "Gonçalves Leão", "Pitanga Mota", "do Espírito Santo")


def linhas(quantidade: int, *, orgaos: int = 4, semente: int = 7) -> list[LinhaRelatorio]:
    """Return so many rows of the third quarter of 2026 in the order of the report, the same for the same seed."""
    sorteio = random.Random(semente)
    return sorted((_linha(sorteio, numero, orgaos) for numero in range(quantidade)), key=ordem)


def _linha(sorteio: random.Random, numero: int, orgaos: int) -> LinhaRelatorio:
    especie = sorteio.choice(list(Especie))
    estado = sorteio.choice(list(EstadoPrazo))
    vence: dt.date | None = dt.date(2026, 7, 1) + dt.timedelta(days=sorteio.randrange(92))
    destino = _DESTINOS.get(estado, Destino.PENDENTE)
    entrada = sorteio.choice(list(Entrada))
    secao, idade, observacao = _SECOES.get(estado, Secao.PRAZOS), None, ""
    if estado is EstadoPrazo.VENCIDO:
        sorteado = sorteio.random()
        if sorteado < 0.2:
            destino, observacao = Destino.RESOLVIDO, "respondido por tornar sem efeito, de 01/09/2026"
        else:
            vence = dt.date(2026, 9, 1) - dt.timedelta(days=sorteio.randrange(800))
            idade = (EM - vence).days
            secao = Secao.VENCIDOS if vence < dt.date(2026, 7, 1) else Secao.PRAZOS
            observacao = f"vencido há {idade} dias"
    elif estado is EstadoPrazo.ABERTO and sorteio.random() < 0.3:
        destino, secao = sorteio.choice((Destino.PRORROGACAO, Destino.RECALCULO)), Secao.SAIDAS
        vence = dt.date(2026, 10, 1) + dt.timedelta(days=sorteio.randrange(60))
    elif estado is EstadoPrazo.SUSPENSO:
        vence = None
    tem_pessoa = especie is not Especie.VALIDADE_CONCURSO
    nome = f"{sorteio.choice(_NOMES)} {' '.join(sorteio.sample(_SOBRENOMES, 2))}"
    return LinhaRelatorio(
        chave=(especie.value, numero + 1, sorteio.randrange(1, 6) if especie.tem_numero else 0),
        servidor_id=numero + 1 if tem_pessoa else None,
        especie=especie,
        nome=f"{nome} {numero}" if tem_pessoa else f"Edital {numero}/2024",
        matricula=f"{sorteio.randrange(10**8):08d}" if tem_pessoa and sorteio.random() > 0.2 else None,
        cargo=sorteio.choice(("Médico", "Professor da Educação Básica", "Técnico Administrativo")),
        orgao=f"Secretaria nº {sorteio.randrange(orgaos) + 1}",
        unidade=sorteio.choice(("Diretoria Administrativa", "Hospital Geral de Ilhéus")),
        vence=vence,
        vence_ultimo=None if vence is None else vence if idade else vence + dt.timedelta(days=sorteio.choice((0, 2))),
        estado=estado,
        secao=secao,
        entrada=entrada,
        destino=destino,
        observacao=observacao,
        fundamento=sorteio.choice(("art. 19", "art. 21, § 1º", "Decreto 7.899/2001, art. 2º")),
        idade=idade,
    )


def trimestre(rows: Sequence[LinhaRelatorio]) -> DadosRelatorio:
    """Return the third quarter of 2026 as of 15/09/2026, with its hash."""
    dados = DadosRelatorio(
        orgao=ORGAO,
        ano=2026,
        trimestre=3,
        em=EM,
        linhas=rows,
        saldo="apurado, para 30/06/2026, pelos atos registrados até 15/09/2026",
        identificacao=IdentificacaoDocumento(selo="3f9a77c1d2e4b5a6"),
    )
    return replace(dados, conteudo=resumo_do_conteudo(dados))

"""The acts that change no cargo, filled in and registered in the dialog, and what the file then shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import MotivoAfastamento
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.telas.ficha import TelaFicha
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import cadastros, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import Unidade

from .apoio_atos import Povo, abrir_dialogo, esperar, mostrar, pagina, povoar, preencher, registrar
from .conftest import HOJE, Anotacoes

DIA = date(2026, 11, 20)

READAPTACAO: dict[str, Any] = {
    "publicacao": DIA, "atribuicoes": "Arquivo e atendimento ao público", "laudo_resultado": "limitacao",
    "laudo_numero": "77/2026", "laudo_data": date(2026, 11, 18),
}  # fmt: skip
AVERBACAO: dict[str, Any] = {
    "publicacao": DIA, "origem": "privada", "empregador": "Tecelagem Aurora", "inicio": date(2010, 3, 1),
    "fim": date(2014, 2, 28), "certidao": "CTC 881/2025",
}  # fmt: skip
DESIGNACAO: dict[str, Any] = {"publicacao": DIA, "especie": "assessoramento", "funcao": "Assessor Técnico"}


def campos(tipo: str, povo: Povo, unidade: int) -> dict[str, Any]:
    return {
        "readaptacao": READAPTACAO,
        "designacao": DESIGNACAO,
        "substituicao": {"publicacao": DIA, "cargo": povo.temporario, "titular": "Olívia Bastos"},
        "permuta": {"publicacao": DIA, "outra_pessoa": "Raimundo Sales", "unidade": unidade},
        "averbacao": AVERBACAO,
    }[tipo]


def outra_unidade(ctx: Contexto) -> int:
    orgao = cadastros.unidades(ctx)[0].orgao_id
    return cadastros.salvar_unidade(
        ctx, unidade=Unidade(orgao_id=orgao, nome="Núcleo de Logística", municipio="Salvador")
    )


@pytest.mark.parametrize("tipo", ["readaptacao", "designacao", "substituicao", "permuta", "averbacao"])
def test_the_act_is_filled_in_checked_and_registered(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes, tipo: str
) -> None:
    povo = povoar(ctx)
    unidade = outra_unidade(ctx)
    pessoa = povo.em_estagio
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=pessoa.servidor_id, vinculo_id=pessoa.vinculo_id, tipo=tipo)
    preencher(qtbot, casa, dialogo, **campos(tipo, povo, unidade))
    por_conferir = [d.nome for d in pagina(dialogo).form.por_conferir()]
    if por_conferir:
        assert pagina(dialogo).painel.veredito.startswith("Falta conferir"), pagina(dialogo).painel.veredito
        assert pagina(dialogo).painel.tom is not Tom.PERIGO
    for nome in por_conferir:
        campo = pagina(dialogo).form.campo(nome)
        assert campo is not None
        campo.definir(True)
    pagina(dialogo).analisar()
    esperar(qtbot, casa)
    assert pagina(dialogo).painel.veredito == "A lei admite este ato."
    with qtbot.waitSignal(dialogo.registrado):
        dialogo.registrar.click()
    esperar(qtbot, casa)
    ficha = pessoas.ficha(ctx, servidor_id=pessoa.servidor_id, hoje=HOJE)
    assert ficha.historico[-1].tipo == tipo or ficha.historico[0].tipo == tipo
    assert anotacoes.mensagens[-1][0].endswith(".")


def test_what_began_is_ended_in_the_dialog(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    pessoa = povo.em_estagio
    registrar(ctx, "designacao", servidor=pessoa.servidor_id, **DESIGNACAO)
    registrar(ctx, "readaptacao", servidor=pessoa.servidor_id, **READAPTACAO)
    for tipo in ("dispensa", "fim_readaptacao"):
        dialogo = abrir_dialogo(qtbot, casa, servidor_id=pessoa.servidor_id, vinculo_id=pessoa.vinculo_id, tipo=tipo)
        preencher(qtbot, casa, dialogo, publicacao=HOJE)
        assert pagina(dialogo).painel.veredito == "A lei admite este ato."
        with qtbot.waitSignal(dialogo.registrado):
            dialogo.registrar.click()
        esperar(qtbot, casa)
    (vinculo,) = pessoas.ficha(ctx, servidor_id=pessoa.servidor_id, hoje=HOJE).vinculos
    assert vinculo.funcional == ()


def test_a_promotion_in_the_estagio_is_refused_with_its_article(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.em_estagio.servidor_id, tipo="promocao")
    preencher(qtbot, casa, dialogo, publicacao=DIA, criterio="merecimento", classe="II")
    assert pagina(dialogo).painel.tom is Tom.PERIGO
    escritos = "\n".join(r.text() for r in pagina(dialogo).painel.findChildren(QLabel) if r.isVisible())
    assert "está em estágio probatório" in escritos
    citacoes = [b.text() for b in pagina(dialogo).painel.findChildren(QAbstractButton) if b.isVisible()]
    assert "art. 31" in "\n".join((escritos, *citacoes))
    dialogo.reject()


def test_every_absence_of_the_list_may_be_chosen(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.em_estagio.servidor_id, tipo="afastamento")
    for motivo in MotivoAfastamento:
        preencher(qtbot, casa, dialogo, inicio=date(2026, 11, 16), fim=date(2026, 11, 17), motivo=motivo)
        veredito = pagina(dialogo).painel.veredito
        recusado = motivo in (MotivoAfastamento.MANDATO_SINDICAL, MotivoAfastamento.INTERESSE_PARTICULAR)
        assert (pagina(dialogo).painel.tom is Tom.PERIGO) is recusado, (motivo, veredito)
    dialogo.reject()


def test_the_card_of_the_vinculo_says_what_it_goes_through(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    pessoa = povo.em_estagio
    registrar(ctx, "designacao", servidor=pessoa.servidor_id, **DESIGNACAO)
    registrar(ctx, "readaptacao", servidor=pessoa.servidor_id, **READAPTACAO)
    registrar(ctx, "averbacao", servidor=pessoa.servidor_id, **AVERBACAO)
    tela = TelaFicha(casa)
    tela.ativar()
    tela.receber(servidor_id=pessoa.servidor_id, aba="vinculos")
    mostrar(qtbot, tela, casa)
    escritos = [rotulo.text() for rotulo in tela.vinculos.findChildren(QLabel)]
    assert "Assessor Técnico, desde 20/11/2026" in escritos
    assert "Arquivo e atendimento ao público — desde 20/11/2026" in escritos
    assert "1.461 dias (aposentadoria)" in escritos

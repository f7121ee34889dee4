"""Posts on the Cargos screen: origins, who comes first, laws, reserves, and the nomeação to one post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import AreaVaga, OrigemVaga
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cadastros_orgaos import DialogoOrgao, DialogoUnidade
from bahiaservidor.janela.dialogos.cadastros_vagas import (
    DialogoCorrecaoVagas,
    DialogoExtincaoVagas,
    DialogoRedistribuicao,
    DialogoReserva,
)
from bahiaservidor.janela.dialogos.cargo_ato import DialogoAtoDoCargo
from bahiaservidor.janela.telas.cargos import TelaCargos
from bahiaservidor.servicos import cadastros, provimento, vagas
from bahiaservidor.servicos.tipos import DadosPessoa, OcupacaoCargo, PedidoAto, Registrado, Unidade, Vagas
from bahiaservidor.servicos.tipos.vagas import ReservaPosto

from .apoio_prazos import HOJE, Lugar, conferir_modelo, dialogo_aberto, esperar, mostrar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def _museologo(casa: Casa) -> OcupacaoCargo:
    return next(o for o in cadastros.arvore_cargos(casa.ctx) if o.cargo.nome == "Museólogo")


def _unidade(casa: Casa) -> int:
    (unidade, *_) = cadastros.unidades(casa.ctx)
    assert unidade.id is not None
    return unidade.id


def _criar(casa: Casa, quantidade: int = 3) -> int:
    cargo_id = _museologo(casa).cargo.id
    assert cargo_id is not None
    return vagas.salvar_vagas(
        casa.ctx,
        vagas=Vagas(
            cargo_id=cargo_id, quantidade=quantidade, unidade_id=_unidade(casa), lei="Lei 1/2000",
            desde=date(2000, 1, 3),
        ),
    )  # fmt: skip


def _aberto(casa: Casa, nome: str, situacao: str = "estavel", cargo_id: int | None = None) -> Registrado:
    conteudo = {
        "data": "2010-02-01", "cargo": cargo_id or _museologo(casa).cargo.id, "situacao": situacao,
        "data_exercicio": "2005-02-01", "data_posse": "2005-01-17", "unidade": _unidade(casa),
    }  # fmt: skip
    pedido = PedidoAto(
        tipo="assentamento_inicial", conteudo=conteudo, pessoa=DadosPessoa(nome=nome, nascimento=date(1970, 1, 1))
    )
    return provimento.registrar(casa.ctx, pedido=pedido, hoje=HOJE)


def _falecer(casa: Casa, registrado: Registrado) -> None:
    pedido = PedidoAto(tipo="falecimento", conteudo={"data": "2026-10-05"}, servidor_id=registrado.servidor_id)
    provimento.registrar(casa.ctx, pedido=pedido, hoje=HOJE)


def _tela(qtbot: QtBot, casa: Casa) -> TelaCargos:
    tela = TelaCargos(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(cargo_id=_museologo(casa).cargo.id)
    esperar(qtbot, casa)
    return tela


def _escrever(dialogo: QWidget, chave: str, valor: str) -> None:
    campo = dialogo.formulario.campo(chave)  # type: ignore[attr-defined]
    assert isinstance(campo, QLineEdit)
    campo.setText(valor)


def test_a_free_post_says_where_it_came_from_and_opens_the_nomeacao_to_it(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    (orgao, *_) = cadastros.orgaos(casa.ctx)
    cadastros.salvar_orgao(casa.ctx, orgao=replace(orgao, area="saude"))
    _criar(casa, 1)
    _falecer(casa, _aberto(casa, "Ana Reis"))
    tela = _tela(qtbot, casa)
    painel = tela.detalhe.livres
    vigia = conferir_modelo(painel.modelo, painel)
    assert tela.detalhe.abas.tabText(1) == "Livres (1)"
    tela.detalhe.abas.setCurrentIndex(1)
    (vaga,) = painel.modelo.linhas()
    assert (vaga.origem, vaga.ultimo_ocupante, vaga.area) == (OrigemVaga.FALECIMENTO, "Ana Reis", AreaVaga.SAUDE)
    assert painel.razao.text().startswith("Falecimento de Ana Reis em 05/10/2026.")
    assert "Reposição admitida acima do limite prudencial" in painel.razao.text()
    painel.botao_nomear.click()
    (ato,) = pedidos.atos
    assert ato["tipo"] == "nomeacao"
    assert ato["pedido"].conteudo == {
        "cargo": _museologo(casa).cargo.id, "origem": OrigemVaga.FALECIMENTO, "area": AreaVaga.SAUDE,
        "ultimo_ocupante": "Ana Reis", "unidade": _unidade(casa),
    }  # fmt: skip
    assert vigia.model() is painel.modelo


def test_who_is_in_disponibilidade_is_shown_before_the_nomeacao(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _criar(casa, 1)
    registrado = _aberto(casa, "Bia Melo", "em_disponibilidade")
    tela = _tela(qtbot, casa)
    painel = tela.detalhe.livres
    tela.detalhe.abas.setCurrentIndex(1)
    assert painel.antes.isVisibleTo(tela)
    assert "aproveitamento de Bia Melo" in painel.antes.texto()
    painel.botao_aproveitar.click()
    (ato,) = pedidos.atos
    assert (ato["tipo"], ato["servidor_id"]) == ("aproveitamento", registrado.servidor_id)
    assert ato["pedido"].conteudo == {"cargo": _museologo(casa).cargo.id}


def test_without_posts_the_tabs_say_what_to_do(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = _tela(qtbot, casa)
    assert tela.detalhe.abas.tabText(1) == "Livres"
    assert not tela.detalhe.livres.botao_nomear.isEnabled()
    assert not tela.detalhe.livres.antes.isVisibleTo(tela)
    assert not tela.detalhe.leis.botao_extinguir.isEnabled()
    tela.detalhe.abas.setCurrentIndex(2)
    vazio = tela.detalhe.leis.tabela.vazio()
    assert vazio is not None
    assert vazio.isVisibleTo(tela)


def test_a_law_is_corrected_in_its_place_and_reduced_by_another(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    id_ = _criar(casa)
    tela = _tela(qtbot, casa)
    leis = tela.detalhe.leis
    tela.detalhe.abas.setCurrentIndex(2)
    leis.tabela.ir_para(0)
    qtbot.keyClick(leis.tabela, Qt.Key.Key_Return)
    correcao = dialogo_aberto(tela, DialogoCorrecaoVagas)
    quantidade = correcao.formulario.campo("quantidade")
    assert isinstance(quantidade, QSpinBox)
    quantidade.setValue(5)
    correcao.salvar()
    esperar(qtbot, casa)
    assert tela.detalhe.numeros["criadas"].text() == "5"
    leis.botao_extinguir.click()
    extincao = dialogo_aberto(tela, DialogoExtincaoVagas)
    extincao.quantidade.setValue(2)
    extincao.salvar()
    assert extincao.isVisible(), "the law is missing"
    _escrever(extincao, "lei", "Lei 9/2026")
    extincao.salvar()
    esperar(qtbot, casa)
    assert tela.detalhe.numeros["criadas"].text() == "3"
    entradas = vagas.vagas(casa.ctx, cargo_id=_museologo(casa).cargo.id or 0)
    assert [(v.id == id_, v.quantidade, v.especie) for v in entradas] == [(True, 5, "criacao"), (False, -2, "extincao")]
    assert pedidos.mensagens == ["Postos corrigidos.", "2 vagas extintas."]


def test_more_than_the_free_posts_cannot_be_extinct(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    _criar(casa, 1)
    _aberto(casa, "Ana Reis")
    tela = _tela(qtbot, casa)
    tela.detalhe.leis.botao_extinguir.click()
    dialogo = dialogo_aberto(tela, DialogoExtincaoVagas)
    _escrever(dialogo, "lei", "Lei 9/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert "ficaria com 0 posto(s), e 1 estão ocupados" in dialogo.aviso.texto()
    assert pedidos.mensagens == []
    dialogo.reject()


def test_posts_move_to_another_unit(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _criar(casa)
    sede = _unidade(casa)
    (orgao, *_) = cadastros.orgaos(casa.ctx)
    outra = cadastros.salvar_unidade(
        casa.ctx, unidade=Unidade(orgao_id=orgao.id or 0, nome="Museu de Arte", municipio="Salvador")
    )
    tela = _tela(qtbot, casa)
    tela.detalhe.leis.botao_redistribuir.click()
    dialogo = dialogo_aberto(tela, DialogoRedistribuicao)
    _escrever(dialogo, "ato", "Portaria 3/2026")
    dialogo.salvar()
    assert dialogo.formulario.campo("para").accessibleDescription() == "É a mesma unidade de onde os postos saem."
    dialogo.formulario.campo("de").definir(sede)  # type: ignore[attr-defined]
    dialogo.formulario.campo("para").definir(outra)  # type: ignore[attr-defined]
    dialogo.salvar()
    esperar(qtbot, casa)
    livres = {v.unidade: v.quantos for v in tela.detalhe.livres.modelo.linhas()}
    assert livres["Museu de Arte"] == 1
    assert sum(livres.values()) == 3


def test_posts_are_reserved_and_the_reserve_ends(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    _criar(casa)
    tela = _tela(qtbot, casa)
    leis = tela.detalhe.leis
    leis.botao_reservar.click()
    dialogo = dialogo_aberto(tela, DialogoReserva)
    _escrever(dialogo, "motivo", "Decisão judicial")
    _escrever(dialogo, "documento", "MS 8/2026")
    dialogo.salvar()
    esperar(qtbot, casa)
    assert tela.detalhe.numeros["reservadas"].text() == "1"
    leis.tabela_reservas.ir_para(0)
    leis.botao_reserva.click()
    edicao = dialogo_aberto(tela, DialogoReserva)
    edicao.formulario.campo("ate").definir(HOJE)  # type: ignore[attr-defined]
    edicao.salvar()
    esperar(qtbot, casa)
    (reserva,) = leis.reservas.linhas()
    assert isinstance(reserva, ReservaPosto)
    assert reserva.ate == HOJE
    assert tela.detalhe.numeros["reservadas"].text() == "1", "its last day is included"


def test_the_screen_leads_to_the_limits_and_to_the_acts_on_the_cargo(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    tela = _tela(qtbot, casa)
    tela.lrf.click()
    assert pedidos.navegacoes == [("lrf", {})]
    tela.detalhe.leis.botao_cargo.click()
    dialogo_aberto(tela, DialogoAtoDoCargo).reject()


def test_the_name_of_the_cargo_has_room_before_the_mark_of_doubt(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    tela = _tela(qtbot, casa)
    tela.resize(1500, 740)
    tela.divisor.setSizes([900, 560])
    tela._caber()
    assert not tela.arvore.isColumnHidden(4)
    tela.divisor.setSizes([400, 1000])
    tela._caber()
    assert tela.arvore.isColumnHidden(4)


def test_the_area_is_written_on_the_orgao_and_on_the_unit(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    (orgao, *_) = cadastros.orgaos(casa.ctx)
    dialogo = DialogoOrgao(casa, orgao)
    dialogo.open()
    dialogo.formulario.campo("area").definir("educacao")  # type: ignore[attr-defined]
    dialogo.salvar()
    esperar(qtbot, casa)
    (unidade, *_) = cadastros.unidades(casa.ctx)
    outro = DialogoUnidade(casa, unidade, orgaos=cadastros.orgaos(casa.ctx))
    outro.open()
    assert outro.valor("area") == ""
    outro.formulario.campo("area").definir("seguranca")  # type: ignore[attr-defined]
    outro.salvar()
    esperar(qtbot, casa)
    assert cadastros.orgaos(casa.ctx)[0].area == "educacao"
    assert cadastros.unidades(casa.ctx)[0].area == "seguranca"

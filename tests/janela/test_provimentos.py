"""Who waits, minutas, and the ceremony of posse from the call to the confirmation."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.dialogos.anulacao import DialogoAnulacao
from bahiaservidor.janela.dialogos.cerimonia import DialogoCerimonia
from bahiaservidor.janela.modelos.marcaveis import ModeloMarcavel, colunas_convocados
from bahiaservidor.janela.telas.provimentos import TelaProvimentos
from bahiaservidor.servicos import agenda, minutas, papeis, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import FiltroPrazos, PedidoAto

from .apoio_atos import HOJE, esperar, mostrar, povoar, vigiar
from .conftest import Anotacoes

_REQUISITOS = (
    "nacionalidade", "direitos_politicos", "quitacao_militar", "escolaridade", "declaracao_bens",
    "declaracao_acumulacao", "acumulacao_licita",
)  # fmt: skip


def _tela(qtbot: QtBot, casa: Casa) -> TelaProvimentos:
    tela = TelaProvimentos(casa)
    tela.ativar()
    mostrar(qtbot, tela, casa)
    return tela


def test_who_waits_and_starting_the_act(qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes) -> None:
    povo = povoar(ctx)
    tela = _tela(qtbot, casa)
    assert tela.abas.tabText(0) == "Esperam posse (2)"
    assert tela.abas.tabText(1) == "Esperam exercício (1)"
    assert not tela.posse.registrar.isEnabled()
    tela.posse.tabela.ir_para(0)  # the nearest deadline first
    tela.posse.registrar.click()
    assert anotacoes.atos[-1] == {
        "servidor_id": povo.nomeado.servidor_id, "vinculo_id": povo.nomeado.vinculo_id, "tipo": "posse",
    }  # fmt: skip
    tela.receber(aba="exercicio")
    tela.grab()
    esperar(qtbot, casa)
    tela.exercicio.tabela.ir_para(0)
    qtbot.keyClick(tela.exercicio.tabela, Qt.Key.Key_Return)
    assert anotacoes.atos[-1]["tipo"] == "exercicio"


def test_a_minuta_goes_from_prepared_to_no_effect(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    pedido = PedidoAto(
        tipo="posse", conteudo={"data": HOJE}, servidor_id=povo.nomeado.servidor_id, vinculo_id=povo.nomeado.vinculo_id
    )
    minutas.preparar(ctx, pedido=pedido, hoje=HOJE)
    tela = _tela(qtbot, casa)
    tela.receber(aba="minutas")
    assert tela.abas.tabText(2) == "Minutas (1)"
    tela.minutas.tabela.ir_para(0)
    assert not tela.minutas.assinada.isEnabled()  # no number yet
    tela.minutas.imprimir.click()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 1
    (minuta,) = minutas.listar(ctx)
    assert (minuta.estado, minuta.numero) == ("emitida", "1/2026")
    tela.minutas.assinada.click()
    esperar(qtbot, casa)
    assert [m.estado for m in minutas.listar(ctx)] == ["assinada"]
    tela.minutas.confirmar.click()
    assert anotacoes.atos[-1] == {"minuta_id": minuta.id}
    dialogo = DialogoAnulacao(casa, minuta, tela)
    mostrar(qtbot, dialogo, casa)
    dialogo.anular.click()
    assert dialogo.isVisible()  # the reason is mandatory
    dialogo.motivo.setText("Desistiu da posse")
    dialogo.anular.click()
    esperar(qtbot, casa)
    (anulada,) = minutas.listar(ctx)
    assert (anulada.estado, anulada.motivo) == ("sem_efeito", "Desistiu da posse")
    assert tela.minutas.modelo.rowCount() == 0
    tela.minutas.estado.definir("todas")
    esperar(qtbot, casa)
    assert tela.minutas.modelo.rowCount() == 1


def test_ceremony_from_the_call_to_the_confirmation(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = DialogoCerimonia(casa)
    mostrar(qtbot, dialogo, casa)
    assert dialogo.convocados.rowCount() == 2
    assert not dialogo.avancar.isEnabled()
    dialogo.convocados.marcar_visiveis(True)
    assert dialogo.avancar.text().replace("&", "") == "Preparar 2 termos"
    dialogo.avancar.click()
    assert "Data da posse" in dialogo.aviso.texto()
    for nome in _REQUISITOS:
        campo = dialogo.form.campo(nome)
        assert campo is not None
        campo.definir(True)
    for nome, valor in (("data", HOJE), ("inspecao", "apto"), ("autoridade", povo.autoridade)):
        campo = dialogo.form.campo(nome)
        assert campo is not None
        campo.definir(valor)
    dialogo.avancar.click()
    esperar(qtbot, casa)
    assert [m.estado for m in minutas.listar(ctx)] == ["emitida", "emitida"]
    dialogo.imprimir.click()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 1
    assert [d.especie for d in papeis.emitidos(ctx)] == ["cerimonia_posse"]
    dialogo.reject()

    # another day: who came is marked from the papers already printed
    dialogo = DialogoCerimonia(casa)
    mostrar(qtbot, dialogo, casa)
    assert dialogo.retomar.isVisible()
    dialogo.retomar.click()
    assert dialogo.data.data() == HOJE
    veio = next(i for i, m in enumerate(dialogo.presencas.linhas()) if m.servidor_id == povo.nomeado.servidor_id)
    dialogo.tabela_veio.ir_para(veio)
    qtbot.keyClick(dialogo.tabela_veio, Qt.Key.Key_Return)
    assert dialogo.avancar.text().replace("&", "") == "Confirmar 1 posse e 1 falta"
    dialogo.avancar.click()
    pergunta = dialogo.findChild(Pergunta)
    assert pergunta is not None
    pergunta.confirmar.click()
    esperar(qtbot, casa)
    assert anotacoes.mensagens[-1][0] == "1 posse registrada."
    assert sorted(m.estado for m in minutas.listar(ctx)) == ["confirmada", "sem_efeito"]
    assert pessoas.ficha(ctx, servidor_id=povo.nomeado.servidor_id, hoje=HOJE).vinculos[0].posse == HOJE
    assert pessoas.ficha(ctx, servidor_id=povo.outro_nomeado.servidor_id, hoje=HOJE).vinculos[0].posse is None


def test_a_refused_ceremony_keeps_everything_as_it_was(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    ids = (povo.nomeado.vinculo_id, povo.outro_nomeado.vinculo_id)
    minutas.preparar_cerimonia(ctx, vinculos=ids, conteudo={"data": HOJE}, hoje=HOJE)
    dialogo = DialogoCerimonia(casa)
    mostrar(qtbot, dialogo, casa)
    dialogo.retomar.click()
    dialogo.presencas.marcar_visiveis(True)
    dialogo.data.definir(date(2026, 12, 14))  # too late for the first, in time for the other
    dialogo.avancar.click()
    pergunta = dialogo.findChild(Pergunta)
    assert pergunta is not None
    pergunta.confirmar.click()
    esperar(qtbot, casa)
    assert "Nenhuma posse da cerimônia foi registrada." in dialogo.aviso.texto()
    assert dialogo.aviso.isVisible()
    assert [m.estado for m in minutas.listar(ctx)] == ["emitida", "emitida"]
    assert anotacoes.mensagens == []
    dialogo.reject()


def test_ticks_survive_filtering_and_sorting(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    ids = agenda.ids_prazos(ctx, filtro=FiltroPrazos(tipos=(TipoPrazo.POSSE,)), hoje=HOJE, pendentes=True)
    modelo = ModeloMarcavel(colunas_convocados(), agenda.linhas_prazos(ctx, ids=ids, hoje=HOJE))
    vigiar(modelo, casa.executor)
    modelo.alternar(0)
    marcado = modelo.marcados()
    modelo.filtrar("DALVA")
    assert [m.nome for m in modelo.linhas()] == ["Dalva Nogueira"]
    assert modelo.marcados() == marcado
    indice = modelo.index(0, 0)
    assert indice.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert modelo.setData(indice, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert len(modelo.marcados()) == 2
    modelo.filtrar("")
    modelo.sort(0, Qt.SortOrder.DescendingOrder)
    modelo.marcar_visiveis(False)
    assert modelo.marcados() == ()
    assert not modelo.setData(modelo.index(0, 1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

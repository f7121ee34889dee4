"""The batch dialog: who, one PDF or a folder, progress, cancelling, what failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.papeis_lote import DialogoPapeisEmLote, lote_de_quem_espera
from bahiaservidor.servicos import concursos, minutas, papeis
from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto
from bahiaservidor.servicos.tipos.lote import Alvo

from .apoio_prazos import Lugar, casa_de_teste, esperar, registro_de_demonstracao


@pytest.fixture
def lugar(qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lugar]:
    modelos = tmp_path_factory.getbasetemp() / "modelos_documentos"
    modelos.mkdir(exist_ok=True)
    with casa_de_teste(qapp, registro_de_demonstracao(tmp_path, modelos), tmp_path) as aberto:
        yield aberto


def abrir(qtbot: QtBot, casa: Casa) -> DialogoPapeisEmLote:
    dialogo = lote_de_quem_espera(casa, pai=None)
    esperar(qtbot, casa)
    return dialogo


def test_avisos_em_uma_pasta(qtbot: QtBot, lugar: Lugar, tmp_path: Path) -> None:
    casa, pedidos = lugar
    dialogo = abrir(qtbot, casa)
    assert dialogo.especie.valor() == "aviso_posse"
    todos = len(dialogo.modelo.marcados())
    assert todos == dialogo.modelo.rowCount() >= 1
    assert "último dia possível" in dialogo._fora.text()
    dialogo.modelo.alternar(0)
    assert len(dialogo.modelo.marcados()) == todos - 1
    dialogo.modelo.alternar(0)
    assert dialogo.emitir.text() == f"&Emitir {todos} documento{'s' if todos > 1 else ''}"
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert "Diga o local" in dialogo.aviso.texto()
    assert papeis.emitidos(casa.ctx) == ()
    local = dialogo._campos["local"]
    local.setText("Auditório")
    pasta = tmp_path / "avisos"
    pasta.mkdir()
    dialogo.varios.setChecked(True)
    assert not dialogo.emitir.isEnabled()
    dialogo.usar_pasta(str(pasta))
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert len(list(pasta.glob("aviso-de-posse-*.pdf"))) == todos
    assert pedidos.mensagens[-1].endswith(str(pasta))


def test_um_so_pdf_abre_a_previa(qtbot: QtBot, lugar: Lugar) -> None:
    casa, pedidos = lugar
    dialogo = abrir(qtbot, casa)
    dialogo.especie.definir("termo_posse")
    esperar(qtbot, casa)
    assert not dialogo._form.isVisible()
    assert "De fora (" in dialogo._fora.text()
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pedidos.previas[-1]["titulo"].startswith("Termo de posse, em lote")
    assert papeis.emitidos(casa.ctx, especie="lote_termo_posse") != ()


def test_cancelar_diz_que_nada_saiu_e_deixa_tentar_de_novo(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    dialogo = abrir(qtbot, casa)
    dialogo.especie.definir("termo_posse")
    esperar(qtbot, casa)
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    # Before the first paper is drawn: the job runs on another thread and looks at the mark between papers.
    dialogo.reject()
    esperar(qtbot, casa)
    assert dialogo.isVisible()
    assert dialogo.aviso.texto() == "Emissão cancelada. Nada foi emitido."
    assert papeis.emitidos(casa.ctx) == ()
    assert dialogo.emitir.isEnabled()
    dialogo.reject()
    assert not dialogo.isVisible()


def test_lista_sem_ninguem(qtbot: QtBot, lugar: Lugar) -> None:
    casa, _ = lugar
    dialogo = DialogoPapeisEmLote(casa, alvo=lambda: Alvo(lista_id=999_999), onde="De ninguém.")
    dialogo.open()
    esperar(qtbot, casa)
    assert dialogo.modelo.rowCount() == 0
    assert not dialogo.emitir.isEnabled()
    dialogo.close()


def preparar_nomeacoes(casa: Casa, quantas: int) -> int:
    """Prepare the nomeação of the first candidates still to be named of a list, and return the list."""
    for concurso in concursos.concursos(casa.ctx):
        for lista in concursos.listas(casa.ctx, concurso_id=concurso.id or 0):
            espera = [
                c for c in concursos.candidatos(casa.ctx, lista_id=lista.id or 0) if c.situacao == "a_nomear"
                and c.vinculo_id is None
            ][:quantas]  # fmt: skip
            if len(espera) < quantas:
                continue
            for candidato in espera:
                conteudo = {"publicacao": casa.hoje().isoformat(), "cargo": lista.cargo_id, "candidato": candidato.id}
                pedido = PedidoAto(tipo="nomeacao", conteudo=conteudo, pessoa=DadosPessoa(nome=candidato.nome))
                minutas.preparar(casa.ctx, pedido=pedido, hoje=casa.hoje())
            return lista.id or 0
    raise AssertionError("no list with people to name")


def test_as_nomeacoes_de_uma_lista_saem_num_so_documento(qtbot: QtBot, lugar: Lugar, tmp_path: Path) -> None:
    casa, pedidos = lugar
    alvo = Alvo(lista_id=preparar_nomeacoes(casa, 2))
    dialogo = DialogoPapeisEmLote(casa, alvo=lambda: alvo, onde="Da lista.", especie="minuta_varios_nomeacao")
    dialogo.open()
    esperar(qtbot, casa)
    assert len(dialogo.modelo.marcados()) == 2
    assert dialogo.emitir.text() == "&Emitir 1 documento"
    dialogo.usar_pasta(str(tmp_path))
    qtbot.mouseClick(dialogo.emitir, Qt.MouseButton.LeftButton)
    esperar(qtbot, casa)
    assert pedidos.mensagens[-1].startswith("1 documento emitido")
    assert sorted(arquivo.suffix for arquivo in tmp_path.glob("minuta-de-nomeacao-de-varias-*")) == [".docx", ".pdf"]
    assert {m.numero != "" for m in minutas.listar(casa.ctx, tipo="nomeacao", estados=("emitida",))} == {True}

"""Who saw what, from the window: batches behind it, papers that leave by it, the section of the trail."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.acessos import PASSOS_DO_LOTE, GravadorDeAcessos, anotar_saida, salvar
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.modelos.trilha import na_bahia
from bahiaservidor.janela.telas.administracao_trilha import SecaoTrilha
from bahiaservidor.janela.telas.ficha_mais import MenuDaFicha
from bahiaservidor.servicos import acessos, pessoas, trilha
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.permissoes import NINGUEM, PERMISSOES_DO_PAPEL, Papel, Sessao
from bahiaservidor.servicos.tipos.trilha import FiltroTrilha, LinhaTrilha

from .apoio_atos import povoar
from .conftest import HOJE


def _linhas(ctx: Contexto, **filtro: object) -> tuple[LinhaTrilha, ...]:
    return trilha.linhas(ctx, ids=trilha.ids(ctx, filtro=FiltroTrilha(**filtro)))  # type: ignore[arg-type]


def test_o_lote_entra_por_tempo_ou_por_tamanho(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    gravador = GravadorDeAcessos(casa.executor)
    gravador.definir(ctx)
    assert ctx.acessos is not None
    acessos.anotar(ctx, "servidor", 1, "ficha")
    for _ in range(PASSOS_DO_LOTE - 1):
        gravador.passo()
    assert ctx.acessos.quantas == 1
    gravador.passo()
    qtbot.waitUntil(lambda: ctx.acessos.quantas == 0, timeout=5000)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: casa.executor.ocioso)
    for n in range(acessos.LOTE):
        acessos.anotar(ctx, "servidor", n, "ficha")
    gravador.passo()
    qtbot.waitUntil(lambda: ctx.acessos.quantas == 0, timeout=5000)  # type: ignore[union-attr]
    gravador.definir(None)


def test_o_que_se_salva_ou_imprime_fica_na_trilha_sem_o_nome(ctx: Contexto, tmp_path: Path) -> None:
    anotar_saida(ctx, "Termo de posse nº 3/2026 – Maria Souza", "impresso")
    salvar(ctx, tmp_path / "a.pdf", b"%PDF", "Certidão nº 1/2026 – Maria Souza")
    ditos = {(x.acao, x.detalhe) for x in _linhas(ctx, objeto="papel")}
    assert ditos == {
        ("imprimiu", "Termo de posse nº 3/2026: impresso"),
        ("exportou", "Certidão nº 1/2026: salvo em pdf"),
    }


def test_a_secao_mostra_quem_viu_e_filtra(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    quem = povoar(ctx).nomeado.servidor_id
    pessoas.ficha(ctx, servidor_id=quem, hoje=HOJE)
    secao = SecaoTrilha(casa)
    qtbot.addWidget(secao)
    secao.ler()
    qtbot.waitUntil(lambda: secao.modelo.rowCount() > 1 and casa.executor.ocioso, timeout=5000)
    todas = secao.modelo.rowCount()
    secao.de_quem(quem, "Fulana")
    qtbot.waitUntil(lambda: 0 < secao.modelo.rowCount() < todas and casa.executor.ocioso, timeout=5000)
    linha = secao.modelo.linha(0)
    assert linha is not None
    assert (linha.acao, linha.objeto_id) == ("consultou", quem)
    assert secao.filtro_em_palavras() == "de uma pessoa"
    assert secao.modelo.celula(0, 0)[0] == na_bahia(linha.visto_em) == "23/11/2026 12:00:00"
    secao.limpar_filtro()
    qtbot.waitUntil(lambda: secao.modelo.rowCount() >= todas and casa.executor.ocioso, timeout=5000)
    secao.de.definir(HOJE.replace(year=2030))
    qtbot.waitUntil(lambda: secao.modelo.rowCount() == 0 and casa.executor.ocioso, timeout=5000)
    vazio = secao.tabela.vazio()
    assert vazio is not None
    qtbot.mouseClick(secao.limpar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: secao.modelo.rowCount() >= todas and casa.executor.ocioso, timeout=5000)


def test_quem_nao_pode_ver_a_trilha_nao_a_ve_na_janela(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    ctx.entrar(Sessao(usuario="joana", usuario_id=1, permissoes=PERMISSOES_DO_PAPEL[Papel.OPERADOR]))
    secao = SecaoTrilha(casa)
    qtbot.addWidget(secao)
    secao.ler()
    assert "não tem permissão para ver a trilha" in secao.aviso.texto()
    assert secao.modelo.rowCount() == 0
    dono = QPushButton()
    qtbot.addWidget(dono)
    menu = MenuDaFicha(casa, dono, ver_epoca=dono.click)
    acao: QAction = menu.quem_viu
    assert not acao.isEnabled()
    ctx.entrar(NINGUEM)

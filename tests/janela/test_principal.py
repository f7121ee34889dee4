"""The main window: everything by keyboard, screens built when shown, and what it remembers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Acao, Casa
from bahiaservidor.janela.componentes.busca_geral import Achado
from bahiaservidor.janela.componentes.pilha import TelaAusente
from bahiaservidor.janela.componentes.tela import Tela
from bahiaservidor.janela.erro import DialogoRelatorio
from bahiaservidor.janela.operacoes import Executor, Mudanca
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.principal import JanelaPrincipal
from bahiaservidor.janela.registro_telas import TELAS, RegistroTela
from bahiaservidor.janela.tema import ModoTema, Tema
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura
from bahiaservidor.servicos.contexto import Contexto

CTRL = Qt.KeyboardModifier.ControlModifier


class TelaDeTeste(Tela):
    """Counts what happens to it."""

    titulo = "Tela de teste"
    feitas: ClassVar[list[TelaDeTeste]] = []

    def __init__(self, casa: Casa, pai: Any = None) -> None:
        super().__init__(casa, pai)
        self.leituras = 0
        self.recebidos: list[dict[str, Any]] = []
        self.sai = True
        self.feitas.append(self)

    def recarregar(self) -> None:
        self.leituras += 1

    def receber(self, **parametros: Any) -> None:
        self.recebidos.append(parametros)

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.prazos

    def pode_sair(self) -> bool:
        return self.sai


class TelaQuebrada(Tela):
    """Fails while it is built."""

    def __init__(self, casa: Casa, pai: Any = None) -> None:
        raise RuntimeError("quebrou")


FALSAS = tuple(
    RegistroTela(
        chave=t.chave,
        rotulo=t.rotulo,
        icone=t.icone,
        grupo=t.grupo,
        na_navegacao=t.na_navegacao,
        sob=t.sob,
        fabrica={
            "concursos": f"{__name__}:TelaQuebrada",
            "estatuto": "bahiaservidor.janela.telas.nao_existe:Tela",
        }.get(t.chave, f"{__name__}:TelaDeTeste"),
    )
    for t in TELAS
)


@pytest.fixture
def janela(
    qtbot: QtBot,
    ctx: Contexto,
    executor: Executor,
    relogio: RelogioFixo,
    tema: Tema,
    preferencias: Preferencias,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[JanelaPrincipal]:
    monkeypatch.setattr("bahiaservidor.janela.principal.TELAS", FALSAS)
    TelaDeTeste.feitas.clear()
    nova = JanelaPrincipal(
        executor=executor, relogio=relogio, tema=tema, preferencias=preferencias, usuario="maria.souza"
    )
    qtbot.addWidget(nova)
    nova.show()
    qtbot.waitExposed(nova)
    nova.activateWindow()
    nova.definir_registro(ctx, abertura.informacao(ctx))
    yield nova
    for tela in TelaDeTeste.feitas:
        tela.sai = True
    TelaDeTeste.feitas.clear()
    nova.close()
    executor.encerrar()


def test_sem_registro_nada_pode_ser_escolhido(
    qtbot: QtBot, executor: Executor, relogio: RelogioFixo, tema: Tema, preferencias: Preferencias
) -> None:
    janela = JanelaPrincipal(executor=executor, relogio=relogio, tema=tema, preferencias=preferencias)
    qtbot.addWidget(janela)
    assert not any(item.isEnabled() for item in janela.navegacao.itens.values())
    assert not janela.busca.isEnabled()
    janela.navegar("painel")
    assert janela.pilha.abertas() == ()


def test_as_telas_estao_na_navegacao_sem_tomar_letras_das_telas(janela: JanelaPrincipal) -> None:
    itens = list(janela.navegacao.itens.values())
    assert [item.accessibleName() for item in itens] == [
        "Painel", "Servidores", "Provimentos", "Prazos", "Contradições", "Estágio probatório", "Cargos e vagas",
        "Concursos", "Documentos", "Diário Oficial", "Relatórios", "Importar planilhas", "Calendário", "Estatuto",
        "Administração",
    ]  # fmt: skip
    assert all(item.text() == item.accessibleName() for item in itens)
    assert all(item.shortcut().isEmpty() for item in itens)


def test_a_tela_so_nasce_quando_e_mostrada(janela: JanelaPrincipal) -> None:
    assert len(janela.pilha.abertas()) == 1
    janela.navegar("prazos", filtro="vencidos")
    janela.navegar("painel")
    janela.navegar("prazos")
    assert len(janela.pilha.abertas()) == 2
    assert TelaDeTeste.feitas[1].recebidos == [{"filtro": "vencidos"}]
    assert TelaDeTeste.feitas[1].leituras == 1


def test_a_tela_so_le_de_novo_o_que_lhe_interessa(janela: JanelaPrincipal, executor: Executor) -> None:
    painel = TelaDeTeste.feitas[0]
    assert painel.leituras == 1
    executor.anunciar(Mudanca(cadastros=frozenset({"orgaos"})))
    assert painel.leituras == 1
    executor.anunciar(Mudanca(prazos=True))
    assert painel.leituras == 2
    janela.navegar("prazos")
    executor.anunciar(Mudanca(prazos=True))
    assert painel.leituras == 2
    janela.navegar("painel")
    assert painel.leituras == 3
    janela.ler_de_novo()
    assert painel.leituras == 4


def test_o_teclado_chega_a_todas(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    qtbot.keyClick(janela, Qt.Key.Key_2, CTRL)
    assert janela.navegacao.marcada() == "servidores"
    qtbot.keyClick(janela, Qt.Key.Key_9, CTRL)
    assert janela.navegacao.marcada() == "documentos"
    qtbot.keyClick(janela, Qt.Key.Key_4, CTRL)
    assert janela.navegacao.marcada() == "prazos"
    janela.navegacao.focar()
    itens = janela.navegacao.itens
    assert itens["prazos"].hasFocus()
    qtbot.keyClick(itens["prazos"], Qt.Key.Key_Down)
    assert itens["contradicoes"].hasFocus()
    assert janela.navegacao.marcada() == "prazos"
    qtbot.keyClick(itens["contradicoes"], Qt.Key.Key_Return)
    assert janela.navegacao.marcada() == "contradicoes"
    qtbot.keyClick(itens["contradicoes"], Qt.Key.Key_End)
    assert itens["administracao"].hasFocus()
    assert [i.focusPolicy() for i in itens.values()].count(Qt.FocusPolicy.StrongFocus) == 1


def test_f6_leva_o_foco_da_navegacao_a_tela_e_de_volta(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    janela.navegacao.focar()
    qtbot.keyClick(janela, Qt.Key.Key_F6)
    assert not janela.navegacao.itens["painel"].hasFocus()
    qtbot.keyClick(janela, Qt.Key.Key_F6)
    assert janela.navegacao.itens["painel"].hasFocus()


def test_recolhida_mostra_so_icones_mas_os_nomes_ficam(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    largura = janela.navegacao.width()
    qtbot.keyClick(janela, Qt.Key.Key_B, CTRL)
    assert janela.navegacao.recolhida
    assert janela.navegacao.width() < largura / 3
    assert janela.menus.navegacao.isChecked()
    assert janela.navegacao.itens["prazos"].accessibleName() == "Prazos"
    qtbot.keyClick(janela, Qt.Key.Key_6, CTRL)
    assert janela.navegacao.marcada() == "estagio"


def test_a_tela_que_falta_ou_quebra_nao_leva_a_janela(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    janela.navegar("estatuto")
    ausente = janela.pilha.currentWidget()
    assert isinstance(ausente, TelaAusente)
    janela.navegar("concursos")
    quebrada = janela.pilha.currentWidget()
    assert isinstance(quebrada, TelaAusente)
    assert quebrada is not ausente
    botao = next(b for b in quebrada.findChildren(QPushButton) if b.isVisible())
    qtbot.mouseClick(botao, Qt.MouseButton.LeftButton)
    relatorio = next(d for d in janela.findChildren(DialogoRelatorio) if d.isVisible())
    assert "RuntimeError" in relatorio.quadro.toPlainText()
    relatorio.close()
    janela.navegar("painel")
    assert janela.pilha.currentWidget() is TelaDeTeste.feitas[0]


def test_a_busca_acha_telas_na_hora_e_esc_devolve(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    qtbot.keyClick(janela, Qt.Key.Key_K, CTRL)
    assert janela.busca.hasFocus()
    qtbot.keyClicks(janela.busca, "estagio")
    assert janela.busca.aberta()
    achado = janela.busca.modelo.achado(0)
    assert achado is not None
    assert achado.titulo == "Estágio probatório"
    qtbot.keyClick(janela.busca, Qt.Key.Key_Return)
    assert janela.navegacao.marcada() == "estagio"
    assert janela.busca.text() == ""
    assert not janela.busca.aberta()


def test_a_busca_pergunta_ao_registro_e_leva_ao_cargo(
    qtbot: QtBot, janela: JanelaPrincipal, executor: Executor
) -> None:
    janela.busca.setFocus()
    qtbot.keyClicks(janela.busca, "PROFESSOR")
    modelo = janela.busca.modelo
    qtbot.waitUntil(lambda: modelo.rowCount() > 0 and (a := modelo.achado(0)) is not None and a.especie == "cargo")
    qtbot.keyClick(janela.busca, Qt.Key.Key_Down)
    qtbot.keyClick(janela.busca, Qt.Key.Key_Up)
    escolhido = modelo.achado(0)
    qtbot.keyClick(janela.busca, Qt.Key.Key_Return)
    assert escolhido is not None
    assert TelaDeTeste.feitas[-1].recebidos == [{"cargo_id": escolhido.id}]
    qtbot.keyClick(janela, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(janela.busca, "zzzzqqq")
    qtbot.waitUntil(lambda: janela.busca.aberta() and modelo.rowCount() == 0 and executor.ocioso)
    qtbot.keyClick(janela.busca, Qt.Key.Key_Escape)
    assert not janela.busca.aberta()
    assert janela.busca.text() == "zzzzqqq"
    qtbot.keyClick(janela.busca, Qt.Key.Key_Escape)
    assert janela.busca.text() == ""


def test_escolher_uma_grafia_procura_por_ela(qtbot: QtBot, janela: JanelaPrincipal, executor: Executor) -> None:
    pedidos: list[str] = []

    def buscar(procurado: str) -> list[Achado]:
        pedidos.append(procurado)
        if procurado == "tiago":
            return [Achado(especie="servidor", titulo="Tiago Gonçalves", id=7)]
        return [Achado(especie="sugestao", titulo="“tiago”", detalhe="Você quis dizer?", chave="tiago")]

    janela.busca.definir_busca(buscar)
    qtbot.keyClick(janela, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(janela.busca, "thiagho")
    modelo = janela.busca.modelo
    qtbot.waitUntil(lambda: (a := modelo.achado(0)) is not None and a.especie == "sugestao")
    qtbot.keyClick(janela.busca, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (a := modelo.achado(0)) is not None and a.id == 7)
    assert janela.busca.text() == "tiago"
    assert janela.busca.aberta()
    qtbot.waitUntil(lambda: executor.ocioso)
    assert set(pedidos) == {"thiagho", "tiago"}


def test_a_mensagem_tem_um_botao_que_faz(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    class Feito(QObject):
        vezes = 0

        @Slot()
        def fazer(self) -> None:
            self.vezes += 1

    feito = Feito()
    janela.mensagem("Posse registrada. Exercício até 18/02/2026.", Acao(texto="Imprimir termo", ao_acionar=feito.fazer))
    assert janela.passageira.texto() == "Posse registrada. Exercício até 18/02/2026."
    assert janela.passageira.botao.text() == "Imprimir termo"
    qtbot.mouseClick(janela.passageira.botao, Qt.MouseButton.LeftButton)
    assert feito.vezes == 1
    assert janela.passageira.texto() == ""
    janela.mensagem("Salvo.")
    assert not janela.passageira.botao.isVisible()
    area = janela.pilha.rect()
    assert area.contains(janela.passageira.geometry())
    qtbot.mouseClick(janela.passageira.fechar, Qt.MouseButton.LeftButton)
    assert janela.passageira.isHidden()


def test_a_mensagem_fica_na_frente_da_tela_que_se_abre_depois(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    janela.mensagem("Salvo.")
    for chave in ("cargos", "concursos", "cargos"):
        janela.navegar(chave)
        filhos = [w for w in janela.pilha.children() if w.isWidgetType()]
        assert filhos[-1] is janela.passageira


def test_a_barra_de_baixo_diz_a_verdade(janela: JanelaPrincipal, ctx: Contexto) -> None:
    assert janela.base.banco.texto() == "Secretaria da Educação · registro.sqlite3"
    assert janela.base.banco.toolTip() == abertura.informacao(ctx).caminho
    assert janela.base.usuario.texto() == "maria.souza"
    assert janela.base.copia.isHidden()
    assert janela.base.avanco.isHidden()


def test_lembra_tela_tamanho_e_navegacao(
    qtbot: QtBot,
    janela: JanelaPrincipal,
    ctx: Contexto,
    executor: Executor,
    relogio: RelogioFixo,
    tema: Tema,
    preferencias: Preferencias,
) -> None:
    janela.resize(764, 612)
    janela.navegar("relatorios")
    janela.navegacao.recolher(True)
    janela.close()
    assert preferencias.arquivo.is_file()
    outra = JanelaPrincipal(
        executor=executor, relogio=relogio, tema=tema, preferencias=Preferencias(preferencias.arquivo)
    )
    qtbot.addWidget(outra)
    outra.definir_registro(ctx, abertura.informacao(ctx))
    assert (outra.width(), outra.height()) == (764, 612)
    assert outra.navegacao.recolhida
    assert outra.navegacao.marcada() == "relatorios"


def test_a_tela_com_trabalho_por_terminar_segura_a_janela(janela: JanelaPrincipal) -> None:
    TelaDeTeste.feitas[0].sai = False
    janela.close()
    assert janela.isVisible()
    TelaDeTeste.feitas[0].sai = True
    janela.close()
    assert janela.isHidden()


def test_o_tema_escolhido_vale_e_e_lembrado(janela: JanelaPrincipal, tema: Tema, preferencias: Preferencias) -> None:
    escuro = next(a for a in janela.menus._grupo.actions() if a.data() == ModoTema.ESCURO)
    claro = next(a for a in janela.menus._grupo.actions() if a.data() == ModoTema.CLARO)
    antes = janela.grab().toImage().pixelColor(300, 300).lightness()
    escuro.trigger()
    try:
        assert preferencias.texto("tema") == "escuro"
        assert tema.tokens.escuro
        assert janela.grab().toImage().pixelColor(300, 300).lightness() < 60 < antes
    finally:
        claro.trigger()
    assert not tema.tokens.escuro


def test_soltar_o_registro_fecha_as_telas(qtbot: QtBot, janela: JanelaPrincipal) -> None:
    janela.navegar("prazos")
    janela.soltar_registro("O registro não foi aberto", "O arquivo não é um registro.")
    assert janela.casa is None
    assert janela.pilha.abertas() == ()
    assert janela.pilha.aviso.titulo() == "O registro não foi aberto"
    assert not janela.menus.novo_ato.isEnabled()
    assert janela.navegacao.marcada() == ""


@pytest.mark.parametrize("abrir", ["mostrar_atalhos", "mostrar_sobre"])
def test_a_ajuda_abre_e_fecha(qtbot: QtBot, janela: JanelaPrincipal, abrir: str) -> None:
    getattr(janela.menus, abrir)()
    dialogo = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    qtbot.keyClick(dialogo, Qt.Key.Key_Escape)
    assert not dialogo.isVisible()

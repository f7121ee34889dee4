"""Papéis e cifra on screen: what is missing is said, the registry is encrypted and asks for its passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bahiaservidor.janela import vigia_papeis
from bahiaservidor.janela.dialogos.cifrar import DialogoCifrar, DialogoConvertido
from bahiaservidor.janela.erro import CaixaErro
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.senha_registro import PaginaSenha
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.janela.tema import Tema
from bahiaservidor.registro import chaves
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.consultas import anexos, guardados
from bahiaservidor.registro.papeis_guardados import caminho_dos_papeis
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, cifragem, guarda_papeis
from tests.registro.base import estragar_papeis

from .apoio_prazos import Lugar, esperar, mostrar
from .apoio_programa import Fabrica, fabricas, pronta
from .conftest import HOJE


@pytest.fixture
def fabrica(qtbot: QtBot, relogio: RelogioFixo, tema: Tema, preferencias: Preferencias) -> Iterator[Fabrica]:
    with fabricas(qtbot, relogio, tema, preferencias) as nova:
        yield nova


pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SENHA = "quatro palavras bem escolhidas"


def por_anexo(banco: Banco) -> None:
    with banco.escrita() as conexao:
        anexos.inserir(
            conexao, hash=guardados.guardar_um(conexao, b"%PDF"), nome="rg.pdf", midia="", paginas=1, peca="",
            descricao="", recebido_em=RelogioFixo(HOJE).agora(), usuario="", retirado="",
        )  # fmt: skip


@pytest.fixture
def registro_com_papel(registro: Path) -> Iterator[Path]:
    banco = Banco.abrir(registro)
    por_anexo(banco)
    banco.fechar()
    yield registro
    chaves.esquecer(caminho_dos_papeis(registro))
    chaves.esquecer(registro)


@pytest.fixture
def tela(qtbot: QtBot, lugar: Lugar) -> TelaAdministracao:
    casa, _ = lugar
    por_anexo(casa.ctx.banco)
    tela = TelaAdministracao(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(secao="papeis")
    return tela


def test_a_secao_confere_e_diz_o_que_falta(qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao) -> None:
    (casa, _), secao = lugar, tela.papeis
    assert (secao.valor("quantos"), secao.valor("inteira")) == ("1 documento, 0,0 MB", "Nunca")
    secao.conferir.click()
    esperar(qtbot, casa)
    assert secao.aviso.texto() == "1 documento lido: todos são o que foi guardado."
    assert secao.valor("inteira") != "Nunca"
    estragar_papeis(casa.ctx.banco.papeis, "UPDATE bloco SET conteudo = x'00'")
    secao.conferir.click()
    esperar(qtbot, casa)
    assert "1 falta ou não confere" in secao.aviso.texto()
    falha = secao.modelo.linha(0)
    assert falha is not None
    assert falha.objeto == "anexo 1"
    assert secao.tabela.isVisible()
    estragar_papeis(casa.ctx.banco.papeis, "DELETE FROM bloco")
    secao.aviso.esconder()
    secao.ler()
    esperar(qtbot, casa)
    assert "1 documento não está no arquivo de papéis" in secao.aviso.texto()
    assert secao.valor("quantos").endswith("; 1 falta")
    secao.devolver_espaco()
    esperar(qtbot, casa)
    assert secao.aviso.texto().endswith("devolvidos ao disco.")


def test_interrompida_a_conferencia_devolve_o_botao(qtbot: QtBot, lugar: Lugar, tela: TelaAdministracao) -> None:
    (casa, _), secao = lugar, tela.papeis
    secao.conferir.click()
    casa.executor.cancelar_visivel()
    esperar(qtbot, casa)
    assert secao.conferir.isEnabled()
    assert secao.aviso.texto() == "Conferência interrompida. Nada foi alterado."


def test_cifrar_pela_janela_e_abrir_com_a_senha(qtbot: QtBot, fabrica: Fabrica, registro_com_papel: Path) -> None:
    programa = fabrica(registro_com_papel)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    janela = programa.janela
    janela.navegar("administracao", secao="papeis")
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    tela = janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    tela.papeis.cifrar.click()
    dialogo = janela.findChild(DialogoCifrar)
    assert dialogo is not None
    dialogo.senha.setText("curta")
    dialogo.confirmar.click()
    assert dialogo.isVisible()
    dialogo.senha.setText(SENHA)
    dialogo.confirmar.click()
    assert dialogo.isVisible()
    dialogo.outra.setText(SENHA)
    dialogo.confirmar.click()
    qtbot.waitUntil(lambda: janela.findChild(DialogoConvertido) is not None and pronta(programa), timeout=20_000)
    feito = janela.findChild(DialogoConvertido)
    assert feito is not None
    feito.close()
    casa = janela.casa
    assert casa is not None
    situacao = guarda_papeis.situacao(casa.ctx)
    assert (situacao.cifrado, situacao.quantos, situacao.faltam, len(situacao.antigos)) == (True, 1, 0, 2)


def test_registro_cifrado_pede_a_senha_ate_acertar(qtbot: QtBot, fabrica: Fabrica, registro_com_papel: Path) -> None:
    ctx = abertura.abrir(registro_com_papel, relogio=RelogioFixo(HOJE))
    cifragem.cifrar(ctx, senha=SENHA)
    abertura.fechar(ctx)
    chaves.esquecer(caminho_dos_papeis(registro_com_papel))
    chaves.esquecer(registro_com_papel)
    programa = fabrica(registro_com_papel)
    pilha = programa.janela.pilha
    qtbot.waitUntil(lambda: isinstance(pilha.currentWidget(), PaginaSenha), timeout=10_000)
    pagina = pilha.currentWidget()
    assert isinstance(pagina, PaginaSenha)
    assert not programa.pronto
    for errada in ("", "errada"):
        pagina.senha.setText(errada)
        qtbot.keyClick(pagina.senha, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: programa.executor.ocioso, timeout=10_000)
        assert "A senha não abre o registro" in pagina.aviso.texto()
        assert pagina.abrir.isEnabled()
    pagina.senha.setText(SENHA)
    pagina.abrir.click()
    qtbot.waitUntil(lambda: pronta(programa), timeout=20_000)
    assert programa.janela.findChild(CaixaErro) is None


def test_ao_abrir_confere_uma_vez_por_dia_e_avisa(
    qtbot: QtBot, fabrica: Fabrica, registro_com_papel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigia_papeis, "ESPERA_MS", 0)
    banco = Banco.abrir(registro_com_papel)
    estragar_papeis(banco.papeis, "UPDATE bloco SET conteudo = x'00'")
    banco.fechar()
    programa = fabrica(registro_com_papel)
    qtbot.waitUntil(lambda: programa.janela.passageira.isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    assert programa.janela.passageira.accessibleName().startswith("1 documento guardado falta ou não é mais")
    programa.janela.passageira.botao.click()
    qtbot.waitUntil(lambda: pronta(programa), timeout=10_000)
    tela = programa.janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    assert tela.pilha.currentWidget() is tela.papeis
    assert "não confere" in tela.papeis.aviso.texto()
    casa = programa.janela.casa
    assert casa is not None
    assert guarda_papeis.conferir_o_devido(casa.ctx) is None

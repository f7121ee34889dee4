"""Copies on screen: the section, the bottom bar, the closing, going back to one, a registry that does not open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bahiaservidor.janela import copiador as modulo
from bahiaservidor.janela.aplicacao import Programa
from bahiaservidor.janela.componentes.dialogo import Pergunta
from bahiaservidor.janela.copiador import Copiador
from bahiaservidor.janela.dialogos.copias_ajustes import DialogoAjustesCopias, DialogoCifrarCopias, DialogoFrase
from bahiaservidor.janela.dialogos.copias_despedida import DialogoDespedida
from bahiaservidor.janela.dialogos.copias_restaurar import DialogoRestaurarCopia
from bahiaservidor.janela.modelos.copias import em_uma_linha, quando
from bahiaservidor.janela.preferencias import Preferencias
from bahiaservidor.janela.resgate import CaixaResgate, escolher_copia
from bahiaservidor.janela.telas.administracao import TelaAdministracao
from bahiaservidor.janela.telas.administracao_copias import SecaoCopias
from bahiaservidor.janela.tema import Tema, Tom
from bahiaservidor.registro import migracao
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, copias, copias_cifra, copias_obra
from bahiaservidor.servicos.contexto import Contexto

from .apoio_prazos import Lugar, conferir_modelo, esperar, letras_visiveis, mostrar
from .apoio_programa import montar, pronta

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FRASE = "cavalo bateria grampo correto"


@pytest.fixture
def secao(qtbot: QtBot, lugar: Lugar) -> Iterator[SecaoCopias]:
    casa, _ = lugar
    tela = TelaAdministracao(casa)
    mostrar(qtbot, tela, casa)
    tela.receber(secao="copias")
    assert tela.pilha.currentWidget() is tela.copias
    yield tela.copias
    tela.close()


def pasta_de(ctx: Contexto) -> Path:
    assert ctx.banco.caminho is not None
    return ctx.banco.caminho.parent / "copias"


def estragar(ctx: Contexto) -> None:
    caminho = copias.listar(ctx)[0].caminho
    dados = bytearray(caminho.read_bytes())
    dados[5000] ^= 1
    caminho.write_bytes(bytes(dados))


def test_copia_prova_reprova_e_apaga(qtbot: QtBot, lugar: Lugar, secao: SecaoCopias) -> None:
    casa, _ = lugar
    conferir_modelo(secao.modelo, secao)
    assert secao.situacao.texto().startswith("Nenhuma cópia provada")
    assert not secao.provar.isEnabled()
    secao.copiar.click()
    assert secao.parar.isVisible()
    esperar(qtbot, casa)
    assert secao.aviso.texto() == f"Cópia feita e provada em {pasta_de(casa.ctx)}."
    assert not secao.situacao.isVisible()
    assert secao.modelo.rowCount() == 1
    assert secao.descartar.isHidden()
    secao.provar.click()
    esperar(qtbot, casa)
    assert secao.aviso.texto().startswith("A cópia passou de novo")
    estragar(casa.ctx)
    secao.provar.click()
    esperar(qtbot, casa)
    assert "byte por byte" in secao.aviso.texto()
    assert secao.modelo.celula(0, 2)[:2] == ("reprovada", Tom.PERIGO)
    secao.descartar.click()
    (pergunta,) = secao.window().findChildren(Pergunta)
    pergunta.confirmar.click()
    esperar(qtbot, casa)
    assert secao.modelo.rowCount() == 0
    assert list(pasta_de(casa.ctx).iterdir()) == []
    assert max(letras_visiveis(secao).values()) == 1


def test_a_pasta_que_nao_aceita_e_dita(qtbot: QtBot, lugar: Lugar, secao: SecaoCopias) -> None:
    casa, _ = lugar
    pasta_de(casa.ctx).write_text("uma pasta não pode ficar aqui")
    secao.copiar.click()
    esperar(qtbot, casa)
    assert "A cópia de segurança não foi feita" in secao.aviso.texto()
    assert secao.copiar.isEnabled()
    pasta_de(casa.ctx).unlink()


def test_ajustes_gravam_ou_dizem_o_que_nao_serve(
    qtbot: QtBot, lugar: Lugar, secao: SecaoCopias, tmp_path: Path
) -> None:
    casa, _ = lugar
    disco = tmp_path / "disco"
    disco.mkdir()
    secao.ajustar.click()
    (dialogo,) = secao.window().findChildren(DialogoAjustesCopias)
    dialogo.segundo.definir(str(tmp_path / "ausente"))
    dialogo.gravar.click()
    esperar(qtbot, casa)
    assert "não existe ou não está acessível" in dialogo.aviso.texto()
    dialogo.segundo.definir(str(disco))
    dialogo.numeros["dias"].setValue(30)
    dialogo.gravar.click()
    qtbot.waitUntil(lambda: secao.window().findChildren(DialogoAjustesCopias) == [])
    esperar(qtbot, casa)
    assert f"e “{disco}”" in secao.explicacao.text()
    secao.copiar.click()
    esperar(qtbot, casa)
    assert secao.aviso.texto().endswith(f" e em {disco}.")
    # The disk goes: the second destination is missed, not the copy.
    disco.rename(tmp_path / "gaveta")
    secao.copiar.click()
    esperar(qtbot, casa)
    assert f"a pasta “{disco}” não está acessível" in secao.aviso.texto()
    assert "falta o segundo destino" in secao.situacao.texto()


def test_cifrar_pede_a_frase_duas_vezes_e_diz_o_que_e_perde_la(
    qtbot: QtBot, lugar: Lugar, secao: SecaoCopias, monkeypatch: pytest.MonkeyPatch
) -> None:
    casa, _ = lugar
    identidade = pyrage.x25519.Identity.generate()
    # What the passphrase costs is measured elsewhere: here it is what the window does with it.
    monkeypatch.setattr(copias_cifra, "criar_chave", lambda f: (str(identidade.to_public()), f"chave de {f}"))
    monkeypatch.setattr(copias_cifra, "abrir_chave", lambda chave, f: identidade if chave == f"chave de {f}" else None)
    secao.cifrar.click()
    (dialogo,) = secao.window().findChildren(DialogoCifrarCopias)
    dialogo.frase.setText(FRASE)
    dialogo.outra.setText("outra")
    dialogo.cifrar.click()
    assert dialogo.outra.property("erro")
    dialogo.outra.setText(FRASE)
    dialogo.cifrar.click()
    assert "marque que a guardou" in dialogo.aviso.texto()
    dialogo.entendi.setChecked(True)
    dialogo.cifrar.click()
    qtbot.waitUntil(lambda: secao.window().findChildren(DialogoCifrarCopias) == [])
    esperar(qtbot, casa)
    assert secao.cifrar.text() == "Deixar de ci&frar"
    secao.copiar.click()
    esperar(qtbot, casa)
    assert copias.listar(casa.ctx)[0].manifesto.cifrada
    secao.provar.click()
    (pede,) = secao.window().findChildren(DialogoFrase)
    pede.frase.setText(FRASE)
    pede.abrir.click()
    esperar(qtbot, casa)
    assert secao.aviso.texto().startswith("A cópia passou de novo")
    secao.cifrar.click()
    (pergunta,) = secao.window().findChildren(Pergunta)
    pergunta.confirmar.click()
    esperar(qtbot, casa)
    assert "sem cifra" in secao.explicacao.text()


def test_sem_quem_troque_o_registro_nao_se_restaura(secao: SecaoCopias) -> None:
    assert Copiador.de(secao._casa.executor) is None
    assert not secao.restaurar.isEnabled()
    assert not secao.de_arquivo.isEnabled()


def test_o_que_a_barra_diz(lugar: Lugar) -> None:
    ctx = lugar[0].ctx
    agora = ctx.relogio.agora()
    assert em_uma_linha(copias.situacao(ctx), agora)[::2] == ("Nenhuma cópia provada", Tom.PERIGO)
    copias.copiar(ctx)
    boa = copias.situacao(ctx)
    assert em_uma_linha(boa, agora)[::2] == ("Última cópia provada: hoje 12:00", None)
    velha = em_uma_linha(replace(boa, atrasada=True, dias=3), agora + timedelta(days=3))
    assert velha[::2] == ("Última cópia provada: 23/11/2026 12:00", Tom.PERIGO)
    assert "tem 3 dias. Faça outra agora." in velha[1]
    falhou = em_uma_linha(replace(boa, falha="O disco está cheio; libere espaço."), agora)
    assert falhou[::2] == ("Cópia falhou · última cópia provada: hoje 12:00", Tom.PERIGO)
    assert em_uma_linha(replace(boa, sem_segundo="/disco"), agora)[2] is Tom.ATENCAO
    assert quando(agora, agora + timedelta(days=1)) == "ontem 12:00"
    assert quando(agora, agora - timedelta(days=1)) == "23/11/2026 12:00"


# ------------------------------------------------------------------ the whole program


class Fabrica:
    def __init__(self, tema: Tema, relogio: RelogioFixo, preferencias: Preferencias) -> None:
        self._tema, self._relogio, self._preferencias = tema, relogio, preferencias
        self.feitos: list[Programa] = []

    def __call__(self, caminho: Path) -> Programa:
        programa = Programa(
            caminho, montar=montar, desmontar=abertura.fechar, relogio=self._relogio, tema=self._tema,
            preferencias=self._preferencias, copiar=True,
        )  # fmt: skip
        self.feitos.append(programa)
        programa.iniciar()
        return programa


@pytest.fixture
def fabrica(
    qtbot: QtBot, tema: Tema, relogio: RelogioFixo, preferencias: Preferencias, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Fabrica]:
    monkeypatch.setattr(modulo, "_PRIMEIRA_MS", 1)
    nova = Fabrica(tema, relogio, preferencias)
    yield nova
    for programa in nova.feitos:
        qtbot.addWidget(programa.janela)
        programa.copiador.soltar()
        programa.janela.close()
        programa.encerrar()


def parado(qtbot: QtBot, programa: Programa) -> None:
    qtbot.waitUntil(lambda: pronta(programa), timeout=20_000)
    qtbot.wait(25)
    qtbot.waitUntil(lambda: pronta(programa), timeout=20_000)


def test_o_dia_copia_sozinho_fechar_copia_e_voltar_volta(qtbot: QtBot, fabrica: Fabrica, registro: Path) -> None:
    programa = fabrica(registro)
    base = programa.janela.base
    qtbot.waitUntil(lambda: base.copia.texto() == "Última cópia provada: hoje 12:00", timeout=20_000)
    assert base.copia.tom is None
    parado(qtbot, programa)
    casa = programa.janela.casa
    assert casa is not None
    (do_dia,) = copias.listar(casa.ctx)
    base.copia.setFocus()
    qtbot.keyClick(base.copia, Qt.Key.Key_Return)
    parado(qtbot, programa)
    tela = programa.janela.pilha.currentWidget()
    assert isinstance(tela, TelaAdministracao)
    assert tela.pilha.currentWidget() is tela.copias
    tela.copias.restaurar.click()
    (dialogo,) = programa.janela.findChildren(DialogoRestaurarCopia)
    parado(qtbot, programa)
    assert "Nenhum ato e nenhum documento" in dialogo.resumo.texto()
    dialogo.palavra.setText("restaurar")
    assert not dialogo.restaurar.isEnabled()
    dialogo.palavra.setText("RESTAURAR")
    dialogo.restaurar.click()
    qtbot.waitUntil(lambda: any(".antes-de-restaurar-" in c.name for c in registro.parent.iterdir()), timeout=20_000)
    parado(qtbot, programa)
    assert "O registro voltou à cópia" in programa.janela.passageira.texto()
    # Something was written (the trail says so): the window closes only when that is copied too.
    programa.janela.close()
    qtbot.waitUntil(lambda: not programa.janela.isVisible(), timeout=20_000)
    casa = programa.janela.casa
    assert casa is not None
    depois = copias.listar(casa.ctx)
    assert [g.manifesto.motivo.value for g in depois] == ["fechamento"]
    assert depois[0].manifesto.sequencia > do_dia.manifesto.sequencia


def test_fechar_sem_poder_copiar_pergunta(
    qtbot: QtBot, fabrica: Fabrica, registro: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programa = fabrica(registro)
    base = programa.janela.base
    qtbot.waitUntil(lambda: base.copia.texto().startswith("Última"), timeout=20_000)
    parado(qtbot, programa)

    def recusar(*_: object, **__: object) -> None:
        raise copias_obra.ErroDeCopia("O disco está cheio. O registro continua como estava; libere espaço.")

    monkeypatch.setattr(copias, "ao_fechar", recusar)
    programa.janela.close()
    assert programa.janela.isVisible()
    qtbot.waitUntil(lambda: programa.janela.findChildren(DialogoDespedida) != [])
    (dialogo,) = programa.janela.findChildren(DialogoDespedida)
    qtbot.waitUntil(dialogo.outra.isVisible)
    assert "disco está cheio" in dialogo.aviso.texto()
    dialogo.voltar.click()
    assert programa.janela.isVisible()
    programa.janela.close()
    qtbot.waitUntil(lambda: any(d.outra.isVisible() for d in programa.janela.findChildren(DialogoDespedida)))
    aberto = next(d for d in programa.janela.findChildren(DialogoDespedida) if d.isVisible())
    aberto.outra.click()
    qtbot.waitUntil(lambda: aberto.outra.isVisible())
    aberto.sem_copia.click()
    qtbot.waitUntil(lambda: not programa.janela.isVisible())


def test_registro_que_nao_abre_oferece_as_copias(qtbot: QtBot, fabrica: Fabrica, registro: Path) -> None:
    ctx = abertura.abrir(registro, relogio=RelogioFixo(fabrica._relogio.hoje()), usuario="maria.souza")
    copias.copiar(ctx)
    copia = copias.listar(ctx)[0].caminho
    abertura.fechar(ctx)
    os.truncate(registro, 6000)
    programa = fabrica(registro)
    qtbot.waitUntil(lambda: programa.janela.findChildren(CaixaResgate) != [], timeout=20_000)
    (caixa,) = programa.janela.findChildren(CaixaResgate)
    assert caixa.restaurar.isVisible()
    caixa.accept()
    escolher_copia(programa.oficina(), str(copia))
    qtbot.waitUntil(lambda: programa.janela.findChildren(Pergunta) != [], timeout=20_000)
    (pergunta,) = programa.janela.findChildren(Pergunta)
    pergunta.confirmar.click()
    parado(qtbot, programa)
    casa = programa.janela.casa
    assert casa is not None
    assert abertura.informacao(casa.ctx).orgao == "Secretaria da Educação"


def test_sem_poder_copiar_so_atualiza_se_mandarem(qtbot: QtBot, fabrica: Fabrica, registro: Path) -> None:
    ctx = abertura.abrir(registro, relogio=RelogioFixo(fabrica._relogio.hoje()), usuario="maria.souza")
    with ctx.banco.escrita() as conexao:
        migracao.reverter(conexao, para="0010")
    ctx.banco.fechar()
    impede = registro.parent / "copias"
    impede.write_text("uma pasta não pode ficar aqui")
    programa = fabrica(registro)
    qtbot.waitUntil(lambda: programa.janela.findChildren(Pergunta) != [], timeout=20_000)
    (pergunta,) = programa.janela.findChildren(Pergunta)
    assert not programa.pronto
    pergunta.confirmar.click()
    qtbot.waitUntil(lambda: programa.pronto, timeout=20_000)
    base = programa.janela.base
    qtbot.waitUntil(lambda: base.copia.tom is Tom.PERIGO, timeout=20_000)
    assert base.copia.texto() == "Nenhuma cópia provada"
    impede.unlink()

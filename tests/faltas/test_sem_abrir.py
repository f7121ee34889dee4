"""A whole session, in which nobody but SQLite opens the file of the registry: closing it would drop SQLite's locks."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .oficio import ESPECIES, aberto, faltas, preparar


def vigiar(caminho: Path) -> list[str]:
    """Return the list in which every opening of the registry by Python is written from now on."""
    vigiados = {str(caminho) + sufixo for sufixo in ("", "-wal", "-shm", "-journal")}
    aberturas: list[str] = []

    def anotar(evento: str, argumentos: tuple[object, ...]) -> None:
        if evento == "open" and isinstance(argumentos[0], str | bytes | os.PathLike):
            nome = os.path.realpath(os.fsdecode(argumentos[0]))
            if nome in vigiados:
                aberturas.append(f"{nome} {argumentos[1]}")

    sys.addaudithook(anotar)
    return aberturas


def conferidas(caminho: Path, aberturas: list[str]) -> list[str]:
    """Return the openings; the watch sees what it should: without asking, an empty list would say nothing."""
    antes = list(aberturas)
    caminho.open("rb").close()
    assert len(aberturas) == len(antes) + 1
    return antes


def sessao(caminho: Path) -> list[str]:
    """Work through everything, and return the openings of the registry that Python made."""
    from bahiaservidor.estatuto.erros import ErroDominio
    from bahiaservidor.servicos import abertura, acervo, quarentena

    aberturas = vigiar(caminho)
    with aberto(caminho) as oficio:
        sorteio = random.Random(1)
        for especie in ESPECIES:
            oficio.fazer(sorteio, (especie,))
        faltas(oficio)
        quarentena.atualizar(oficio.ctx)
        abertura.informacao(oficio.ctx)
        oficio.ctx.banco.copiar_para(caminho.with_name("copia.sqlite3"))
        acervo.exportar(oficio.ctx, destino=caminho.with_name("acervo"))
        for escolhido in (caminho, caminho.with_name(caminho.name + "-wal")):
            aqui = len(aberturas)
            for fazer in (_importar, _anexar, _ler_na_linha_de_comando, _ler_diario):
                with pytest.raises(ErroDominio, match="é o registro que está aberto"):
                    fazer(oficio.ctx, escolhido)
            assert len(aberturas) == aqui
    with aberto(caminho) as oficio:
        faltas(oficio)
    return conferidas(caminho, aberturas)


def janela(caminho: Path) -> list[str]:
    """Open the window on the registry, go through its screens, and return the openings that Python made."""
    from functools import partial

    from PySide6.QtCore import QEventLoop, QTimer

    from bahiaservidor import montagem
    from bahiaservidor.janela.aplicacao import Programa, criar_aplicacao
    from bahiaservidor.janela.preferencias import Preferencias
    from bahiaservidor.janela.registro_telas import TELAS
    from bahiaservidor.janela.tema import ModoTema, Tema
    from bahiaservidor.registro import configuracao
    from bahiaservidor.relogio import RelogioFixo

    from .oficio import HOJE

    with aberto(caminho) as oficio, oficio.ctx.banco.escrita() as conexao:
        configuracao.gravar(conexao, configuracao.ORGAO, "1")
        configuracao.gravar(conexao, configuracao.MUNICIPIO, "Salvador")
    aberturas = vigiar(caminho)
    app = criar_aplicacao(["bahiaservidor"])
    programa = Programa(
        caminho, montar=montagem.montar, desmontar=montagem.desmontar, relogio=RelogioFixo(HOJE),
        tema=Tema(app, ModoTema.CLARO), preferencias=Preferencias(caminho.with_name("janela.ini")),
    )  # fmt: skip

    def viver(milissegundos: int) -> None:
        laco = QEventLoop()
        QTimer.singleShot(milissegundos, laco.quit)
        laco.exec()

    def ate(condicao: Callable[[], bool]) -> None:
        for _ in range(3000):
            if condicao():
                return
            viver(20)
        raise AssertionError("a janela não respondeu em um minuto")

    programa.iniciar()
    ate(lambda: programa.pronto)
    for tela in TELAS:
        programa.janela.navegar(tela.chave, **({"servidor_id": 1} if tela.chave == "ficha" else {}))
        viver(50)
        ate(lambda: programa.executor.ocioso)
    QTimer.singleShot(0, partial(programa.janela.navegar, "administracao", secao="verificacao"))
    viver(300)
    programa.encerrar()
    programa.janela.close()
    return conferidas(caminho, aberturas)


def _importar(ctx: object, caminho: Path) -> None:
    from bahiaservidor.servicos import importacao

    importacao.abrir(ctx, caminho)  # type: ignore[arg-type]


def _anexar(ctx: object, caminho: Path) -> None:
    from bahiaservidor.arquivos import ler_comum

    ler_comum(caminho, maximo=1 << 30, guardado="Nada foi guardado")


def _ler_na_linha_de_comando(ctx: object, caminho: Path) -> None:
    from bahiaservidor.cli.saida import ler_arquivo

    ler_arquivo(caminho)


def _ler_diario(ctx: object, caminho: Path) -> None:
    from bahiaservidor.servicos.diario_texto import texto_de

    texto_de(caminho)


def rodar(pasta: Path, oque: str) -> None:
    """Run a session in a process of its own, watched from the beginning."""
    caminho = pasta.resolve() / "registro.sqlite3"
    preparar(caminho)
    comando = [sys.executable, "-m", "tests.faltas.test_sem_abrir", oque, str(caminho)]
    feito = subprocess.run(comando, capture_output=True, text=True, check=False)
    assert feito.returncode == 0, feito.stderr
    assert json.loads(feito.stdout) == []


def test_so_o_sqlite_abre_o_registro(tmp_path: Path) -> None:
    rodar(tmp_path, "servicos")


@pytest.mark.longo
def test_a_janela_tambem_nao_o_abre(tmp_path: Path) -> None:
    rodar(tmp_path, "janela")


if __name__ == "__main__":
    sys.stdout.write(json.dumps((janela if sys.argv[1] == "janela" else sessao)(Path(sys.argv[2]))) + "\n")

"""A whole session, in which nobody but SQLite opens the file of the registry: closing it would drop SQLite's locks."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from .oficio import ESPECIES, aberto, faltas, preparar


def sessao(caminho: Path) -> list[str]:
    """Work through everything, and return the openings of the registry that Python made."""
    from bahiaservidor.estatuto.erros import ErroDominio
    from bahiaservidor.servicos import abertura, acervo, quarentena

    vigiados = {str(caminho) + sufixo for sufixo in ("", "-wal", "-shm", "-journal")}
    aberturas: list[str] = []

    def vigiar(evento: str, argumentos: tuple[object, ...]) -> None:
        if evento == "open" and isinstance(argumentos[0], str | bytes | os.PathLike):
            nome = os.path.realpath(os.fsdecode(argumentos[0]))
            if nome in vigiados:
                aberturas.append(f"{nome} {argumentos[1]}")

    sys.addaudithook(vigiar)
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
    # The hook sees what it should: without this, an empty list would say nothing.
    caminho.open("rb").close()
    assert len(aberturas) == 1, aberturas
    return aberturas[:-1]


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


def test_so_o_sqlite_abre_o_registro(tmp_path: Path) -> None:
    caminho = tmp_path.resolve() / "registro.sqlite3"
    preparar(caminho)
    comando = [sys.executable, "-m", "tests.faltas.test_sem_abrir", str(caminho)]
    feito = subprocess.run(comando, capture_output=True, text=True, check=False)
    assert feito.returncode == 0, feito.stderr
    assert json.loads(feito.stdout) == []


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sessao(Path(sys.argv[1]))) + "\n")

"""A migration interrupted at each of its statements leaves the registry as it was, and the next opening does it all."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from bahiaservidor.arquivos import REGISTROS
from bahiaservidor.registro import dialetos, migracao
from bahiaservidor.registro.arquivo import ErroRegistro
from bahiaservidor.registro.banco import ESQUEMA, Banco

from .oficio import aberto, faltas, preparar


class Interrompida(Exception):
    """The power went, in the middle of a migration."""


@pytest.fixture(scope="module")
def velho(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of the first version, with people."""
    caminho = tmp_path_factory.mktemp("migracao") / "velho.sqlite3"
    preparar(caminho, candidatos=3)
    banco = Banco.abrir(caminho)
    with banco.escrita() as conexao:
        migracao.reverter(conexao, para="0001")
    banco.fechar()
    return caminho


def tudo(caminho: Path) -> list[str]:
    """Return everything that is in the file, as statements."""
    with closing(sqlite3.connect(caminho)) as conexao:
        dialetos.autorizar(conexao)
        return list(conexao.iterdump())


def migrar_ate(caminho: Path, ultimo: int | None) -> int:
    """Migrate, interrupted before statement number ``ultimo`` (None: to the end); return how many there were."""
    feitos = 0

    def contar(*_: object) -> None:
        nonlocal feitos
        if feitos == ultimo:
            raise Interrompida
        feitos += 1

    event.listen(Engine, "before_cursor_execute", contar)
    try:
        Banco.abrir(caminho).fechar()
    except Interrompida:
        pass
    finally:
        event.remove(Engine, "before_cursor_execute", contar)
    return feitos


def interromper(velho: Path, pasta: Path, pontos: Callable[[int], list[int]]) -> tuple[int, int]:
    """Interrupt the migration at some of its statements; return how many times, and of how many statements."""
    caminho = Path(shutil.copy(velho, pasta / "registro.sqlite3"))
    total = migrar_ate(caminho, None)
    with aberto(caminho) as oficio:
        assert faltas(oficio) == []
        assert oficio.contar("servidor") == 1
    shutil.copy(velho, caminho)
    antes = tudo(caminho)
    escolhidos = pontos(total)
    for ponto in escolhidos:
        assert migrar_ate(caminho, ponto) == ponto
        assert caminho not in REGISTROS
        assert tudo(caminho) == antes, f"a migração interrompida no comando {ponto} deixou o arquivo mudado"
    Banco.abrir(caminho).fechar()
    with aberto(caminho) as oficio:
        assert faltas(oficio) == []
        assert oficio.valor("SELECT version_num FROM alembic_version") == ESQUEMA
    return len(escolhidos), total


def test_interrompida(velho: Path, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    vezes, total = interromper(velho, tmp_path, lambda total: [1, *range(20, total, total // 4), total - 1])
    record_property("medida", f"{vezes} interrupções de uma migração de {total} comandos, 0 arquivos mudados")
    assert vezes >= 5


@pytest.mark.longo
def test_interrompida_em_cada_comando(
    velho: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    vezes, total = interromper(velho, tmp_path, lambda total: list(range(1, total)))
    record_property("medida", f"{vezes} interrupções de uma migração de {total} comandos, 0 arquivos mudados")
    assert vezes == total - 1


def test_um_esquema_adiante_nao_se_abre_nem_se_muda(velho: Path, tmp_path: Path) -> None:
    caminho = Path(shutil.copy(velho, tmp_path / "registro.sqlite3"))
    with closing(sqlite3.connect(caminho)) as conexao:
        conexao.execute("UPDATE alembic_version SET version_num = ?", (f"{int(ESQUEMA) + 1:04}",))
        conexao.commit()
    antes = caminho.read_bytes()
    for _ in range(3):
        with pytest.raises(ErroRegistro, match="versão mais nova do programa"):
            Banco.abrir(caminho)
    assert caminho.read_bytes() == antes

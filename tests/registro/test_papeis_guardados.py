"""The file of papers: on the disk before they are named, never rewritten, never another registry's, moved once."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import text

from bahiaservidor.registro import conferencia_papeis, migracao
from bahiaservidor.registro.arquivo import ErroRegistro
from bahiaservidor.registro.banco import ESQUEMA, Banco
from bahiaservidor.registro.consultas import guardados
from bahiaservidor.registro.dialetos import autorizar
from bahiaservidor.registro.papeis_guardados import PapeisGuardados, PapelAusente, caminho_dos_papeis
from bahiaservidor.registro.papeis_mudanca import copiar_novos
from tests.registro.base import estragar_papeis

UM, OUTRO = b"%PDF um", b"%PDF outro"


def sha(dados: bytes) -> str:
    return hashlib.sha256(dados).hexdigest()


@cache
def _vazio() -> bytes:
    return Banco.temporario().serializar()


@pytest.fixture
def banco(tmp_path: Path) -> Iterator[Banco]:
    """A registry in a file, with one paper."""
    (tmp_path / "registro.sqlite3").write_bytes(_vazio())
    banco = Banco.abrir(tmp_path / "registro.sqlite3")
    with banco.escrita() as conexao:
        guardados.guardar_um(conexao, UM)
    yield banco
    banco.fechar()


def reabrir(banco: Banco) -> Banco:
    banco.fechar()
    assert banco.caminho is not None
    return Banco.abrir(banco.caminho)


def papeis_de(banco: Banco) -> Path:
    assert banco.papeis.caminho is not None
    return banco.papeis.caminho


# ------------------------------------------------------------------ keeping


def test_os_bytes_ficam_fora_do_registro_e_o_tamanho_dentro(banco: Banco) -> None:
    assert papeis_de(banco).name == "registro.papeis.sqlite3"
    with banco.leitura() as conexao:
        assert conexao.execute(text("SELECT * FROM arquivo")).all() == [(sha(UM), len(UM))]
        assert guardados.ler(conexao, sha(UM)) == UM
    assert banco.papeis.tamanho(sha(UM)) == len(UM)
    assert banco.papeis.tem([sha(UM), "x"]) == {sha(UM)}
    assert banco.papeis.contar() == (1, len(UM))


def test_os_bytes_estao_no_disco_antes_da_linha_que_os_nomeia(banco: Banco) -> None:
    with banco.escrita() as conexao:
        guardados.guardar_um(conexao, OUTRO)
        with closing(sqlite3.connect(papeis_de(banco))) as por_fora:
            assert por_fora.execute("SELECT count(*) FROM bloco").fetchone() == (2,)
        conexao.rollback()
    with banco.leitura() as conexao:
        assert conexao.execute(text("SELECT count(*) FROM arquivo")).scalar() == 1
        # What nothing names is no flaw.
        assert list(conferencia_papeis.conferir_papeis(conexao)) == []
    assert banco.papeis.ler(sha(OUTRO)) == OUTRO


def test_guardar_de_novo_nao_repete_e_devolve_o_que_se_perdeu(banco: Banco) -> None:
    with banco.escrita() as conexao:
        guardados.guardar_um(conexao, UM)
    assert banco.papeis.novos_desde() == [(1, sha(UM))]
    estragar_papeis(banco.papeis, "DELETE FROM bloco")
    with banco.escrita() as conexao:
        guardados.guardar_um(conexao, UM)
    assert banco.papeis.ler(sha(UM)) == UM


@pytest.mark.parametrize(
    "comando",
    [
        "UPDATE bloco SET tamanho = 0",
        "DELETE FROM bloco",
        "INSERT OR REPLACE INTO bloco SELECT * FROM bloco",
        "INSERT INTO bloco SELECT * FROM bloco WHERE true ON CONFLICT DO NOTHING",
        "INSERT INTO bloco (hash, tamanho, conteudo) VALUES ('x', 1, x'00')",
    ],
)
def test_os_papeis_nao_se_reescrevem_nem_se_escrevem_por_fora(banco: Banco, comando: str) -> None:
    with closing(sqlite3.connect(papeis_de(banco))) as por_fora:
        with pytest.raises(sqlite3.Error, match=r"não se alteram|no such function: bahiaservidor_grava"):
            por_fora.execute(comando)
        if "'x'" not in comando:
            autorizar(por_fora)
            with pytest.raises(sqlite3.IntegrityError, match="não se alteram"):
                por_fora.execute(comando)
    assert banco.papeis.novos_desde() == [(1, sha(UM))]


def test_conferir_acha_o_byte_trocado_em_todos_e_na_amostra(banco: Banco) -> None:
    banco.papeis.guardar({sha(OUTRO): OUTRO})
    assert banco.papeis.conferir() == (2, ())
    assert banco.papeis.conferir(amostra=1).conferidos == 1
    estragar_papeis(banco.papeis, "UPDATE bloco SET conteudo = x'00'")
    assert banco.papeis.conferir().estragados == (sha(UM), sha(OUTRO))
    assert len(banco.papeis.conferir(amostra=1).estragados) == 1


def test_so_o_que_e_novo_vai_para_a_copia(banco: Banco, tmp_path: Path) -> None:
    copia = tmp_path / "copia.sqlite3"
    assert copiar_novos(banco.papeis, copia) == 1
    banco.papeis.guardar({sha(OUTRO): OUTRO})
    assert copiar_novos(banco.papeis, copia) == 1
    assert copiar_novos(banco.papeis, copia) == 0
    with closing(sqlite3.connect(copia)) as conexao:
        assert conexao.execute("SELECT conteudo FROM bloco ORDER BY id").fetchall() == [(UM,), (OUTRO,)]


# ------------------------------------------------------------------ lost, strange, protected


def test_sem_o_arquivo_de_papeis_o_registro_abre_e_diz_o_que_falta(banco: Banco) -> None:
    with banco.escrita() as conexao:
        conexao.execute(
            text(
                "INSERT INTO anexo (hash, nome, midia, paginas, peca, descricao, recebido_em, usuario, retirado) "
                f"VALUES ('{sha(UM)}', 'rg.pdf', '', 1, '', '', '2026-01-01', '', '')"
            )
        )
    banco.fechar()
    papeis_de(banco).unlink()
    banco = reabrir(banco)
    with banco.leitura() as conexao:
        with pytest.raises(PapelAusente, match=r"registro\.papeis\.sqlite3.*cópia de segurança"):
            guardados.ler(conexao, sha(UM))
        (falha,) = conferencia_papeis.conferir_papeis(conexao)
        assert (falha.objeto, falha.detalhe) == (
            "anexo 1", "os bytes guardados não existem mais em “registro.papeis.sqlite3”",
        )  # fmt: skip
    assert not papeis_de(banco).exists()
    # A new paper goes to a new file, and what is missing goes on being said.
    with banco.escrita() as conexao:
        guardados.guardar_um(conexao, OUTRO)
        assert len(list(conferencia_papeis.conferir_papeis(conexao))) == 1
    banco.fechar()


def test_os_papeis_de_outro_registro_sao_recusados(banco: Banco, tmp_path: Path) -> None:
    banco.fechar()
    (tmp_path / "outro.sqlite3").write_bytes(_vazio())
    outro = Banco.abrir(tmp_path / "outro.sqlite3")
    outro.fechar()
    papeis_de(banco).rename(papeis_de(outro))
    with pytest.raises(ErroRegistro, match="é de outro registro"):
        reabrir(outro)
    (tmp_path / "vizinho.papeis.sqlite3").write_bytes(outro.caminho.read_bytes() if outro.caminho else b"")
    with pytest.raises(ErroRegistro, match="não é um arquivo de papéis"):
        Banco.abrir(tmp_path / "vizinho.sqlite3")


def test_o_arquivo_de_papeis_nao_se_abre_como_registro(banco: Banco) -> None:
    banco.fechar()
    with pytest.raises(ErroRegistro, match="é o arquivo dos papéis de um registro"):
        Banco.abrir(papeis_de(banco))


def test_registro_novo_nao_fica_com_os_papeis_de_quem_estava_ali(banco: Banco) -> None:
    banco.fechar()
    assert banco.caminho is not None
    banco.caminho.unlink()
    with pytest.raises(ErroRegistro, match="Já existe um arquivo de papéis"):
        reabrir(banco)
    assert not banco.caminho.exists()
    assert PapeisGuardados(papeis_de(banco), somente_leitura=True).ler(sha(UM)) == UM


def test_protegidos_contra_gravacao_leem_se_e_nao_se_escrevem(banco: Banco) -> None:
    banco.fechar()
    papeis_de(banco).chmod(0o444)
    banco = reabrir(banco)
    assert banco.papeis.ler(sha(UM)) == UM
    with pytest.raises(ErroRegistro, match="protegido contra gravação"), banco.escrita() as conexao:
        guardados.guardar_um(conexao, OUTRO)
    banco.fechar()


def test_registro_em_memoria_tem_papeis_em_memoria() -> None:
    banco, vizinho = Banco.temporario(), Banco.temporario()
    with banco.escrita() as conexao:
        guardados.guardar_um(conexao, UM)
        assert guardados.ler(conexao, sha(UM)) == UM
    assert vizinho.papeis.hashes() == set()
    banco.fechar()
    vizinho.fechar()


# ------------------------------------------------------------------ the move


def antigo(caminho: Path, papeis: dict[str, bytes]) -> None:
    """Make a registry of the version that had the bytes in itself."""
    banco = Banco.abrir(caminho, migrar=False)
    with banco.escrita() as conexao:
        migracao.migrar(conexao, para="0011")
        for hash_, dados in papeis.items():
            conexao.exec_driver_sql("INSERT INTO arquivo (hash, conteudo) VALUES (?, ?)", (hash_, dados))
    banco.fechar()


def test_os_papeis_de_um_registro_antigo_mudam_se_inteiros_e_voltam(tmp_path: Path) -> None:
    caminho = tmp_path / "r.sqlite3"
    # What was damaged already is kept as it is.
    papeis = {sha(UM): UM, sha(OUTRO): OUTRO, "f" * 64: b"estragado", sha(b""): b""}
    antigo(caminho, papeis)
    banco = Banco.abrir(caminho)
    assert {hash_: banco.papeis.ler(hash_) for hash_ in banco.papeis.hashes()} == papeis
    assert banco.papeis.conferir().estragados == ("f" * 64,)
    with banco.escrita() as conexao:
        assert dict(conexao.execute(text("SELECT hash, tamanho FROM arquivo")).all()) == {
            hash_: len(dados) for hash_, dados in papeis.items()
        }
        with pytest.raises(Exception, match="só recebe entradas novas"):
            conexao.exec_driver_sql("UPDATE arquivo SET tamanho = 1")
        migracao.reverter(conexao, para="0011")
        assert dict(conexao.execute(text("SELECT hash, conteudo FROM arquivo")).all()) == papeis
        migracao.migrar(conexao)
    banco.fechar()


_MIGRA = """
    import sys, time
    from pathlib import Path
    from bahiaservidor.registro.banco import Banco
    Banco.abrir(Path(sys.argv[1])).fechar()
"""


def test_a_mudanca_morta_no_meio_se_completa_na_proxima_abertura(tmp_path: Path) -> None:
    papeis = {sha(dados): dados for dados in (os.urandom(300_000) for _ in range(60))}
    antigo(tmp_path / "antes.sqlite3", papeis)
    feito = (tmp_path / "antes.sqlite3").read_bytes()
    estados = set()
    for espera in (0.0, 0.02, 0.05, 0.1, 0.2, 0.4):
        caminho = tmp_path / f"r{espera}.sqlite3"
        caminho.write_bytes(feito)
        with subprocess.Popen([sys.executable, "-c", textwrap.dedent(_MIGRA), str(caminho)]) as processo:
            limite = time.monotonic() + 20
            while not caminho_dos_papeis(caminho).exists() and time.monotonic() < limite:
                time.sleep(0.002)
            time.sleep(espera)
            processo.send_signal(signal.SIGKILL)
        with closing(sqlite3.connect(caminho)) as conexao:
            estados.add(conexao.execute("SELECT version_num FROM alembic_version").fetchone())
            conexao.execute("PRAGMA wal_checkpoint")
        banco = Banco.abrir(caminho)
        assert {hash_: banco.papeis.ler(hash_) for hash_ in banco.papeis.hashes()} == papeis
        with banco.leitura() as conexao_:
            assert conexao_.execute(text("SELECT count(*) FROM arquivo")).scalar() == len(papeis)
        banco.fechar()
    assert ("0011",) in estados
    assert estados <= {("0011",), (ESQUEMA,)}

"""Encrypted registries: nothing to be read in the file, all that an open one does, and back without a difference."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bahiaservidor.arquivos import trocar_guardando
from bahiaservidor.desistencia import Desistencia, enquanto
from bahiaservidor.registro import chaves, cifra
from bahiaservidor.registro.arquivo import ErroRegistro, RegistroCifrado
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.consultas import guardados
from bahiaservidor.registro.papeis_guardados import caminho_dos_papeis
from bahiaservidor.registro.papeis_mudanca import copiar_novos
from tests.servicos.apoio_acervo import IARA, em_arquivo

SENHA = "quatro palavras d'água, né?"


@pytest.fixture(scope="module")
def pasta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pasta = tmp_path_factory.mktemp("cifrado")
    caminho = em_arquivo(pasta / "registro.sqlite3")
    Banco.abrir(caminho).fechar()
    cifra.converter(caminho, senha=SENHA, sufixo="antes-de-cifrar")
    esquecer(caminho)
    return pasta


@pytest.fixture
def caminho(pasta: Path, tmp_path: Path) -> Iterator[Path]:
    """A registry with a bit of everything, encrypted, whose passphrase this process does not know."""
    for arquivo in pasta.iterdir():
        shutil.copy(arquivo, tmp_path)
    caminho = tmp_path / "registro.sqlite3"
    yield caminho
    esquecer(caminho)


def esquecer(caminho: Path) -> None:
    chaves.esquecer(caminho_dos_papeis(caminho))
    chaves.esquecer(caminho)


def tudo(banco: Banco) -> dict[str, list[tuple[object, ...]]]:
    with banco.leitura() as conexao:
        nomes = conexao.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return {n: [tuple(linha) for linha in conexao.execute(text(f'SELECT * FROM "{n}"'))] for n in nomes}


def test_no_arquivo_cifrado_nada_se_le_e_na_volta_nada_mudou(caminho: Path) -> None:
    antes = caminho.with_name("registro.antes-de-cifrar.sqlite3")
    guardado = Banco.abrir(antes)
    for arquivo in caminho.parent.iterdir():
        if "antes" not in arquivo.name:
            dados = arquivo.read_bytes()
            assert not any(legivel in dados for legivel in (b"SQLite format 3", b"CREATE TABLE", b"Iara", b"%PDF"))
    cifra.informar(caminho, SENHA)
    banco = Banco.abrir(caminho)
    assert tudo(banco) == tudo(guardado)
    assert banco.papeis.hashes() == guardado.papeis.hashes()
    assert banco.papeis.conferir() == (3, ())
    banco.fechar()
    cifra.converter(caminho, senha=None, sufixo="antes-de-decifrar")
    banco = Banco.abrir(caminho)
    assert tudo(banco) == tudo(guardado)
    assert banco.papeis.conferir() == (3, ())
    banco.fechar()
    guardado.fechar()
    assert {a.name for a in caminho.parent.iterdir()} == {
        "registro.sqlite3", "registro.papeis.sqlite3",
        "registro.antes-de-cifrar.sqlite3", "registro.antes-de-cifrar.papeis.sqlite3",
        "registro.antes-de-decifrar.sqlite3", "registro.antes-de-decifrar.papeis-cifrados.sqlite3",
    }  # fmt: skip


def test_sem_a_senha_ou_com_outra_uma_frase(caminho: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RegistroCifrado, match=r"está cifrado e só se abre com a senha"):
        Banco.abrir(caminho)
    for errada in ("", "outra senha", SENHA.upper(), "' OR 1=1 --"):
        with pytest.raises(RegistroCifrado, match="A senha não abre o registro"):
            cifra.informar(caminho, errada)
    assert capfd.readouterr() == ("", "")
    # Accents are the same however they were typed.
    cifra.informar(caminho, SENHA.replace("é", "e\u0301").replace("á", "a\u0301"))
    Banco.abrir(caminho).fechar()


def test_cifrado_faz_o_que_o_aberto_faz(caminho: Path, tmp_path: Path) -> None:
    cifra.informar(caminho, SENHA)
    banco = Banco.abrir(caminho)
    with banco.escrita() as conexao:
        hash_ = guardados.guardar_um(conexao, b"%PDF novo")
        conexao.execute(text("INSERT INTO configuracao VALUES ('a', 'b')"))
    for comando, recusa in (("DELETE FROM ato", "só recebe"), ("INSERT OR REPLACE INTO ato SELECT * FROM ato", "só")):
        with pytest.raises(Exception, match=recusa), banco.escrita() as conexao:
            conexao.execute(text(comando))
    with banco.leitura() as conexao:
        achados = conexao.execute(text("SELECT count(*) FROM busca_pessoa WHERE busca_pessoa MATCH 'iara'")).scalar()
        assert achados
    with pytest.raises(Desistencia), enquanto(lambda: True), banco.leitura() as conexao:
        conexao.execute(text("SELECT count(*) FROM ato a, ato b, ato c, ato d, ato e, ato f, ato g")).scalar()
    copia = tmp_path / "copia.sqlite3"
    banco.copiar_para(copia)
    assert copiar_novos(banco.papeis, tmp_path / "copia.papeis") == 4
    with closing(sqlite3.connect(copia)) as por_fora, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        por_fora.execute("SELECT 1 FROM sqlite_master")
    em_memoria = Banco.temporario(copia)
    assert tudo(em_memoria) == tudo(banco)
    em_memoria.fechar()
    assert banco.papeis.ler(hash_) == b"%PDF novo"
    banco.fechar()
    esquecer(copia)
    cifra.informar(copia, SENHA)
    da_copia = Banco.abrir(copia)
    with da_copia.leitura() as conexao:
        assert conexao.execute(text("SELECT nome FROM servidor")).scalars().first() == IARA
    da_copia.fechar()


def test_quem_esta_com_o_registro_aberto_impede_a_conversao(tmp_path: Path) -> None:
    caminho = em_arquivo(tmp_path / "registro.sqlite3")
    banco = Banco.abrir(caminho)
    antes = tudo(banco)
    with pytest.raises(ErroRegistro, match=r"com “.*” aberto"):
        cifra.converter(caminho, senha=SENHA, sufixo="antes")
    assert chaves.da(caminho) is None
    assert tudo(banco) == antes
    assert not [a for a in tmp_path.iterdir() if "parte" in a.name or "antes" in a.name]
    banco.fechar()


@pytest.mark.parametrize("vez", [1, 2])
def test_a_conversao_que_falha_deixa_tudo_como_era(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vez: int) -> None:
    caminho = em_arquivo(tmp_path / "registro.sqlite3")
    banco = Banco.abrir(caminho)
    antes = tudo(banco)
    banco.fechar()
    trocas = []

    def trocar(parte: Path, lugar: Path, **como: Path) -> None:
        trocas.append(lugar)
        if len(trocas) == vez:
            raise ErroRegistro("O disco está cheio.")
        original(parte, lugar, **como)

    original = trocar_guardando
    monkeypatch.setattr(cifra, "trocar_guardando", trocar)
    with pytest.raises(ErroRegistro, match="disco está cheio"):
        cifra.converter(caminho, senha=SENHA, sufixo="antes")
    assert {a.name for a in tmp_path.iterdir()} == {"registro.sqlite3", "registro.papeis.sqlite3"}
    banco = Banco.abrir(caminho)
    assert tudo(banco) == antes
    assert banco.papeis.conferir() == (3, ())
    banco.fechar()


@pytest.mark.parametrize("senha", ["", "curta", "x" * 257, "com um\0 nulo no meio"])
def test_senha_que_nao_serve_e_recusada_antes(senha: str) -> None:
    with pytest.raises(ErroRegistro, match="de 12 a 256 caracteres"):
        cifra.conferir_senha(senha)


def test_sem_o_complemento_a_frase_diz_qual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    assert not cifra.disponivel()
    with pytest.raises(ErroRegistro, match=r"bahiaservidor\[cifrado\]"):
        cifra.biblioteca()

"""Papers and scans in the folder of copies: only the new ones, read again, and brought back when they are missed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from bahiaservidor.registro import copias_papeis as blocos
from bahiaservidor.registro.arquivo import conectar
from bahiaservidor.servicos import abertura, copias, copias_cifra, copias_papeis, copias_restauro

from .apoio_copias import FRASE, Lugar, lugar


@pytest.fixture
def reg(tmp_path: Path) -> Iterator[Lugar]:
    with lugar(tmp_path) as novo:
        yield novo


def guardar(reg: Lugar, *conteudos: bytes) -> list[str]:
    """Keep papers as the program does: bytes first, then the row that names them."""
    hashes = [hashlib.sha256(dados).hexdigest() for dados in conteudos]
    reg.ctx.banco.papeis.guardar(dict(zip(hashes, conteudos, strict=True)))
    with reg.ctx.banco.escrita() as conexao:
        for hash_ in hashes:
            conexao.exec_driver_sql("INSERT INTO arquivo (hash) VALUES (?)", (hash_,))
    return hashes


def estragar(arquivo: Path, hash_: str) -> None:
    conexao = conectar(arquivo, "rw")
    conexao.execute("DROP TRIGGER bloco_nao_altera")
    conexao.execute("UPDATE bloco SET conteudo = ? WHERE hash = ?", (b"outro papel", hash_))
    conexao.close()


def test_so_os_novos_se_copiam_e_a_copia_diz_quantos_sao(reg: Lugar) -> None:
    primeiros = guardar(reg, b"um", b"dois")
    copia = reg.copiar()
    guardado = reg.copias / copias_papeis.ARQUIVO
    assert blocos.hashes(guardado) == set(primeiros)
    assert (copia.manifesto.papeis, copia.manifesto.papeis_faltam) == (2, 0)
    numeros = conectar(guardado, "ro").execute("SELECT id, hash FROM bloco ORDER BY id").fetchall()
    (terceiro,) = guardar(reg, b"tres")
    reg.relogio.andar(minutes=1)
    assert reg.copiar().manifesto.papeis == 3
    agora = conectar(guardado, "ro").execute("SELECT id, hash FROM bloco ORDER BY id").fetchall()
    assert agora == [*numeros, (3, terceiro)]
    # Copies go, papers stay.
    for _ in range(4):
        reg.relogio.andar(days=900)
        copias.diaria(reg.ctx)
    assert blocos.hashes(guardado) == {*primeiros, terceiro}


def test_papel_que_o_registro_perdeu_e_dito(reg: Lugar) -> None:
    hash_, _ = guardar(reg, b"um", b"dois")
    caminho = blocos.os_de(reg.ctx.banco)
    assert caminho is not None
    conexao = conectar(caminho, "rw")
    conexao.execute("DROP TRIGGER bloco_nao_apaga")
    conexao.execute("DELETE FROM bloco WHERE hash = ?", (hash_,))
    conexao.close()
    feita = copias.copiar(reg.ctx)
    assert (feita.manifesto.papeis, feita.manifesto.papeis_faltam) == (2, 1)
    assert any("não estão no arquivo de papéis" in aviso for aviso in feita.avisos)


def test_um_papel_estragado_nao_passa_por_bom(reg: Lugar) -> None:
    guardar(reg, b"um")
    reg.copiar()
    (ruim,) = guardar(reg, b"dois")
    caminho = blocos.os_de(reg.ctx.banco)
    assert caminho is not None
    estragar(caminho, ruim)
    reg.relogio.andar(minutes=1)
    feita = copias.copiar(reg.ctx)
    assert feita.manifesto.papeis_faltam == 1


def test_amostra_por_dia_e_tudo_por_semana(reg: Lugar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copias_papeis, "AMOSTRA", 3)
    todos = guardar(reg, *(f"papel {n}".encode() for n in range(10)))
    reg.copiar()
    lidos = [c.lidos for c in copias.conferir_papeis(reg.ctx).values()]
    assert lidos == [10]
    assert copias.conferir_papeis(reg.ctx) == {}
    for dia in range(1, 8):
        reg.relogio.andar(days=1)
        (lida,) = copias.conferir_papeis(reg.ctx).values()
        assert (lida.lidos, lida.maus) == ((10, 0) if dia == 7 else (3, 0))
    estragar(reg.copias / copias_papeis.ARQUIVO, todos[4])
    # A clock that goes back asks for all of them.
    reg.relogio.instante = datetime(2026, 1, 1, tzinfo=UTC)
    (lida,) = copias.conferir_papeis(reg.ctx).values()
    assert (lida.lidos, lida.maus) == (10, 1)
    assert "1 papéis copiados não são mais" in copias.situacao(reg.ctx).falha
    # Taken away, the file is made again by the next copy, and all is read again.
    (reg.copias / copias_papeis.ARQUIVO).unlink()
    reg.copiar()
    (lida,) = copias.conferir_papeis(reg.ctx).values()
    assert (lida.lidos, lida.maus) == (10, 0)
    assert copias.situacao(reg.ctx).falha == ""


@pytest.mark.parametrize("cifra", [False, True])
def test_restaurar_devolve_os_papeis_que_faltam(reg: Lugar, cifra: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if cifra:
        identidade = pyrage.x25519.Identity.generate()
        monkeypatch.setattr(copias_cifra, "criar_chave", lambda f: (str(identidade.to_public()), "chave"))
        monkeypatch.setattr(copias_cifra, "abrir_chave", lambda chave, f: identidade)
        copias.cifrar(reg.ctx, frase=FRASE)
    primeiros = guardar(reg, b"um", b"dois")
    reg.copiar()
    (terceiro,) = guardar(reg, b"tres")
    reg.relogio.andar(minutes=1)
    copia = reg.copiar()
    if cifra:
        remessas = sorted(c.name for c in reg.copias.glob("papeis-*.sqlite3.age"))
        assert remessas == ["papeis-000001.sqlite3.age", "papeis-000002.sqlite3.age"]
        assert not (reg.copias / copias_papeis.ARQUIVO).exists()
        assert [c.lidos for c in copias.conferir_papeis(reg.ctx).values()] == [3]
    caminho = blocos.os_de(reg.ctx.banco)
    assert caminho is not None
    abertura.fechar(reg.ctx)
    caminho.unlink()
    reg.arquivo.unlink()
    copias_restauro.restaurar_no_lugar(
        registro=reg.arquivo, guardada=copias_restauro.de_arquivo(copia.caminho), relogio=reg.relogio,
        usuario="jacira", frase=FRASE,
    )  # fmt: skip
    reg.abrir()
    papeis = reg.ctx.banco.papeis
    assert [papeis.ler(h) for h in (*primeiros, terceiro)] == [b"um", b"dois", b"tres"]
    # And it goes on keeping them.
    guardar(reg, b"quatro")

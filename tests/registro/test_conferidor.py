"""The stand-alone verifier against a registry that somebody changed: what it must find, and that it names it."""

from __future__ import annotations

import ast
import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bahiaservidor.registro import dialetos, selagem
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.evidencia import arquivo_do_conferidor, conferidor
from bahiaservidor.registro.papeis_guardados import caminho_dos_papeis
from tests.servicos.apoio_acervo import RELOGIO, cheio, em_arquivo

FLIPS = 160
"""Bytes flipped in each run."""

FIXAS = {nome: list(colunas) for nome, colunas in selagem.SELADAS.items()} | {
    "instrumento": ["id", "tipo", "numero", "data", "autoridade", "texto", "hash"],
    "ato": ["*"],
    "ato_sigilo": ["*"],
    "trilha": ["*"],
    "selo": ["*"],
    "arquivo": ["*"],
}
"""What is evidence: tables, and the columns of each that never change."""


@cache
def selado() -> bytes:
    """Return a small registry with a bit of everything, sealed, whose bytes say that it has no WAL."""
    banco = Banco.temporario(cheio()[0])
    with banco.escrita() as conexao:
        selagem.selar(conexao, instante=RELOGIO.agora(), motivo="Segundo")
    dados = banco.serializar()
    banco.fechar()
    return dados[:18] + b"\x01\x01" + dados[20:]


@contextmanager
def aberto(dados: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conexao:
        conexao.deserialize(dados)
        yield conexao


def falhas(dados: bytes, *impressos: tuple[int, str]) -> list[tuple[str, str]]:
    with aberto(dados) as conexao:
        try:
            return list(conferidor().conferir(conexao, impressos)["falhas"])
        except sqlite3.DatabaseError as erro:
            return [("arquivo", str(erro))]


def forcado(*comandos: str) -> bytes:
    """Return the registry after commands of somebody who took the triggers away and put them back."""
    with aberto(selado()) as conexao:
        dialetos.autorizar(conexao)
        gatilhos = conexao.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for nome, _ in gatilhos:
            conexao.execute(f"DROP TRIGGER {nome}")
        for comando in comandos:
            conexao.execute(comando)
        for _, sql in gatilhos:
            conexao.execute(sql)
        return conexao.serialize()


def foto(dados: bytes) -> dict[str, Any]:
    """Return the evidence, table by table, with the type of each value; text that is no text included."""
    lida: dict[str, Any] = {}
    with aberto(dados) as conexao:
        conexao.text_factory = lambda letras: ("texto", letras)
        for nome, colunas in FIXAS.items():
            try:
                lida[nome] = conexao.execute(f"SELECT {', '.join(colunas)} FROM {nome}").fetchall()
            except sqlite3.DatabaseError as erro:
                lida[nome] = str(erro)
    return lida


def test_o_registro_como_foi_escrito_confere() -> None:
    assert falhas(selado()) == []
    assert conferidor().SELADAS.keys() == selagem.SELADAS.keys()
    for nome, colunas in selagem.SELADAS.items():
        assert conferidor().SELADAS[nome].split() == list(colunas)


def test_nenhum_byte_trocado_nas_paginas_da_prova_passa(record_property: Callable[[str, object], None]) -> None:
    original, antes, sorteio = selado(), foto(selado()), random.Random(20261122)
    with aberto(original) as conexao:
        tamanho = conexao.execute("PRAGMA page_size").fetchone()[0]
        folhas = sorted(
            pagina for nome, pagina in conexao.execute("SELECT name, pageno FROM dbstat") if nome in FIXAS
        )  # fmt: skip
    achadas = nomeadas = 0
    for _ in range(FLIPS):
        trocado = bytearray(original)
        onde = (sorteio.choice(folhas) - 1) * tamanho + sorteio.randrange(tamanho)
        trocado[onde] ^= 1 << sorteio.randrange(8)
        ditas = falhas(bytes(trocado))
        mudadas = {nome for nome, linhas in foto(bytes(trocado)).items() if linhas != antes[nome]}
        # What is not in any row is not evidence: a byte of a page's empty space.
        assert ditas or not mudadas, f"byte {onde} changed {mudadas} and was not found"
        achadas += bool(mudadas)
        nomeadas += bool(mudadas) and any(nome in ditas[0][0] or nome in ditas[0][1] for nome in mudadas)
    assert achadas > FLIPS / 3
    assert nomeadas > achadas * 0.95
    record_property("bytes trocados na prova, todos achados", achadas)
    record_property("com a tabela certa em primeiro lugar", nomeadas)


COLUNAS_DO_ATO = (
    "operacao_id", "sujeito_tipo", "sujeito_id", "servidor_id", "vinculo_id", "seq", "tipo", "versao", "data_legal",
    "conteudo", "requisitos", "ressalva", "registrado_em", "registrado_por", "motor", "sal", "hash_anterior", "hash",
)  # fmt: skip


@pytest.mark.parametrize("coluna", COLUNAS_DO_ATO)
def test_cada_coluna_do_ato_e_da_trilha_tem_prova(coluna: str) -> None:
    numero = coluna.endswith("_id") or coluna in ("seq", "versao")
    valor = f"coalesce({coluna}, 0) + 40" if numero else f"coalesce({coluna}, '') || ' '"
    assert falhas(forcado(f"UPDATE ato SET {coluna} = {valor} WHERE id = 9"))[0][0] == "ato 9"
    como_bytes = falhas(forcado(f"UPDATE ato SET {coluna} = CAST(coalesce({coluna}, 'x') AS BLOB) WHERE id = 9"))
    assert como_bytes[0][0] == "ato 9" or numero  # a number made of bytes is kept as bytes too, or as the number


@pytest.mark.parametrize(
    ("comandos", "onde"),
    [
        (["UPDATE trilha SET usuario = 'outra' WHERE id = 3"], "trilha 3"),
        (["UPDATE trilha SET instante = replace(instante, '2026', '2025') WHERE id = 2"], "trilha 2"),
        (["UPDATE trilha SET objeto_id = NULL WHERE id = 2"], "trilha 2"),
        (["DELETE FROM trilha WHERE id = 2"], "trilha 2"),
        (["DELETE FROM trilha WHERE id = (SELECT max(id) FROM trilha)"], "trilha"),
        (["UPDATE trilha SET id = 99 WHERE id = 1", "UPDATE trilha SET id = 1 WHERE id = 2",
          "UPDATE trilha SET id = 2 WHERE id = 99"], "trilha 1"),
        (["DELETE FROM ato WHERE id = 12"], "ato 12"),
        (["DELETE FROM ato WHERE id > 30"], "ato"),
        (["UPDATE ato SET id = 999 WHERE id = 5", "UPDATE ato SET id = 5 WHERE id = 6",
          "UPDATE ato SET id = 6 WHERE id = 999"], "atos"),
        (["UPDATE operacao SET descricao = 'outra' WHERE id = 2"], "operacao"),
        (["UPDATE operacao SET usuario = 'outra' WHERE id = 2"], "operacao"),
        (["DELETE FROM operacao WHERE id = 2"], "operacao"),
        (["UPDATE instrumento SET texto = 'outro'"], "instrumento 1"),
        (["UPDATE ato_sigilo SET conteudo = replace(conteudo, '4711', '4712')"], "ato_sigilo"),
        (["UPDATE ato_sigilo SET sal = 'outro'"], "ato_sigilo"),
        (["DELETE FROM ato_sigilo"], "ato_sigilo"),
        (["UPDATE selo SET motivo = 'outro' WHERE id = 1"], "selo 1"),
        (["DELETE FROM selo WHERE id = 1"], "selo 1"),
        (["UPDATE documento_emitido SET titulo = 'outro'"], "documento_emitido"),
        (["UPDATE documento_emitido SET hash = 'outro'"], "documento_emitido"),
        (["DELETE FROM documento_emitido"], "documento_emitido"),
        (["DELETE FROM arquivo"], "documento_emitido"),
    ],
)  # fmt: skip
def test_o_primeiro_registro_ruim_e_nomeado(comandos: list[str], onde: str) -> None:
    ditas = falhas(forcado("PRAGMA foreign_keys = OFF", *comandos))
    assert ditas
    assert any(dita.startswith(onde) for dita, _ in ditas[:2]), ditas


def test_gatilho_tirado_ou_trocado_aparece() -> None:
    ver = conferidor()
    exigidos = {f"{nome}_{sufixo}" for nome in (*ver.SO_CRESCEM, *ver.DO_PROGRAMA) for sufixo, _ in ver._gatilhos(nome)}
    assert exigidos == dialetos.GATILHOS_DO_LIVRO | dialetos.GATILHOS_DO_PROGRAMA
    with aberto(selado()) as conexao:
        conexao.execute("DROP TRIGGER ato_nao_apaga")
        assert falhas(conexao.serialize()) == [
            ("gatilho ato_nao_apaga", "falta: a tabela não está protegida como deveria")
        ]
        conexao.execute("CREATE TRIGGER ato_nao_apaga BEFORE DELETE ON ato WHEN 0 BEGIN SELECT 1; END")
        assert falhas(conexao.serialize()) == [("gatilho ato_nao_apaga", "não é o que o programa fez")]


def test_so_o_selo_impresso_acusa_quem_refez_todas_as_correntes() -> None:
    # The whole trail written again by somebody who knows the format, seals included.
    refeito, ver = selado(), conferidor()
    with aberto(refeito) as conexao:
        linhas = conexao.execute("SELECT id, hash FROM selo ORDER BY id").fetchall()
        impressos = [(numero, hash_[:20]) for numero, hash_ in linhas]
        for nome, _ in conexao.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if nome.startswith(("trilha_", "selo_")):
                conexao.execute(f"DROP TRIGGER {nome}")
        conexao.execute("UPDATE trilha SET usuario = 'outra pessoa'")
        anterior = ver.ORIGEM
        for id_, *campos in conexao.execute(
            f"SELECT {', '.join(ver.DA_TRILHA[1:])} FROM trilha ORDER BY id"
        ).fetchall():
            novo = ver.sha(ver.lista([anterior, id_, *campos]))
            conexao.execute("UPDATE trilha SET hash_anterior = ?, hash = ? WHERE id = ?", (anterior, novo, id_))
            anterior = novo
        anterior = ver.ORIGEM
        for selo in ver.ler_selos(conexao):
            visto = conexao.execute("SELECT hash FROM trilha WHERE id = ?", (selo["ultima_trilha"],)).fetchone()
            selo |= {"hash_anterior": anterior, "hash_trilha": visto[0] if visto else ver.ORIGEM}
            anterior = ver.sha(ver.lista([selo[nome] for nome in ver.DO_SELO]))
            conexao.execute(
                "UPDATE selo SET hash_anterior = ?, hash_trilha = ?, hash = ? WHERE id = ?",
                (selo["hash_anterior"], selo["hash_trilha"], anterior, selo["id"]),
            )
        refeito = conexao.serialize()
    assert not [f for f in falhas(refeito) if not f[0].startswith("gatilho")]
    assert [f for f in falhas(refeito, *impressos) if f[0].startswith("selo 1")]
    assert falhas(selado(), *impressos) == []
    assert falhas(selado(), (9, "0" * 16))[0][0] == "selo 9"


def test_o_selo_se_le_como_esta_impresso() -> None:
    assert conferidor().ler_selo("12: 0123 4567-89ab cdef ") == (12, "0123456789abcdef")
    with pytest.raises(ValueError, match="não é um selo"):
        conferidor().ler_selo("12:0123")


def test_entradas_do_formato_anterior_ainda_conferem() -> None:
    ver = conferidor()
    with aberto(selado()) as conexao:
        for nome, _ in conexao.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conexao.execute(f"DROP TRIGGER {nome}")
        colunas = [c for c in ver.ANTIGAS if c != "papel"]
        for id_, papel, *campos in conexao.execute(
            f"SELECT a.id, coalesce(i.hash, ''), {', '.join('a.' + c for c in colunas)} FROM ato a "
            "LEFT JOIN instrumento i ON i.id = a.instrumento_id WHERE a.sujeito_tipo = 'candidato' ORDER BY a.id"
        ).fetchall():
            dito = dict(zip(colunas, campos, strict=True)) | {"papel": papel}
            antigo = ver.sha(ver.lista([dito[c] for c in ver.ANTIGAS]))
            conexao.execute("UPDATE ato SET hash = ? WHERE id = ?", (antigo, id_))
        conexao.execute("DELETE FROM selo")
        resultado = ver.conferir(conexao, sem=("gatilhos",))
        assert resultado["falhas"] == []
        conexao.execute("UPDATE ato SET motor = motor || ' ' WHERE sujeito_tipo = 'candidato'")
        assert ver.conferir(conexao, sem=("gatilhos",))["falhas"]


def test_sozinho_le_uma_copia_sem_tocar_nela(tmp_path: Path) -> None:
    copia, ruim = tmp_path / "cópia de segurança.sqlite3", tmp_path / "ruim.sqlite3"
    copia.write_bytes(cheio()[0])  # its header says WAL, as copies of the registry do
    ruim.write_bytes(forcado("UPDATE trilha SET usuario = 'outra' WHERE id = 3"))

    def rodar(*argumentos: str) -> tuple[int, str]:
        # -I: nothing of this environment but the interpreter.
        comando = [sys.executable, "-I", str(arquivo_do_conferidor()), *argumentos]
        feito = subprocess.run(comando, capture_output=True, check=False)
        return feito.returncode, (feito.stdout + feito.stderr).decode()

    situacao, dito = rodar(str(copia))
    assert (situacao, "TUDO CONFERE" in dito) == (0, True)
    assert sorted(p.name for p in tmp_path.iterdir()) == [copia.name, ruim.name]
    assert copia.read_bytes() == cheio()[0]
    situacao, dito = rodar(str(ruim))
    assert situacao == 1
    assert "Primeiro registro ruim: trilha 3" in dito
    situacao, dito = rodar(str(ruim), "--json")
    assert json.loads(dito)["falhas"][0][0] == "trilha 3"
    situacao, dito = rodar(str(ruim), "--processos", "2", "--sem-estrutura")
    assert (situacao, "Primeiro registro ruim: trilha 3" in dito) == (1, True)
    assert rodar(str(tmp_path / "não há"))[0] == 2
    (tmp_path / "texto").write_text("isto não é um registro", encoding="utf-8")
    assert rodar(str(tmp_path / "texto"))[0] == 2
    ruim.write_bytes(cheio()[0][: len(cheio()[0]) // 2])
    assert rodar(str(ruim))[0] in (1, 2)


def test_o_papel_trocado_ou_que_falta_no_arquivo_ao_lado_e_nomeado(tmp_path: Path) -> None:
    registro = em_arquivo(tmp_path / "registro.sqlite3")
    ver = conferidor()
    assert ver.conferir_arquivo(str(registro), processos=1)["conferidos"]["arquivos"] == len(cheio()[1])
    with closing(sqlite3.connect(caminho_dos_papeis(registro))) as papeis:
        dialetos.autorizar(papeis)
        for (gatilho,) in papeis.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            papeis.execute(f"DROP TRIGGER {gatilho}")
        trocado = papeis.execute("SELECT max(hash) FROM bloco").fetchone()[0]
        papeis.execute("UPDATE bloco SET conteudo = x'00' WHERE hash = ?", (trocado,))
        papeis.commit()
        onde, detalhe = ver.conferir_arquivo(str(registro), processos=1)["falhas"][0]
        assert (onde, "não são os que foram guardados" in detalhe) == (f"arquivo {trocado[:16]}", True)
        papeis.execute("DELETE FROM bloco WHERE hash = ?", (trocado,))
        papeis.commit()
    onde, detalhe = ver.conferir_arquivo(str(registro), processos=1)["falhas"][0]
    assert (onde, "não estão em" in detalhe) == (f"arquivo {trocado[:16]}", True)
    caminho_dos_papeis(registro).unlink()
    sem_eles = ver.conferir_arquivo(str(registro), processos=1)
    assert (sem_eles["falhas"], sem_eles["conferidos"]["arquivos"]) == ([], 0)


def test_so_usa_a_biblioteca_padrao_e_o_python_de_que_fala() -> None:
    texto = arquivo_do_conferidor().read_text("utf-8")
    ast.parse(texto, feature_version=(3, 8))
    importados = {
        linha.split()[1].split(".")[0] for linha in texto.splitlines() if linha.startswith(("import ", "from "))
    }
    assert importados <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    "comandos",
    [
        [],
        # The hash of an entry does not cover its number: only the chain tells that two were exchanged.
        [
            "CREATE TEMP TABLE par AS SELECT b.id AS um, a.id AS outro FROM ato a JOIN ato b ON "
            "b.hash = a.hash_anterior ORDER BY a.id DESC LIMIT 1",
            "UPDATE ato SET id = -1 WHERE id = (SELECT um FROM par)",
            "UPDATE ato SET id = (SELECT um FROM par) WHERE id = (SELECT outro FROM par)",
            "UPDATE ato SET id = (SELECT outro FROM par) WHERE id = -1",
        ],
        ["DELETE FROM ato_sigilo WHERE ato_id = (SELECT max(ato_id) FROM ato_sigilo)"],
        ["UPDATE selo SET contagem = contagem + 1 WHERE id = 1"],
    ],
    ids=["inteiro", "trocados", "sem_sigilo", "selo"],
)
@pytest.mark.parametrize("pedaco", [3, 20_000])
def test_ler_o_livro_uma_vez_acha_o_que_cada_parte_acha_por_si(
    comandos: list[str], pedaco: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ver = conferidor()
    monkeypatch.setattr(ver, "PEDACO", pedaco)
    with aberto(forcado(*comandos)) as conexao:
        junto, separado = ver.conferir(conexao), ver.conferir(conexao, sem=("atos",))
    assert junto["falhas"] == separado["falhas"]
    assert bool(junto["falhas"]) == bool(comandos)
    for parte in ("corrente", "sigilo"):
        assert junto["conferidos"][parte] == separado["conferidos"][parte]

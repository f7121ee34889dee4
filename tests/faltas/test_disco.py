"""Disks that are full, files and folders that cannot be written, files taken away or replaced while they are open."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bahiaservidor.arquivos import ErroDeArquivo, gravar_arquivo, ler_comum, recusar_registro
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro.arquivo import ErroRegistro
from bahiaservidor.servicos import abertura, copias, copias_manifesto

from .oficio import ESPECIES, Feito, Oficio, aberto, abrir, faltas, perdidos, preparar


@pytest.fixture(scope="module")
def modelo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    caminho = tmp_path_factory.mktemp("disco") / "modelo.sqlite3"
    preparar(caminho)
    return caminho


@pytest.fixture
def registro(modelo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(modelo, tmp_path / "registro.sqlite3"))


# ------------------------------------------------------------------ a full disk


def encher(caminho: Path, semente: int) -> dict[str, object]:
    """Work in a process whose files may not grow past a size, until every kind of work was refused; its account."""
    comando = [sys.executable, "-m", "tests.faltas.test_disco", "encher", str(caminho), str(semente)]
    feito = subprocess.run(comando, capture_output=True, text=True, check=False)
    assert feito.returncode == 0, feito.stderr
    conta: dict[str, object] = json.loads(feito.stdout)
    return conta


def _trabalhar_sem_espaco(caminho: Path, semente: int) -> dict[str, object]:
    import resource  # there is none on Windows

    sorteio = random.Random(semente)
    feitos: list[Feito] = []
    frases: dict[str, str] = {}
    with aberto(caminho) as oficio:
        folga = sorteio.randrange(40_000, 200_000)
        # The file beside the registry is what grows: it fills up as a disk does, in the middle of a transaction.
        resource.setrlimit(resource.RLIMIT_FSIZE, (caminho.stat().st_size + folga, resource.RLIM_INFINITY))
        for _ in range(400):
            try:
                feitos.append(oficio.fazer(sorteio, ("importacao", "ato", "cadastro")))
            except ErroDominio as erro:  # of the registry, or of the copy made before what comes in
                frases["gravar"] = erro.mensagem
                break
        saidas: dict[str, Callable[[], object]] = {
            "copiar": lambda: oficio.ctx.banco.copiar_para(caminho.with_name("copia.sqlite3")),
            "salvar": lambda: gravar_arquivo(caminho.with_name("papel.pdf"), b"x" * 10_000_000),
        }
        for nome, fazer in saidas.items():
            try:
                fazer()
            except ErroDominio as erro:
                frases[nome] = erro.mensagem
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        # Space again: the same program goes on, without being opened anew.
        feitos.append(oficio.fazer(sorteio, ("ato",)))
        return {"feitos": feitos, "frases": frases}


def conferir_cheio(caminho: Path, semente: int) -> int:
    """Fill the disk once; return how many things were confirmed before."""
    conta = encher(caminho, semente)
    frases = conta["frases"]
    assert isinstance(frases, dict)
    assert "Libere espaço" in frases["gravar"] or "espaço livre" in frases["gravar"]
    assert "Nada ficou pela metade" in frases["salvar"]
    assert [p.name for p in caminho.parent.glob("*.pdf")] == []
    assert list(caminho.parent.glob(".*parte")) == []
    feitos = [(str(e), int(i)) for e, i in conta["feitos"]]  # type: ignore[attr-defined]
    with aberto(caminho) as oficio:
        assert perdidos(oficio, feitos) == []
        assert faltas(oficio) == []
    return len(feitos)


def test_disco_cheio(registro: Path, record_property: Callable[[str, object], None]) -> None:
    record_property("medida", f"1 disco cheio, {conferir_cheio(registro, 1)} confirmados, 0 perdidos")


@pytest.mark.longo
def test_muitos_discos_cheios(modelo: Path, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    confirmados = 0
    for vez in range(30):
        pasta = tmp_path / str(vez)
        pasta.mkdir()
        confirmados += conferir_cheio(Path(shutil.copy(modelo, pasta / "registro.sqlite3")), 100 + vez)
    record_property("medida", f"30 discos cheios, {confirmados} confirmados, 0 perdidos")


@contextmanager
def disco_pequeno(pasta: Path, tamanho: str) -> Iterator[Path]:
    """Give a disk of its own size, where this machine lets one be made."""
    pasta.mkdir()
    montar = ["mount", "-t", "tmpfs", "-o", f"size={tamanho}", "tmpfs", str(pasta)]
    feito = subprocess.run(montar, capture_output=True, text=True, check=False)
    assert feito.returncode == 0, f"este teste monta um disco pequeno e precisa de root: {feito.stderr}"
    try:
        yield pasta
    finally:
        subprocess.run(["umount", str(pasta)], check=True)


@pytest.mark.longo
def test_um_disco_cheio_de_verdade(
    modelo: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    feitos: list[Feito] = []
    frases: set[str] = set()
    recusas = 0
    sorteio = random.Random(9)
    with disco_pequeno(tmp_path / "disco", "3m") as disco:
        caminho = Path(shutil.copy(modelo, disco / "registro.sqlite3"))
        with aberto(caminho) as oficio:
            while recusas < 30:
                try:
                    feitos.append(oficio.fazer(sorteio, ESPECIES))
                except ErroDominio as erro:
                    frases.add(erro.mensagem)
                    recusas += 1
            with pytest.raises(ErroRegistro, match="espaço"):
                oficio.ctx.banco.copiar_para(disco / "copia.sqlite3")
            with pytest.raises(ErroDominio, match="espaço"):
                copias.copiar(oficio.ctx)
            with pytest.raises(ErroDeArquivo, match="disco cheio"):
                gravar_arquivo(disco / "papel.pdf", b"x" * 3_000_000)
            assert [p.name for p in disco.iterdir() if not p.name.startswith(("registro", "copias"))] == []
            # No half of a copy: what is listed is whole, and nothing else is there.
            guardadas = copias.listar(oficio.ctx)
            assert all(copias_manifesto.confere(g.pastas[0], g.manifesto) for g in guardadas)
            inteiras = {g.manifesto.arquivo for g in guardadas}
            assert {p.name for p in (disco / "copias").glob("*.sqlite3")} <= {*inteiras, "papeis.sqlite3"}
            assert [p for p in (disco / "copias").iterdir() if p.is_dir()] == []
        with aberto(caminho) as oficio:
            assert perdidos(oficio, feitos) == []
            assert faltas(oficio) == []
    assert [frase for frase in frases if "espaço" not in frase] == []
    record_property("medida", f"{recusas} recusas num disco de 3 MB, {len(feitos)} confirmados, 0 perdidos")


# ------------------------------------------------------------------ read-only


def test_arquivo_que_passa_a_ser_so_de_leitura(registro: Path) -> None:
    with aberto(registro) as oficio:
        feito = oficio.fazer(random.Random(1), ("ato",))
        registro.chmod(0o444)
        with pytest.raises(ErroRegistro, match="passou a estar protegido contra gravação: nada foi gravado"):
            oficio.fazer(random.Random(2), ("cadastro",))
        assert perdidos(oficio, [feito]) == []
        registro.chmod(0o644)
        outro = oficio.fazer(random.Random(2), ("cadastro",))
    with aberto(registro) as oficio:
        assert perdidos(oficio, [feito, outro]) == []
        assert faltas(oficio) == []


def test_quem_nao_pode_gravar_le(modelo: Path) -> None:
    # Root may write anywhere: the program is run as somebody else, in folders that everybody may enter.
    with tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        registros: list[Path] = []
        for modo_do_arquivo, modo_da_pasta in ((0o444, 0o777), (0o666, 0o555), (0o444, 0o555)):
            pasta = Path(base) / str(len(registros))
            pasta.mkdir()
            registros.append(Path(shutil.copy(modelo, pasta / "registro.sqlite3")))
            registros[-1].chmod(modo_do_arquivo)
            pasta.chmod(modo_da_pasta)
        comando = [sys.executable, "-m", "tests.faltas.test_disco", "ler", *map(str, registros)]
        feito = subprocess.run(comando, capture_output=True, text=True, check=False)
        assert feito.returncode == 0, feito.stderr
        assert [[p.name for p in registro.parent.iterdir()] for registro in registros] == [["registro.sqlite3"]] * 3
    for lido in json.loads(feito.stdout):
        assert lido["pessoas"] == 1
        assert lido["somente_leitura"]
        assert "nada foi gravado" in lido["frase"]


def _ler_sem_poder_gravar(caminho: Path) -> dict[str, object]:
    with aberto(caminho) as oficio:
        pessoas = oficio.contar("servidor")
        faltas(oficio)
        try:
            oficio.fazer(random.Random(1), ("ato",))
        except ErroRegistro as erro:
            return {"pessoas": pessoas, "frase": erro.mensagem, "somente_leitura": oficio.ctx.banco.somente_leitura}
    raise AssertionError("gravou sem permissão")


# ------------------------------------------------------------------ taken away


def recusar(oficio: Oficio, dito: str) -> None:
    """Fail unless writing is refused so."""
    with pytest.raises(ErroRegistro, match=dito) as recusa:
        oficio.fazer(random.Random(4), ("cadastro",))
    assert "Nada foi gravado" in str(recusa.value)


def test_arquivo_removido_renomeado_ou_trocado_enquanto_aberto(registro: Path, modelo: Path) -> None:
    with aberto(registro) as oficio:
        feito = oficio.fazer(random.Random(1), ("ato",))
        longe = registro.with_name("longe.sqlite3")
        registro.rename(longe)
        recusar(oficio, "não está mais no lugar")
        shutil.copy(modelo, registro)
        recusar(oficio, "foi trocado por outro")
        registro.unlink()
        longe.rename(registro)
        outro = oficio.fazer(random.Random(2), ("cadastro",))
        assert perdidos(oficio, [feito, outro]) == []
    with aberto(registro) as oficio:
        assert perdidos(oficio, [feito, outro]) == []
        assert faltas(oficio) == []


def test_trocado_no_meio_da_gravacao_nada_se_confirma(registro: Path, modelo: Path) -> None:
    with aberto(registro) as oficio:
        longe = registro.with_name("longe.sqlite3")

        def trocar() -> None:
            with oficio.ctx.banco.escrita() as conexao:
                conexao.exec_driver_sql("UPDATE servidor SET versao = versao + 1")
                registro.rename(longe)
                shutil.copy(modelo, registro)

        antes = oficio.valor("SELECT sum(versao) FROM servidor")
        with pytest.raises(ErroRegistro, match="foi trocado por outro"):
            trocar()
        registro.unlink()
        longe.rename(registro)
        assert oficio.valor("SELECT sum(versao) FROM servidor") == antes


def test_wal_removido_enquanto_aberto(registro: Path) -> None:
    oficio = abrir(registro)
    feito = oficio.fazer(random.Random(1), ("ato",))
    registro.with_name(registro.name + "-wal").unlink()
    recusar(oficio, "foi removido ou trocado por fora")
    recusar(oficio, "foi removido ou trocado por fora")
    assert perdidos(oficio, [feito]) == []
    abertura.fechar(oficio.ctx)


# ------------------------------------------------------------------ the open file is not opened by others


def test_o_registro_aberto_nao_se_le_nem_se_grava_como_arquivo(registro: Path, tmp_path: Path) -> None:
    atalho = tmp_path / "atalho.pdf"
    atalho.symlink_to(registro)
    with aberto(registro) as oficio:
        oficio.fazer(random.Random(1), ("ato",))
        for caminho in (registro, atalho, registro.with_name(registro.name + "-wal")):
            with pytest.raises(ErroDeArquivo, match="é o registro que está aberto"):
                recusar_registro(caminho)
            with pytest.raises(ErroDeArquivo, match="é o registro que está aberto"):
                ler_comum(caminho, maximo=1 << 30, guardado="Nada foi guardado")
            with pytest.raises(ErroDeArquivo, match="é o registro que está aberto"):
                gravar_arquivo(caminho, b"outra coisa")
        recusar_registro(tmp_path / "outro.pdf")
    assert ler_comum(registro, maximo=1 << 30, guardado="Nada foi guardado").startswith(b"SQLite format 3")


def _como_programa(oque: str, *outros: str) -> object:
    if oque == "encher":
        return _trabalhar_sem_espaco(Path(outros[0]), int(outros[1]))
    with tempfile.TemporaryDirectory() as pasta:
        # All that is needed is imported before: who may write nowhere may not read this Python either.
        copia = Path(shutil.copyfile(outros[0], Path(pasta) / "r.sqlite3"))
        oficio = abrir(copia)
        oficio.fazer(random.Random(1), ("ato",))
        faltas(oficio)
        abertura.fechar(oficio.ctx)
    if os.geteuid() == 0:
        os.seteuid(65_534)
    return [_ler_sem_poder_gravar(Path(caminho)) for caminho in outros]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_como_programa(*sys.argv[1:])) + "\n")

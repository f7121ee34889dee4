"""The file of the registry: what opens, what does not and says why, one writer at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bahiaservidor.registro import banco as modulo
from bahiaservidor.registro import dialetos
from bahiaservidor.registro.arquivo import ErroRegistro
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.conexao import Conexao


@contextmanager
def aberto(caminho: Path) -> Iterator[Banco]:
    banco = Banco.abrir(caminho)
    try:
        yield banco
    finally:
        banco.fechar()


@pytest.fixture(params=["arquivo", "memoria"])
def banco(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Banco]:
    banco = Banco.abrir(tmp_path / "registro.sqlite3") if request.param == "arquivo" else Banco.temporario()
    yield banco
    banco.fechar()


def gravar(conexao: Conexao, chave: str = "a") -> None:
    conexao.execute(text("INSERT INTO configuracao VALUES (:c, 'x')"), {"c": chave})


def quantas(banco: Banco) -> int:
    with banco.leitura() as conexao:
        return int(conexao.execute(text("SELECT count(*) FROM configuracao")).scalar_one())


class Desistencia(Exception):
    """Something went wrong in the middle."""


# ------------------------------------------------------------------ reading and writing


def test_escrita_que_termina_bem_fica(banco: Banco) -> None:
    with banco.escrita() as conexao:
        gravar(conexao)
    assert quantas(banco) == 1


def test_escrita_que_falha_no_meio_nao_deixa_nada(banco: Banco) -> None:
    def falhar() -> None:
        with banco.escrita() as conexao:
            gravar(conexao)
            raise Desistencia

    with pytest.raises(Desistencia):
        falhar()
    assert quantas(banco) == 0
    with banco.escrita() as conexao:
        gravar(conexao)
    assert quantas(banco) == 1


def test_leitura_nao_grava(banco: Banco) -> None:
    with banco.leitura() as conexao, pytest.raises(OperationalError, match="readonly"):
        gravar(conexao)
    assert quantas(banco) == 0


def test_escrita_dentro_de_escrita_e_defeito(banco: Banco) -> None:
    with banco.escrita(), pytest.raises(RuntimeError, match="one transaction"), banco.escrita():
        pass


def test_os_pragmas_valem_em_toda_conexao(banco: Banco) -> None:
    for abrir in (banco.leitura, banco.escrita):
        with abrir() as conexao:
            assert conexao.execute(text("PRAGMA recursive_triggers")).scalar() == 1
            assert conexao.execute(text("PRAGMA foreign_keys")).scalar() == 1
            assert conexao.execute(text("PRAGMA busy_timeout")).scalar() == dialetos.ESPERA_MS


def test_o_arquivo_e_wal_com_gravacao_completa(tmp_path: Path) -> None:
    with aberto(tmp_path / "r.db") as banco, banco.escrita() as conexao:
        assert conexao.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert conexao.execute(text("PRAGMA synchronous")).scalar() == 2
        assert conexao.execute(text("PRAGMA application_id")).scalar() == dialetos.MARCA_DO_ARQUIVO


def test_um_leitor_ve_um_so_momento_enquanto_outro_grava(tmp_path: Path) -> None:
    with aberto(tmp_path / "r.db") as banco, banco.leitura() as leitor:
        antes = leitor.execute(text("SELECT count(*) FROM configuracao")).scalar()
        with banco.escrita() as conexao:
            gravar(conexao)
        assert leitor.execute(text("SELECT count(*) FROM configuracao")).scalar() == antes == 0


def test_escritores_de_varias_linhas_de_execucao_esperam_a_vez(banco: Banco) -> None:
    def trabalhar(n: int) -> None:
        for i in range(5):
            with banco.escrita() as conexao:
                gravar(conexao, f"{n}-{i}")

    linhas = [threading.Thread(target=trabalhar, args=(n,)) for n in range(4)]
    for linha in linhas:
        linha.start()
    for linha in linhas:
        linha.join()
    assert quantas(banco) == 20


def test_outro_programa_gravando_e_dito_ao_usuario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialetos, "ESPERA_MS", 50)
    with aberto(tmp_path / "r.db") as banco, closing(sqlite3.connect(tmp_path / "r.db")) as outro:
        outro.execute("BEGIN IMMEDIATE")
        with pytest.raises(ErroRegistro, match="Outro programa está gravando") as recusa, banco.escrita():
            pass
        assert "Nada foi gravado" in str(recusa.value)
        outro.rollback()
        with banco.escrita() as conexao:
            gravar(conexao)
        assert quantas(banco) == 1


# ------------------------------------------------------------------ files that do not open


def test_cria_e_reabre_sem_tocar_em_nada(tmp_path: Path) -> None:
    caminho = tmp_path / "novo registro é.sqlite3"
    with aberto(caminho) as banco, banco.escrita() as conexao:
        gravar(conexao)
    antes = caminho.read_bytes()
    with aberto(caminho) as banco:
        assert quantas(banco) == 1
        assert not banco.somente_leitura
    assert caminho.read_bytes() == antes
    assert [p.name for p in tmp_path.iterdir()] == [caminho.name]


def test_arquivo_vazio_vira_registro(tmp_path: Path) -> None:
    (tmp_path / "r.db").touch()
    with aberto(tmp_path / "r.db") as banco:
        assert quantas(banco) == 0


def test_pasta_que_nao_existe(tmp_path: Path) -> None:
    with pytest.raises(ErroRegistro, match=r"pasta .* não existe: nenhum registro foi criado"):
        Banco.abrir(tmp_path / "nada" / "r.db")
    assert list(tmp_path.iterdir()) == []


def test_pasta_protegida(tmp_path: Path) -> None:
    pasta = tmp_path / "protegida"
    pasta.mkdir()
    pasta.chmod(0o555)
    try:
        with pytest.raises(ErroRegistro, match=r"Não é permitido gravar na pasta .* nenhum registro foi criado"):
            Banco.abrir(pasta / "r.db")
        assert list(pasta.iterdir()) == []
    finally:
        pasta.chmod(0o755)


def test_pasta_no_lugar_do_arquivo(tmp_path: Path) -> None:
    with pytest.raises(ErroRegistro, match="é uma pasta"):
        Banco.abrir(tmp_path)


def test_registro_que_nao_existe_quando_nao_se_pede_para_criar(tmp_path: Path) -> None:
    with pytest.raises(ErroRegistro, match=r"não existe\. Nada foi criado"):
        Banco.abrir(tmp_path / "r.db", criar=False)
    assert list(tmp_path.iterdir()) == []


def test_arquivo_protegido_abre_para_leitura(tmp_path: Path) -> None:
    caminho = tmp_path / "r.db"
    with aberto(caminho) as banco, banco.escrita() as conexao:
        gravar(conexao)
    antes = caminho.read_bytes()
    caminho.chmod(0o444)
    try:
        with aberto(caminho) as banco:
            assert banco.somente_leitura
            assert quantas(banco) == 1
            with pytest.raises(ErroRegistro, match="protegido contra gravação: nada foi gravado"), banco.escrita():
                pass
    finally:
        caminho.chmod(0o644)
    assert caminho.read_bytes() == antes


def test_arquivo_protegido_em_pasta_protegida_abre_para_leitura(tmp_path: Path) -> None:
    pasta = tmp_path / "copia"
    pasta.mkdir()
    with aberto(pasta / "r.db") as banco, banco.escrita() as conexao:
        gravar(conexao)
    (pasta / "r.db").chmod(0o444)
    pasta.chmod(0o555)
    try:
        with aberto(pasta / "r.db") as banco:
            assert quantas(banco) == 1
    finally:
        pasta.chmod(0o755)


def test_arquivo_que_nao_e_banco(tmp_path: Path) -> None:
    caminho = tmp_path / "carta.db"
    conteudo = b"Prezados senhores,\n" * 400
    caminho.write_bytes(conteudo)
    with pytest.raises(ErroRegistro, match=r"não é um banco de dados\). Nada foi alterado"):
        Banco.abrir(caminho)
    assert caminho.read_bytes() == conteudo
    assert [p.name for p in tmp_path.iterdir()] == ["carta.db"]


def test_registro_danificado(tmp_path: Path) -> None:
    caminho = tmp_path / "r.db"
    with aberto(caminho):
        pass
    inteiro = caminho.read_bytes()
    caminho.write_bytes(inteiro[:8192] + b"\x07" * (len(inteiro) - 8192))
    with pytest.raises(ErroRegistro, match=r"está danificado\. Nada foi alterado; restaure a última cópia"):
        Banco.abrir(caminho)


def test_registro_que_se_danifica_depois_de_aberto(tmp_path: Path) -> None:
    caminho = tmp_path / "r.db"
    with aberto(caminho):
        pass
    with aberto(caminho) as banco:
        inteiro = caminho.read_bytes()
        caminho.write_bytes(inteiro[:8192] + b"\x07" * (len(inteiro) - 8192))
        with pytest.raises(ErroRegistro, match="está danificado"):
            quantas(banco)


def test_banco_de_outro_programa(tmp_path: Path) -> None:
    caminho = tmp_path / "outro.db"
    with closing(sqlite3.connect(caminho)) as outro:
        outro.execute("CREATE TABLE receitas (nome)")
    antes = caminho.read_bytes()
    with pytest.raises(ErroRegistro, match="banco de dados de outro programa"):
        Banco.abrir(caminho)
    assert caminho.read_bytes() == antes


def test_registro_de_versao_mais_nova(tmp_path: Path) -> None:
    caminho = tmp_path / "r.db"
    with aberto(caminho) as banco, banco.escrita() as conexao:
        conexao.execute(text("UPDATE alembic_version SET version_num = '0042'"))
    antes = caminho.read_bytes()
    with pytest.raises(ErroRegistro, match=r"versão mais nova do programa \(esquema 0042; .* Nada foi alterado"):
        Banco.abrir(caminho)
    assert caminho.read_bytes() == antes


def test_registro_de_versao_anterior_protegido(tmp_path: Path) -> None:
    caminho = tmp_path / "r.db"
    with aberto(caminho) as banco, banco.escrita() as conexao:
        conexao.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    caminho.chmod(0o444)
    try:
        with pytest.raises(ErroRegistro, match="versão anterior e está protegido"):
            Banco.abrir(caminho)
    finally:
        caminho.chmod(0o644)


def test_criacao_que_falha_nao_deixa_arquivo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def falhar(self: Banco) -> None:
        raise Desistencia

    monkeypatch.setattr(modulo.Banco, "_migrar", falhar)
    with pytest.raises(Desistencia):
        Banco.abrir(tmp_path / "r.db")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ copies


def test_copia_por_bytes_e_por_arquivo(banco: Banco, tmp_path: Path) -> None:
    with banco.escrita() as conexao:
        gravar(conexao)
    banco.copiar_para(tmp_path / "copia.db")
    for origem in (banco.serializar(), tmp_path / "copia.db"):
        copia = Banco.temporario(origem)
        try:
            assert quantas(copia) == 1
        finally:
            copia.fechar()


def test_abrir_um_registro_em_dia_nao_importa_o_alembic(tmp_path: Path) -> None:
    import subprocess
    import sys

    with aberto(tmp_path / "r.db"):
        pass
    programa = (
        "import sys; from pathlib import Path; from bahiaservidor.registro.banco import Banco; "
        "b = Banco.abrir(Path(sys.argv[1])); b.fechar(); print('alembic' in sys.modules)"
    )
    saida = subprocess.run(
        [sys.executable, "-c", programa, str(tmp_path / "r.db")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert saida.stdout.strip() == "False"


def test_quem_ainda_lia_ao_fechar_nao_segura_o_arquivo(tmp_path: Path) -> None:
    caminho = tmp_path / "registro.sqlite3"
    banco = Banco.abrir(caminho)
    leitura = banco.leitura()
    with leitura as conexao:
        assert conexao.execute(text("SELECT count(*) FROM ato")).scalar() == 0
        banco.fechar()
    with closing(sqlite3.connect(caminho, timeout=0)) as sozinho:
        sozinho.execute("PRAGMA locking_mode = EXCLUSIVE")
        assert sozinho.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)

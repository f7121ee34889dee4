"""What a clerk may get wrong gives a sentence, and nothing half-written stays."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from bahiaservidor import montagem
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import cadastros, pessoas, provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, FiltroServidores, PedidoAto

from .base import Executar
from .conftest import EM

HOJE = date(2026, 11, 20)


@contextmanager
def aberto(banco: Path) -> Iterator[Contexto]:
    ctx = montagem.montar(banco, usuario="teste")
    try:
        yield ctx
    finally:
        montagem.desmontar(ctx)


def retrato(banco: Path) -> tuple[int, ...]:
    with closing(sqlite3.connect(banco)) as conexao:
        return tuple(
            conexao.execute(f"SELECT count(*) FROM {tabela}").fetchone()[0]
            for tabela in ("ato", "operacao", "servidor", "vinculo", "prazo", "trilha")
        )


def soma(caminho: Path) -> str:
    return hashlib.sha256(caminho.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("31/02/2026", "fevereiro de 2026 vai de 1 a 28"),
        ("29/02/2025", "não existe"),
        ("02/13/2026", "dia e o mês estejam trocados"),
        ("05/01/26", "ambígua"),
        ("2026/01/05", "ambígua"),
        ("05012026", "ambígua"),
        ("ontem", "não é uma data"),
        ("01/01/0026", "1850"),
    ],
)
def test_data_impossivel_ou_ambigua(texto: str, motivo: str, executar: Executar) -> None:
    for argumentos in (("calcular", "posse", "--inicio", texto), ("prazos", "--de", texto), ("demo", "--em", texto)):
        execucao = executar(*argumentos)
        assert execucao.situacao == 2
        assert motivo in execucao.frase


# ---------------------------------------------------------------- the registry's file


COMANDOS = (
    ("servidores",),
    ("prazos",),
    ("verificar",),
    ("calcular", "posse", "--inicio", "05/01/2026"),
    ("termo-posse", "1", "--saida", "termo.pdf"),
    ("minuta", "1", "--saida", "minuta.pdf"),
    ("relatorio-trimestral", "--ano", "2026", "--trimestre", "1", "--saida", "relatorio.pdf"),
    ("demo", "--servidores", "5"),
)


@pytest.mark.parametrize("comando", COMANDOS, ids=lambda comando: comando[0])
def test_arquivo_que_nao_e_banco(comando: tuple[str, ...], executar: Executar, tmp_path: Path) -> None:
    arquivo = tmp_path / "planilha.csv"
    arquivo.write_text("nome;cpf\n" * 200, encoding="utf-8")
    antes = soma(arquivo)
    execucao = executar(*comando, "--banco", arquivo)
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert "não é um registro do bahiaservidor" in execucao.frase
    assert "Nada foi alterado" in execucao.frase
    assert soma(arquivo) == antes
    assert [caminho.name for caminho in tmp_path.iterdir()] == ["planilha.csv"]


def test_banco_de_outro_programa(executar: Executar, tmp_path: Path) -> None:
    arquivo = tmp_path / "outro.sqlite3"
    with closing(sqlite3.connect(arquivo)) as conexao:
        conexao.execute("CREATE TABLE contas (id INTEGER)")
    antes = soma(arquivo)
    execucao = executar("servidores", "--banco", arquivo)
    assert execucao.situacao == 2
    assert "outro programa" in execucao.frase
    assert soma(arquivo) == antes


@pytest.mark.parametrize("comando", COMANDOS, ids=lambda comando: comando[0])
def test_registro_de_versao_mais_nova(comando: tuple[str, ...], executar: Executar, banco: Path) -> None:
    with closing(sqlite3.connect(banco)) as conexao:
        conexao.execute("UPDATE alembic_version SET version_num = '9999'")
        conexao.commit()
    antes = retrato(banco)
    execucao = executar(*comando, "--banco", banco)
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert "versão mais nova" in execucao.frase
    assert retrato(banco) == antes


@pytest.mark.parametrize("comando", COMANDOS[:-1], ids=lambda comando: comando[0])
def test_registro_que_nao_existe_nao_e_criado(comando: tuple[str, ...], executar: Executar, tmp_path: Path) -> None:
    execucao = executar(*comando, "--banco", tmp_path / "engano.sqlite3")
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert "não existe. Nada foi criado" in execucao.frase
    assert list(tmp_path.iterdir()) == []


def test_pasta_que_nao_existe(executar: Executar, tmp_path: Path) -> None:
    execucao = executar("demo", "--servidores", "5", "--banco", tmp_path / "nenhures" / "r.sqlite3")
    assert execucao.situacao == 2
    assert "A pasta" in execucao.frase
    assert "nenhum registro foi criado" in execucao.frase
    assert list(tmp_path.iterdir()) == []


def test_pasta_so_de_leitura(executar: Executar, tmp_path: Path) -> None:
    pasta = tmp_path / "protegida"
    pasta.mkdir()
    pasta.chmod(0o555)
    try:
        execucao = executar("demo", "--servidores", "5", "--banco", pasta / "r.sqlite3")
        assert execucao.situacao == 2
        assert "Não é permitido gravar na pasta" in execucao.frase
        assert list(pasta.iterdir()) == []
    finally:
        pasta.chmod(0o755)


def test_registro_so_de_leitura_le_e_nao_grava(executar: Executar, banco: Path) -> None:
    banco.chmod(0o444)
    assert len(executar("servidores", "--json", "--banco", banco).json) == 60
    execucao = executar("demo", "--servidores", "5", "--banco", banco)
    assert execucao.situacao == 1
    assert "Nada foi gravado" in execucao.frase


# ---------------------------------------------------------------- what is written


def test_saida_em_pasta_que_nao_existe(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "sem" / "relatorio.pdf"
    execucao = executar(
        "relatorio-trimestral", "--ano", 2026, "--trimestre", 4, "--saida", destino, "--banco", banco, "--em", EM
    )
    assert execucao.situacao == 2
    assert "não existe. Nada foi gravado" in execucao.frase


def test_saida_que_nao_pode_ser_gravada_mantem_o_que_havia(
    executar: Executar, banco: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "relatorio.pdf"
    destino.write_bytes(b"o de ontem")

    def recusar(self: Path, alvo: Path) -> Path:
        raise PermissionError(13, "aberto em outro programa")

    monkeypatch.setattr(Path, "replace", recusar)
    execucao = executar(
        "relatorio-trimestral", "--ano", 2026, "--trimestre", 4, "--saida", destino, "--banco", banco, "--em", EM
    )
    assert execucao.situacao == 2
    assert "não pôde ser gravado (sem permissão)" in execucao.frase
    assert destino.read_bytes() == b"o de ontem"
    assert {caminho.name for caminho in tmp_path.iterdir()} <= {"relatorio.pdf", banco.name, f"{banco.name}-wal",
                                                               f"{banco.name}-shm"}  # fmt: skip


def _relatorio(banco: Path, destino: object) -> tuple[object, ...]:
    return (
        "relatorio-trimestral", "--ano", 2026, "--trimestre", 4, "--saida", destino, "--banco", banco, "--em", EM
    )  # fmt: skip


def test_o_papel_nao_toma_o_lugar_do_registro(executar: Executar, banco: Path) -> None:
    antes = soma(banco)
    execucao = executar(*_relatorio(banco, banco))
    assert execucao.situacao == 2
    assert "é o próprio registro. Nada foi gravado" in execucao.frase
    assert soma(banco) == antes


def test_o_papel_nao_toma_o_lugar_do_que_nao_e_arquivo(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "cano.pdf"
    if hasattr(os, "mkfifo"):
        os.mkfifo(destino)
    else:
        destino = Path(os.devnull)
    execucao = executar(*_relatorio(banco, destino))
    assert execucao.situacao == 2
    assert "não é um arquivo comum. Nada foi gravado" in execucao.frase
    assert destino.exists()
    assert not destino.is_file()
    registro = executar("servidores", "--banco", destino)
    assert registro.situacao == 2
    assert "não é um arquivo comum. Nada foi feito" in registro.frase


def test_nome_que_nenhum_arquivo_pode_ter(executar: Executar, banco: Path, tmp_path: Path) -> None:
    longo = "a" * 400
    assert "Nada foi gravado" in executar(*_relatorio(banco, tmp_path / longo)).frase
    for comando in (("servidores",), ("demo", "--servidores", "5")):
        execucao = executar(*comando, "--banco", tmp_path / longo)
        assert (execucao.situacao, execucao.saida) == (2, "")
        assert "o nome não serve" in execucao.frase


def test_dia_recusado_nao_deixa_registro_vazio(executar: Executar, tmp_path: Path) -> None:
    execucao = executar("demo", "--servidores", "5", "--em", "01/01/1990", "--banco", tmp_path / "novo.sqlite3")
    assert execucao.situacao == 1
    assert "Nada foi gravado" in execucao.frase
    assert list(tmp_path.iterdir()) == []


class _SaidaCheia(io.StringIO):
    def write(self, texto: str) -> int:
        raise OSError(errno.ENOSPC, "no space")


@pytest.mark.parametrize(("destino", "motivo"), [(_SaidaCheia(), "disco cheio"), (None, "fechada")])
def test_saida_padrao_que_nao_recebe(
    destino: io.StringIO | None, motivo: str, executar: Executar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", destino)
    execucao = executar("calcular", "posse", "--inicio", "05/01/2026")
    assert execucao.situacao == 2
    assert motivo in execucao.frase


@pytest.mark.parametrize(
    "dano",
    [
        "UPDATE prazo SET vence = 'ontem' WHERE id = (SELECT min(id) FROM prazo)",
        "UPDATE ato SET conteudo = '{' WHERE id = (SELECT max(id) FROM ato)",
        "UPDATE ato SET tipo = 'batismo' WHERE id = (SELECT max(id) FROM ato)",
    ],
)
def test_verificar_diz_o_que_nem_pode_ler(dano: str, executar: Executar, banco: Path) -> None:
    with closing(sqlite3.connect(banco)) as conexao:
        conexao.execute("DROP TRIGGER ato_nao_altera")
        conexao.execute("DROP TRIGGER prazo_so_programa_altera")
        conexao.execute(dano)
        conexao.commit()
    execucao = executar("verificar", "--json", "--banco", banco)
    assert (execucao.situacao, execucao.erros) == (1, "")
    achados = {d["objeto"] for d in execucao.json["divergencias"]}
    assert "gatilho ato_nao_altera" in achados
    assert achados & {"vínculos", "livro"} or any(objeto.startswith("ato ") for objeto in achados)


def test_chave_de_ninguem(executar: Executar, banco: Path, tmp_path: Path) -> None:
    for chave in ("99999999", "52998224725", "987654"):
        execucao = executar("termo-posse", chave, "--saida", tmp_path / "termo.pdf", "--banco", banco)
        assert execucao.situacao == 1
        assert chave in execucao.frase.replace(".", "").replace("-", "")
    assert not (tmp_path / "termo.pdf").exists()


def test_termo_de_quem_nao_tomou_posse(executar: Executar, banco: Path, tmp_path: Path) -> None:
    linhas = executar("servidores", "--em", EM, "--json", "--banco", banco).json
    nomeado = next(linha for linha in linhas if linha["situacao"] in ("nomeado", "nomeacao_sem_efeito"))
    execucao = executar("termo-posse", nomeado["id"], "--saida", tmp_path / "termo.pdf", "--banco", banco)
    assert execucao.situacao == 1
    assert "posse" in execucao.frase
    assert not (tmp_path / "termo.pdf").exists()


# ---------------------------------------------------------------- acts


def test_cpf_com_digitos_errados_nao_deixa_nada(banco: Path) -> None:
    antes = retrato(banco)
    with aberto(banco) as ctx:
        cargo = next(cargo for cargo in cadastros.cargos(ctx) if cargo.natureza.value == "temporario")
        pedido = PedidoAto(
            tipo="nomeacao",
            conteudo={"publicacao": HOJE, "carater": "temporario", "cargo": cargo.id},
            pessoa=DadosPessoa(nome="Pessoa Nova", cpf="529.982.247-24", nascimento=date(1990, 1, 1)),
        )
        with pytest.raises(ErroDominio, match="não conferem"):
            provimento.registrar(ctx, pedido=pedido, hoje=HOJE)
    assert retrato(banco) == antes


def test_matricula_tomada_nao_deixa_nada(banco: Path) -> None:
    antes = retrato(banco)
    with aberto(banco) as ctx:
        ids = pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=HOJE)
        linhas = pessoas.linhas_servidores(ctx, ids=ids, hoje=HOJE)
        dona = next(linha for linha in linhas if linha.matricula)
        outra = next(linha for linha in linhas if not linha.matricula)
        assert dona.matricula is not None
        with pytest.raises(ErroDominio, match="já é de"):
            pessoas.atribuir_matricula(ctx, vinculo_id=outra.id, matricula=dona.matricula)
    *restam, trilha = retrato(banco)
    assert restam == list(antes[:-1])
    assert trilha == antes[-1] + 1  # who looked at the list


def test_posse_antes_da_nomeacao_nao_deixa_nada(banco: Path) -> None:
    antes = retrato(banco)
    with aberto(banco) as ctx:
        pedido = PedidoAto(
            tipo="posse",
            conteudo={"data": date(2026, 1, 5)},
            pessoa=DadosPessoa(nome="Pessoa Nova", nascimento=date(1990, 1, 1)),
        )
        with pytest.raises(ErroDominio, match=r"art\. 19"):
            provimento.registrar(ctx, pedido=pedido, hoje=HOJE)
    assert retrato(banco) == antes

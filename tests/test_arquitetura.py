"""What the house promises of its own source and no linter sees: sizes, the clock, SQL, addresses, paths.

Which layer may import which is import-linter's business (pyproject.toml); `make test` runs it.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parent.parent
PACOTE = RAIZ / "bahiaservidor"

TETO = 400
TETOS = {"bahiaservidor/janela/principal.py": 300}
"""The main window is small because its screens are components."""

EXCECOES: dict[str, str] = {}
"""Modules above the ceiling, each with the reason why splitting it would make it worse."""

RELOGIO = "bahiaservidor/relogio.py"

CHAMADAS_PROIBIDAS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
}
"""What asks the system for the day, however it was imported."""

SQL_PERMITIDO = ("bahiaservidor/registro/", "bahiaservidor/montagem.py")


def modulos() -> list[Path]:
    return sorted(PACOTE.rglob("*.py"))


def nome(caminho: Path) -> str:
    return caminho.relative_to(RAIZ).as_posix()


def arvore(caminho: Path) -> ast.Module:
    return ast.parse(caminho.read_text("utf-8"), filename=str(caminho))


def importados(modulo: ast.Module) -> Iterator[str]:
    for no in ast.walk(modulo):
        if isinstance(no, ast.Import):
            yield from (apelido.name for apelido in no.names)
        elif isinstance(no, ast.ImportFrom) and no.module is not None and no.level == 0:
            yield no.module


def chamadas(modulo: ast.Module) -> Iterator[tuple[str, str, int]]:
    """Yield (last name before the dot, name after it, line) of every attribute that is called."""
    for no in ast.walk(modulo):
        if isinstance(no, ast.Call) and isinstance(no.func, ast.Attribute):
            dono = no.func.value
            antes = dono.id if isinstance(dono, ast.Name) else dono.attr if isinstance(dono, ast.Attribute) else ""
            yield antes, no.func.attr, no.lineno


def arquivos_do_projeto() -> list[Path]:
    """Return every text file of the project: the tracked ones and those about to be."""
    saida = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=RAIZ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if saida.returncode == 0 and saida.stdout:
        caminhos = [RAIZ / relativo for relativo in saida.stdout.split("\0") if relativo]
    else:  # an archive without git's folder
        pastas = ("bahiaservidor", "docs", "migrations", "requirements", "resources", "scripts", "tests", ".ci")
        caminhos = [*RAIZ.glob("*.*"), RAIZ / "Makefile", *(f for p in pastas for f in (RAIZ / p).rglob("*"))]
    return [c for c in caminhos if c.is_file() and "__pycache__" not in c.parts and b"\0" not in c.read_bytes()[:8192]]


def test_nenhum_modulo_passa_do_teto() -> None:
    grandes = {}
    for modulo in modulos():
        linhas = len(modulo.read_text("utf-8").splitlines())
        if linhas > TETOS.get(nome(modulo), TETO) and nome(modulo) not in EXCECOES:
            grandes[nome(modulo)] = linhas
    assert grandes == {}


def test_cada_excecao_ao_teto_tem_razao_e_ainda_e_precisa() -> None:
    for caminho, razao in EXCECOES.items():
        linhas = len((RAIZ / caminho).read_text("utf-8").splitlines())
        assert len(razao.split()) >= 5, caminho
        assert linhas > TETOS.get(caminho, TETO), f"{caminho} cabe no teto: retire a exceção"


def test_so_o_relogio_pergunta_o_dia_ao_sistema() -> None:
    achados = [
        f"{nome(modulo)}:{linha}"
        for modulo in modulos()
        if nome(modulo) != RELOGIO
        for antes, depois, linha in chamadas(arvore(modulo))
        if (antes, depois) in CHAMADAS_PROIBIDAS
    ]
    assert achados == []


def test_o_sql_tambem_nao_pergunta_o_dia() -> None:
    # "Nothing stored depends on today": the day goes in as a parameter, :hoje.
    proibido = re.compile(
        r"current_date\b|current_timestamp\b|(?:date|datetime|julianday|strftime)\(\s*'now'|'now'", re.IGNORECASE
    )
    fontes = [*modulos(), *sorted((RAIZ / "migrations").rglob("*.py"))]
    achados = [
        f"{nome(fonte)}:{no.lineno}"
        for fonte in fontes
        for no in ast.walk(arvore(fonte))
        if isinstance(no, ast.Constant) and isinstance(no.value, str) and proibido.search(no.value)
    ]
    assert achados == []


def test_nenhuma_tela_reentra_no_laco_de_eventos() -> None:
    achados = [
        f"{nome(modulo)}:{linha}"
        for modulo in modulos()
        for _, depois, linha in chamadas(arvore(modulo))
        if depois == "processEvents"
    ]
    assert achados == []


def test_so_o_registro_fala_sql() -> None:
    achados = [
        f"{nome(modulo)}: {importado}"
        for modulo in modulos()
        if not nome(modulo).startswith(SQL_PERMITIDO)
        for importado in importados(arvore(modulo))
        if importado.split(".")[0] in {"sqlalchemy", "alembic", "sqlite3", "psycopg"}
    ]
    assert achados == []


@pytest.mark.parametrize("pesada", ["reportlab", "pypdfium2", "alembic"])
def test_biblioteca_pesada_so_dentro_da_funcao(pesada: str) -> None:
    # The window is shown first: what costs a tenth of a second to import waits for its use.
    permitido = ("bahiaservidor/documentos/", "bahiaservidor/registro/migracao")
    achados = []
    for modulo in modulos():
        if nome(modulo).startswith(permitido):
            continue
        topo = ast.Module([no for no in arvore(modulo).body if isinstance(no, ast.Import | ast.ImportFrom)], [])
        achados += [nome(modulo) for importado in importados(topo) if importado.split(".")[0] == pesada]
    assert achados == []


def test_as_travas_nao_guardam_endereco_e_tem_soma_em_tudo() -> None:
    travas = sorted((RAIZ / "requirements").glob("*.txt"))
    assert [trava.name for trava in travas] == [
        "assinatura.txt", "cifrado.txt", "desenvolvimento.txt", "execucao.txt",
    ]  # fmt: skip
    for trava in travas:
        texto = trava.read_text("utf-8")
        assert not re.search(r"://|--(?:extra-)?index|--find-links|file:|/tmp/", texto), trava.name
        pacotes = re.findall(r"^[a-z0-9][^\n]*", texto, re.MULTILINE)
        assert pacotes, trava.name
        assert all("==" in pacote and pacote.endswith("\\") for pacote in pacotes), trava.name
        assert texto.count("--hash=sha256:") >= len(pacotes), trava.name


def test_os_testes_rodam_sobre_as_versoes_que_se_entregam() -> None:
    def versoes(arquivo: str) -> set[str]:
        texto = (RAIZ / "requirements" / arquivo).read_text("utf-8")
        return set(re.findall(r"^([a-z0-9._-]+==[^\s;]+)", texto, re.MULTILINE))

    assert versoes("execucao.txt") <= versoes("assinatura.txt") <= versoes("desenvolvimento.txt")
    assert versoes("execucao.txt") <= versoes("cifrado.txt") <= versoes("desenvolvimento.txt")


def test_a_versao_do_qt_esta_presa() -> None:
    projeto = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]
    assert "PySide6-Essentials>=6.11.3,<6.12" in projeto["dependencies"]
    assert projeto["requires-python"] == ">=3.11,<3.15"


def test_nenhum_arquivo_nomeia_pasta_desta_maquina() -> None:
    lugares = {f"{lugar}{os.sep}" for lugar in (RAIZ, Path.home()) if len(lugar.parts) > 1}
    casa = re.compile(r"(?<![\w.])(?:/home/\w|/Users/\w|[A-Z]:\\Users\\\w)")
    achados = []
    for arquivo in arquivos_do_projeto():
        texto = arquivo.read_text("utf-8", errors="replace")
        if casa.search(texto) or any(lugar in texto for lugar in lugares):
            achados.append(nome(arquivo))
    assert achados == []


def test_todo_texto_e_utf8_com_fim_de_linha_simples() -> None:
    ruins = []
    for arquivo in arquivos_do_projeto():
        conteudo = arquivo.read_bytes()
        try:
            conteudo.decode("utf-8")
        except UnicodeDecodeError:
            if arquivo.suffix in {".py", ".md", ".toml", ".txt", ".json", ".csv", ".sql", ".svg"}:
                ruins.append(nome(arquivo))
        else:
            if b"\r\n" in conteudo:
                ruins.append(nome(arquivo))
    assert ruins == []

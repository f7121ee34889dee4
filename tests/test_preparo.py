"""The set-up: what is installed, when nothing is, what is said when it cannot be, and what the wheel carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from bahiaservidor import caminhos, relogio
from scripts import preparar

RAIZ = Path(__file__).resolve().parent.parent


@pytest.fixture
def obra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project folder of its own, with locks, and no environment."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "desenvolvimento.txt").write_text("nada==1\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    monkeypatch.setattr(preparar, "RAIZ", tmp_path)
    return tmp_path


def ambiente_pronto(obra: Path) -> None:
    for nome in ("python", "bahiaservidor"):
        programa = preparar.executavel(nome)
        programa.parent.mkdir(parents=True, exist_ok=True)
        programa.touch()
    (obra / ".venv" / ".preparado").write_text(preparar.impressao(), "ascii")


def colher(monkeypatch: pytest.MonkeyPatch, situacao: int = 0) -> list[list[str]]:
    """Replace the running of commands by a list of what would have run."""
    rodados: list[list[str]] = []

    def rodar(comando: Sequence[str], ambiente: dict[str, str] | None = None) -> int:
        rodados.append([*comando, *(f"{chave}={valor}" for chave, valor in (ambiente or {}).items())])
        return situacao

    monkeypatch.setattr(preparar, "rodar", rodar)
    return rodados


def test_ambiente_em_dia_nao_roda_nada(obra: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ambiente_pronto(obra)
    rodados = colher(monkeypatch)
    preparar.preparar_ambiente()
    assert preparar.em_dia()
    assert rodados == []


@pytest.mark.parametrize("arquivo", ["pyproject.toml", "requirements/desenvolvimento.txt"])
def test_mudar_uma_trava_ou_o_projeto_refaz_o_ambiente(obra: Path, arquivo: str) -> None:
    ambiente_pronto(obra)
    with (obra / arquivo).open("a", encoding="utf-8") as aberto:
        aberto.write("# outra linha\n")
    assert not preparar.em_dia()


def test_mudar_de_pasta_ou_perder_o_programa_refaz_o_ambiente(obra: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ambiente_pronto(obra)
    preparar.executavel("bahiaservidor").unlink()
    assert not preparar.em_dia()
    ambiente_pronto(obra)
    # The scripts of an environment name the folder they were made in: a moved one is dead.
    mudada = obra.with_name("mudada")
    shutil.move(obra, mudada)
    monkeypatch.setattr(preparar, "RAIZ", mudada)
    assert not preparar.em_dia()


def test_instala_so_o_que_tem_soma_e_depois_o_projeto_sem_isolamento(
    obra: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rodados = colher(monkeypatch)
    (obra / ".venv").mkdir()
    preparar.preparar_ambiente()
    criar, travas, projeto = rodados
    assert criar[1:3] == ["-m", "venv"]
    assert travas[-3:] == ["--require-hashes", "-r", str(obra / "requirements" / "desenvolvimento.txt")]
    assert projeto[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(obra)]
    assert (obra / ".venv" / ".preparado").read_text("ascii") == preparar.impressao()


def test_instalacao_que_falha_nao_deixa_selo(
    obra: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    colher(monkeypatch, situacao=1)
    monkeypatch.setattr(preparar, "instalar_pacotes", lambda nomes: True)
    assert preparar.main(["preparar"]) == 1
    assert "Não foi possível criar o ambiente" in capsys.readouterr().out
    assert not preparar.em_dia()


def test_o_ambiente_real_esta_em_dia_e_a_segunda_vez_e_imediata() -> None:
    if not preparar.em_dia():  # the suite was run by hand after a lock changed: what `make test` does first
        preparar.preparar_ambiente()
    inicio = time.perf_counter()
    preparar.preparar_ambiente()
    assert time.perf_counter() - inicio < 0.5
    assert preparar.executavel("bahiaservidor").exists()


# --- system packages -------------------------------------------------------------------------------------------------


def dpkg_com(monkeypatch: pytest.MonkeyPatch, saida: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda nome: f"/usr/bin/{nome}")
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: subprocess.CompletedProcess(args=[], returncode=1, stdout=saida)
    )


def test_pacote_instalado_com_o_nome_novo_nao_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    dpkg_com(monkeypatch, "libgl1 installed\nlibglib2.0-0t64 installed\nlibegl1 config-files\n")
    assert preparar.pacotes_em_falta(["libgl1", "libglib2.0-0", "libegl1", "libxcb-cursor0"]) == [
        "libegl1",
        "libxcb-cursor0",
    ]


def test_sem_dpkg_nao_falta_nada(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda nome: None)
    assert preparar.pacotes_em_falta(["libgl1"]) == []


def test_nada_em_falta_nao_chama_o_apt(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rodados = colher(monkeypatch)
    monkeypatch.setattr(preparar, "pacotes_em_falta", lambda nomes: [])
    assert preparar.instalar_pacotes(preparar.PACOTES)
    assert (rodados, capsys.readouterr().out) == ([], "")


def test_pacotes_em_falta_sao_instalados_pelo_administrador(monkeypatch: pytest.MonkeyPatch) -> None:
    rodados = colher(monkeypatch)
    monkeypatch.setattr(preparar, "pacotes_em_falta", lambda nomes: ["libegl1"])
    monkeypatch.setattr(preparar, "prefixo_de_administrador", lambda: ["sudo", "-n"])
    assert preparar.instalar_pacotes(["libegl1", "libgl1"])
    assert [comando[-1] for comando in rodados] == ["update", "libegl1"]
    assert all(comando[:2] == ["sudo", "-n"] for comando in rodados)


@pytest.mark.parametrize("admin", [None, ["sudo", "-n"]], ids=["sem-apt", "apt-falha"])
def test_sem_poder_instalar_diz_o_que_pedir_e_continua(
    admin: list[str] | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    colher(monkeypatch, situacao=100)
    monkeypatch.setattr(preparar, "pacotes_em_falta", lambda nomes: ["libegl1"])
    monkeypatch.setattr(preparar, "prefixo_de_administrador", lambda: admin)
    assert not preparar.instalar_pacotes(["libegl1"])
    dito = capsys.readouterr().out
    assert "a preparação continua" in dito
    assert "apt-get install libegl1" in dito


def test_sem_ensurepip_diz_que_pacote_instalar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda nome: None)
    monkeypatch.setattr(preparar, "instalar_pacotes", lambda nomes: False)
    with pytest.raises(preparar.Falha, match=r"Falta o pacote python3\.\d+-venv"):
        preparar.garantir_ensurepip()


# --- with and without a display --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ambiente", "plataforma", "esperado"),
    [
        pytest.param({}, "linux", False, id="servidor"),
        pytest.param({"DISPLAY": ":0"}, "linux", True, id="x11"),
        pytest.param({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True, id="wayland"),
        pytest.param({"QT_QPA_PLATFORM": "offscreen"}, "linux", False, id="offscreen-sem-tela"),
        pytest.param({"QT_QPA_PLATFORM": "vnc"}, "linux", True, id="vnc-escolhido"),
        pytest.param({}, "win32", True, id="windows"),
        pytest.param({}, "darwin", True, id="mac"),
    ],
)
def test_sabe_se_alguem_veria_a_janela(ambiente: dict[str, str], plataforma: str, esperado: bool) -> None:
    assert preparar.ha_tela(ambiente, plataforma) is esperado


def test_sem_tela_explica_e_devolve_a_situacao_da_autoverificacao(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rodados = colher(monkeypatch, situacao=7)
    monkeypatch.setattr(preparar, "ha_tela", lambda ambiente, plataforma: False)
    assert preparar.executar([]) == 7
    assert rodados[0][1:] == ["--autoverificacao", "QT_QPA_PLATFORM=offscreen"]
    assert "xvfb-run -a make run" in capsys.readouterr().out


def test_com_tela_abre_o_programa_com_os_argumentos_dados(monkeypatch: pytest.MonkeyPatch) -> None:
    rodados = colher(monkeypatch)
    monkeypatch.setattr(preparar, "ha_tela", lambda ambiente, plataforma: True)
    assert preparar.executar(["--banco", "outro.sqlite3"]) == 0
    assert rodados == [[str(preparar.executavel("bahiaservidor")), "--banco", "outro.sqlite3"]]


def test_testar_roda_tudo_mesmo_quando_algo_falha_e_termina_na_linha_do_pytest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rodados = colher(monkeypatch, situacao=1)
    monkeypatch.setattr(preparar, "rodar_pytest", lambda argumentos: (0, "9 passed in 1.00s"))
    assert preparar.testar([]) == 1
    assert [Path(comando[0]).stem for comando in rodados] == ["ruff", "ruff", "mypy", "lint-imports"]
    falharam, ultima = capsys.readouterr().out.splitlines()[-2:]
    assert falharam == "Falharam: ruff check, ruff format, mypy, lint-imports"
    assert ultima == "9 passed in 1.00s"


# --- the two commands, and what they install -------------------------------------------------------------------------


def test_o_makefile_so_nomeia_comandos_que_existem() -> None:
    texto = (RAIZ / "Makefile").read_text("utf-8")
    chamados = re.findall(r"\$\(PREPARAR\) (\S+)", texto)
    assert set(chamados) == set(preparar.COMANDOS)
    assert re.search(r"^run:.*\n\t@\$\(PREPARAR\) executar", texto, re.MULTILINE)
    assert re.search(r"^test:.*\n\t@\$\(PREPARAR\) testar ", texto, re.MULTILINE)


def test_a_integracao_roda_o_que_uma_pessoa_roda() -> None:
    assert (RAIZ / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"


def test_os_textos_do_readme_nomeiam_comandos_que_existem() -> None:
    texto = (RAIZ / "README.md").read_text("utf-8")
    alvos = set(re.findall(r"`make ([a-z-]+)", texto)) | set(re.findall(r"^make ([a-z-]+)", texto, re.MULTILINE))
    makefile = (RAIZ / "Makefile").read_text("utf-8")
    assert alvos
    assert {alvo for alvo in alvos if not re.search(rf"^{alvo}:", makefile, re.MULTILINE)} == set()
    janelas = set(re.findall(r"py scripts\\preparar\.py (\S+)", texto))
    assert {"executar", "testar"} <= janelas <= set(preparar.COMANDOS)
    assert {
        arquivo for arquivo in re.findall(r"\]\((?!https?:)([^)#]+)\)", texto) if not (RAIZ / arquivo).exists()
    } == set()


@pytest.fixture(scope="module")
def roda(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which a wheel built from this checkout was unpacked."""
    pasta = tmp_path_factory.mktemp("roda")
    programa = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    feita = subprocess.run(
        [sys.executable, "-c", programa, str(pasta)], cwd=RAIZ, capture_output=True, text=True, check=False
    )
    assert feita.returncode == 0, feita.stderr
    with zipfile.ZipFile(pasta / feita.stdout.split()[-1]) as arquivo:
        arquivo.extractall(pasta / "instalada")
    return pasta / "instalada"


def test_a_roda_leva_recursos_e_migracoes_e_os_encontra(roda: Path) -> None:
    programa = "from bahiaservidor import caminhos as c; print(c.recursos()); print(c.migracoes())"
    saida = subprocess.run(
        [sys.executable, "-c", programa],
        cwd=roda,
        env={**os.environ, "PYTHONPATH": str(roda)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert [Path(linha).resolve() for linha in saida] == [
        (roda / "bahiaservidor" / pasta).resolve() for pasta in ("resources", "migrations")
    ]
    for pasta in ("resources", "migrations"):
        do_projeto = {a.relative_to(RAIZ / pasta) for a in (RAIZ / pasta).rglob("*") if a.is_file()}
        na_roda = {a.relative_to(roda / "bahiaservidor" / pasta) for a in (roda / "bahiaservidor" / pasta).rglob("*")}
        faltam = {a for a in do_projeto if "__pycache__" not in a.parts} - na_roda
        assert faltam == set()


def test_a_roda_so_pede_o_que_o_programa_usa(roda: Path) -> None:
    (metadados,) = roda.glob("*.dist-info/METADATA")
    # Without the extras: who does not sign needs no library for it.
    texto = metadados.read_text("utf-8")
    pedidos = set(re.findall(r"^Requires-Dist: ([A-Za-z0-9-]+)(?!.*; extra ==)", texto, re.MULTILINE))
    declarados = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {pedido.lower() for pedido in pedidos} == {re.split(r"[<>=;]", d)[0].strip().lower() for d in declarados}
    assert not {"pytest", "ruff", "mypy", "holidays", "pyside6", "pyside6-addons"} & pedidos


# --- where things lie, and what day it is ----------------------------------------------------------------------------


def test_no_checkout_as_pastas_sao_as_do_projeto() -> None:
    assert caminhos.recursos() == RAIZ / "resources"
    assert caminhos.migracoes() == RAIZ / "migrations"


def test_no_pacote_congelado_as_pastas_vem_de_onde_ele_se_desdobra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "bahiaservidor" / "migrations").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert caminhos.recursos() == tmp_path / "resources"
    assert caminhos.migracoes() == tmp_path / "bahiaservidor" / "migrations"


def test_instalacao_incompleta_diz_o_que_falta_e_o_que_fazer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(caminhos, "_candidatas", lambda: (tmp_path,))
    with pytest.raises(FileNotFoundError, match=r"'resources' não veio .* Nada foi alterado .* instale"):
        caminhos.recursos()


def test_os_dados_ficam_na_pasta_do_usuario_e_perguntar_nao_a_cria(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variavel in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variavel, str(tmp_path))
    assert caminhos.banco_padrao() == caminhos.dados_do_usuario() / "registro.sqlite3"
    assert caminhos.dados_do_usuario().name == "bahiaservidor"
    assert not list(tmp_path.iterdir())


def test_o_relogio_do_sistema_da_o_dia_da_bahia() -> None:
    do_sistema = relogio.RelogioDoSistema()
    antes = do_sistema.agora()
    hoje = do_sistema.hoje()
    depois = do_sistema.agora()
    bahia = timezone(timedelta(hours=-3))
    assert antes.utcoffset() == timedelta(0)
    assert antes.astimezone(bahia).date() <= hoje <= depois.astimezone(bahia).date()


def test_sem_dados_de_fuso_vale_o_deslocamento_fixo(monkeypatch: pytest.MonkeyPatch) -> None:
    def sem_dados(nome: str) -> None:
        raise ZoneInfoNotFoundError(nome)

    monkeypatch.setattr(relogio, "ZoneInfo", sem_dados)
    instante = datetime(2026, 7, 2, 2, 30, tzinfo=UTC)
    assert instante.astimezone(relogio.fuso_da_bahia()).date() == date(2026, 7, 1)


def test_o_relogio_fixo_nao_anda() -> None:
    fixo = relogio.RelogioFixo(date(2026, 7, 2))
    assert fixo.hoje() == date(2026, 7, 2)
    assert fixo.agora() == fixo.agora() == datetime(2026, 7, 2, 15, tzinfo=UTC)
    with pytest.raises(ValueError, match="fuso"):
        relogio.RelogioFixo(date(2026, 7, 2), datetime(2026, 7, 2, 12))  # noqa: DTZ001 - that is what is refused

"""Sets the project up and runs what `make` offers, on any system: the Makefile only names these commands.

Runs with the system's own Python and its standard library, before anything is installed. What it says is in Portuguese,
because `make run` is the first thing a clerk's technician sees.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RAIZ = Path(__file__).resolve().parent.parent
MINIMA, LIMITE = (3, 11), (3, 15)

PACOTES = (
    # Qt cannot be imported without these, on a screen or off it.
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxkbcommon0",
    "fonts-dejavu-core",
    # Windows under X11: Qt blames libxcb-cursor0 whichever is missing.
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
"""Debian and Ubuntu packages; newer releases add the suffix t64 to some names."""

SEM_TELA = frozenset({"", "minimal", "offscreen", "wayland", "xcb"})
"""Values of QT_QPA_PLATFORM that show nothing when there is no display."""


class Falha(Exception):
    """The set-up cannot go on; the message is one sentence that says what to do."""


def dizer(texto: str) -> None:
    """Print one line at once, even when the output is a file."""
    print(texto, flush=True)


def rodar(comando: Sequence[str], ambiente: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder and return its exit status; 127 when there is no such command."""
    try:
        return subprocess.call(list(comando), cwd=RAIZ, env={**os.environ, **(ambiente or {})})
    except FileNotFoundError:
        return 127
    except KeyboardInterrupt:
        return 130


# --- the system ------------------------------------------------------------------------------------------------------


def pacotes_em_falta(nomes: Sequence[str]) -> list[str]:
    """Return the packages of `nomes` that dpkg does not have installed; none where there is no dpkg."""
    if shutil.which("dpkg-query") is None:
        return []
    consulta = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n", *nomes, *(f"{n}t64" for n in nomes)]
    saida = subprocess.run(consulta, capture_output=True, text=True, check=False).stdout
    instalados = {linha.split()[0] for linha in saida.splitlines() if linha.endswith(" installed")}
    return [nome for nome in nomes if not instalados & {nome, f"{nome}t64"}]


def prefixo_de_administrador() -> list[str] | None:
    """Return what goes before apt-get: nothing for root, sudo where it can be used; None when apt cannot be run."""
    if shutil.which("apt-get") is None:
        return None
    geteuid = getattr(os, "geteuid", None)
    if geteuid is not None and geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    # Without a terminal nobody could type the password.
    if sys.stdin is not None and sys.stdin.isatty():
        return ["sudo"]
    sem_senha = subprocess.call(["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    return ["sudo", "-n"] if sem_senha else None


def instalar_pacotes(nomes: Sequence[str]) -> bool:
    """Install what is missing of `nomes`; on failure say so in one sentence and return False: the set-up goes on."""
    faltam = pacotes_em_falta(nomes)
    if not faltam:
        return True
    lista = " ".join(faltam)
    admin = prefixo_de_administrador()
    if admin is not None:
        dizer(f"Instalando pacotes do sistema: {lista}")
        apt = [*admin, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        instalar = [*apt, "install", "-y", "--no-install-recommends", *faltam]
        # The lists of a fresh machine are empty or old.
        if rodar([*apt, "update"]) == 0 and rodar(instalar) == 0:
            return True
    dizer(
        f"Não foi possível instalar pacotes do sistema ({lista}); nada foi alterado e a preparação continua. "
        f"Se a janela não abrir, peça ao administrador: apt-get install {lista}"
    )
    return False


# --- the environment -------------------------------------------------------------------------------------------------


def pasta_do_ambiente() -> Path:
    """Return the folder of the virtual environment."""
    return RAIZ / ".venv"


def executavel(nome: str) -> Path:
    """Return the path of a program of the virtual environment, as this system names it."""
    if os.name == "nt":
        return pasta_do_ambiente() / "Scripts" / f"{nome}.exe"
    return pasta_do_ambiente() / "bin" / nome


def impressao() -> str:
    """Return the fingerprint of what the environment is made from: locks, project file, Python and place."""
    soma = hashlib.sha256(f"{sys.version_info[:2]} {RAIZ}".encode())
    for arquivo in (*sorted((RAIZ / "requirements").glob("*.txt")), RAIZ / "pyproject.toml"):
        soma.update(arquivo.name.encode() + b"\0" + arquivo.read_bytes())
    return soma.hexdigest()


def em_dia() -> bool:
    """Return whether the environment was completed from exactly these files."""
    selo = pasta_do_ambiente() / ".preparado"
    return (
        selo.is_file()
        and selo.read_text("ascii").strip() == impressao()
        and executavel("python").exists()
        and executavel("bahiaservidor").exists()
    )


def garantir_ensurepip() -> None:
    """Install what `python -m venv` needs where Debian leaves it out; Falha when that is impossible."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    pacote = "python{}.{}-venv".format(*sys.version_info[:2])
    instalar_pacotes([pacote])
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise Falha(f"Falta o pacote {pacote}, e sem ele o ambiente não pode ser criado. Instale-o e repita o comando.")


def preparar_ambiente() -> None:
    """Build or complete `.venv` from the locks; returns at once when it is up to date. Falha when it cannot."""
    if em_dia():
        return
    pasta, python = pasta_do_ambiente(), str(executavel("python"))
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    selo = pasta / ".preparado"
    selo.unlink(missing_ok=True)
    inteiro = (pasta / "pyvenv.cfg").is_file() and subprocess.run(
        [python, "-c", "import sys, pip; print(sys.version_info[:2])"], capture_output=True, text=True, check=False
    ).stdout.strip() == str(sys.version_info[:2])
    if not inteiro:
        garantir_ensurepip()
        dizer("Criando o ambiente em .venv")
        if rodar([sys.executable, "-m", "venv", "--clear", str(pasta)]) != 0:
            raise Falha("Não foi possível criar o ambiente em .venv. Verifique o espaço em disco e repita o comando.")
    dizer("Instalando as bibliotecas travadas em requirements/ (na primeira vez, alguns minutos)")
    travas = str(RAIZ / "requirements" / "desenvolvimento.txt")
    if rodar([*pip, "--require-hashes", "-r", travas]) != 0 or (
        # The build backend is locked too: nothing is downloaded without a known hash.
        rodar([*pip, "--no-deps", "--no-build-isolation", "-e", str(RAIZ)]) != 0
    ):
        raise Falha("As bibliotecas não foram instaladas; a mensagem acima diz por quê. Repita o comando depois.")
    selo.write_text(impressao(), "ascii")


def preparar() -> None:
    """Do the whole set-up: system packages, then the environment."""
    instalar_pacotes(PACOTES)
    preparar_ambiente()


# --- the commands ----------------------------------------------------------------------------------------------------


def ha_tela(ambiente: dict[str, str], plataforma: str) -> bool:
    """Return whether a window opened here could be seen by somebody."""
    if not plataforma.startswith("linux"):
        return True
    if ambiente.get("QT_QPA_PLATFORM", "") not in SEM_TELA:
        return True  # vnc, linuxfb, eglfs: somebody chose another screen
    return bool(ambiente.get("DISPLAY") or ambiente.get("WAYLAND_DISPLAY"))


def executar(argumentos: Sequence[str]) -> int:
    """Open the program; without a display, check offscreen that its window opens and say how to see it."""
    programa = str(executavel("bahiaservidor"))
    if ha_tela(dict(os.environ), sys.platform):
        return rodar([programa, *argumentos])
    dizer(
        "Esta máquina não tem tela (DISPLAY e WAYLAND_DISPLAY estão vazias): a janela não pode ser mostrada aqui.\n"
        "Para vê-la, entre numa sessão gráfica, ou use uma tela virtual: apt-get install xvfb xauth; "
        "xvfb-run -a make run\n"
        "Verificando se a janela abre fora da tela..."
    )
    return rodar([programa, "--autoverificacao"], {"QT_QPA_PLATFORM": "offscreen"})


def rodar_pytest(argumentos: Sequence[str]) -> tuple[int, str]:
    """Run pytest, showing its output as it comes; return its exit status and its closing line."""
    comando = [str(executavel("python")), "-m", "pytest", *argumentos]
    ultima = ""
    ambiente = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        comando, cwd=RAIZ, env=ambiente, stdout=subprocess.PIPE, encoding="utf-8", errors="replace"
    ) as processo:
        assert processo.stdout is not None
        for linha in processo.stdout:
            print(linha, end="", flush=True)
            ultima = linha.strip() or ultima
    return processo.returncode, ultima


def testar(argumentos: Sequence[str]) -> int:
    """Run every check, all of them even when one fails; pytest comes last and its closing line ends the output."""
    verificacoes: dict[str, list[str]] = {
        "ruff check": [str(executavel("ruff")), "check", "."],
        "ruff format": [str(executavel("ruff")), "format", "--check", "."],
        "mypy": [str(executavel("mypy"))],
        "lint-imports": [str(executavel("lint-imports")), "--no-logo"],
    }
    falharam = []
    for nome, comando in verificacoes.items():
        dizer(f"== {nome}")
        if rodar(comando) != 0:
            falharam.append(nome)
    dizer("== vulnerabilidades")
    if not os.environ.get("BAHIASERVIDOR_VULNERABILIDADES"):
        # One question a locked package goes to the index: nobody's checks depend on the network unasked.
        dizer("Não conferidas: rode “make vulneraveis”, ou “make test” com BAHIASERVIDOR_VULNERABILIDADES=1.")
    elif roteiro("vulneraveis.py", []) != 0:
        falharam.append("vulnerabilidades")
    dizer("== pytest")
    # One process a core: no test depends on another, nor on the order; a file stays in one, for what its tests share.
    situacao, ultima = rodar_pytest(["-n", "auto", "--dist", "loadfile", *argumentos])
    if situacao != 0:
        falharam.append("pytest")
    if falharam:
        dizer(f"Falharam: {', '.join(falharam)}")
        dizer(ultima)
    return 1 if falharam else 0


def travar(argumentos: Sequence[str]) -> int:
    """Write the locks again from pyproject.toml; `--upgrade` admits newer versions. No address is recorded."""
    comum = ["--quiet", "--universal", "--python-version", ".".join(map(str, MINIMA)), "--generate-hashes"]
    comum += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", *argumentos]
    with tempfile.TemporaryDirectory() as provisoria:
        # uv reads the project but is no part of it: an environment of its own, thrown away.
        nucleo = Path(provisoria) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        if rodar([sys.executable, "-m", "venv", provisoria]) or rodar(
            [str(nucleo), "-m", "pip", "-q", "install", "uv"]
        ):
            raise Falha("Não foi possível instalar o uv; as travas ficaram como estavam.")
        uv = [str(nucleo), "-m", "uv", "pip", "compile", "pyproject.toml", *comum]
        # The larger files obey the smaller one: the tests run on exactly what is shipped.
        maiores = {
            "assinatura.txt": ["--extra", "assinatura"],
            "cifrado.txt": ["--extra", "cifrado"],
            "desenvolvimento.txt": [
                "--extra",
                "assinatura",
                "--extra",
                "cifrado",
                "--group",
                "test",
                "--group",
                "tools",
            ],
        }
        situacao = rodar([*uv, "-o", "requirements/execucao.txt"])
        for nome, grupos in maiores.items():
            situacao = situacao or rodar(
                [*uv, *grupos, "-c", "requirements/execucao.txt", "-o", f"requirements/{nome}"]
            )
        return situacao


def roteiro(nome: str, argumentos: Sequence[str]) -> int:
    """Run another script of this folder with the environment's Python, offscreen."""
    return rodar(
        [str(executavel("python")), str(RAIZ / "scripts" / nome), *argumentos], {"QT_QPA_PLATFORM": "offscreen"}
    )


COMANDOS = {
    "preparar": "instala o que falta e termina",
    "executar": "prepara e abre o programa",
    "testar": "prepara e roda todas as verificações",
    "faltas": "prepara e planta faltas às centenas: mortes, discos cheios, bytes trocados, migrações interrompidas",
    "bench": "prepara e mede a velocidade, e como ela cresce com o registro",
    "bench-escala": "prepara e mede só como a velocidade cresce com o registro",
    "bench-demo": "prepara e mede a demonstração contra a inserção pura das mesmas linhas",
    "bench-relatorio": "prepara e mede o relatório trimestral de um registro grande",
    "bench-papeis": "prepara e mede o custo de um termo",
    "bench-auditoria": "prepara e mede a conferência do registro",
    "redobra": "prepara e mede o refazer de todas as vidas",
    "calendario": "prepara e gera de novo a tabela do calendário",
    "telas": "prepara e fotografa as janelas",
    "fuzz": "prepara e dá a cada leitor arquivos mudados ao acaso",
    "vulneraveis": "prepara e pergunta ao índice se as versões travadas têm vulnerabilidade conhecida",
    "travas": "grava de novo os arquivos de versões travadas",
}


def comandar(comando: str, argumentos: Sequence[str]) -> int:
    """Carry out one command of COMANDOS and return the exit status."""
    if comando == "travas":
        return travar(argumentos)
    preparar()
    if comando == "executar":
        return executar(argumentos)
    if comando == "testar":
        return testar(argumentos)
    if comando == "faltas":
        # One after another: what is measured is what is lost, and the deaths are timed.
        return rodar_pytest(["-m", "longo", "tests/faltas", *argumentos])[0]
    nomes = {
        "bench": "bench.py",
        "bench-escala": "bench_escala.py",
        "bench-demo": "bench_demo.py",
        "bench-relatorio": "bench_relatorio.py",
        "bench-papeis": "bench_papeis.py",
        "bench-auditoria": "bench_auditoria.py",
        "redobra": "bench_redobra.py",
        "calendario": "gerar_calendario.py",
        "telas": "capturar_telas.py",
        "fuzz": "fuzzar.py",
        "vulneraveis": "vulneraveis.py",
    }
    if comando == "bench":
        # Each takes what it knows of the same arguments.
        return roteiro("bench.py", argumentos) or roteiro("bench_escala.py", argumentos)
    return roteiro(nomes[comando], argumentos) if comando in nomes else 0


def outro_python() -> str | None:
    """Return a supported Python beside a `python3` that is too old or too new; None when there is none."""
    nomes = (f"python{MINIMA[0]}.{menor}" for menor in range(LIMITE[1] - 1, MINIMA[1] - 1, -1))
    return next((achado for achado in map(shutil.which, nomes) if achado), None)


def main(argumentos: Sequence[str] | None = None) -> int:
    """Read the command line and carry it out; return the exit status."""
    ajuda = "\n".join(f"  {nome:<17}{texto}" for nome, texto in COMANDOS.items())
    analisador = argparse.ArgumentParser(
        description="Prepara e roda o bahiaservidor.",
        epilog=f"comandos:\n{ajuda}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    analisador.add_argument("comando", nargs="?", default="preparar", choices=COMANDOS, metavar="comando")
    escolha, resto = analisador.parse_known_args(argumentos)
    if not MINIMA <= sys.version_info[:2] < LIMITE:
        servido = outro_python()
        if servido is None:
            dizer("É preciso Python 3.11, 3.12, 3.13 ou 3.14; instale um deles e repita o comando.")
            return 1
        return rodar([servido, str(Path(__file__).resolve()), escolha.comando, *resto])
    try:
        return comandar(escolha.comando, resto)
    except Falha as falha:
        dizer(str(falha))
        return 1


if __name__ == "__main__":
    sys.exit(main())

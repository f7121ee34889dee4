"""Gives every reader of the program files changed at random, for as long as asked, and counts what became of them.

Each reader runs in a process of its own, with bounds of memory and time: what brings a process down is found too, with
the seed that made it. A file is read, or refused in a sentence; anything else is a finding. The same seed makes the
same files. `make fuzz ARGS="--segundos 30"`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

MEMORIA = 3 << 30
"""Bytes that a reader's process may take."""
TEMPO = 20
"""Seconds that one file may take; the readers of spreadsheets stop by themselves before."""
MAIS_ACHADOS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Leitor:
    """``bases`` are whole files by name; ``ler`` raises ErroDominio for what it refuses."""

    bases: Callable[[Path], dict[str, bytes]]
    ler: Callable[[Path, bytes], Any]
    pedacos: tuple[bytes, ...] = ()


# ------------------------------------------------------------------ the readers


def _planilhas(pasta: Path) -> dict[str, bytes]:
    from tests.intercambio.mutacoes import BASES

    return BASES


def _ler_planilha(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.intercambio.planilha import abrir, ler

    caminho.write_bytes(dados)
    ler(abrir(caminho))


def _diarios(pasta: Path) -> dict[str, bytes]:
    return {c.name: c.read_bytes() for c in sorted((RAIZ / "tests/intercambio/diario").rglob("*.txt"))[:12]}


def _ler_diario(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.intercambio.diario_oficial import ler

    ler(dados.decode("utf-8", "replace"))


def _acervos(pasta: Path) -> dict[str, bytes]:
    from bahiaservidor.servicos import abertura, acervo
    from tests.servicos import apoio_acervo

    ctx = apoio_acervo.aberto(apoio_acervo.em_arquivo(pasta / "registro.sqlite3"))
    acervo.exportar(ctx, destino=pasta / "a.zip")
    abertura.fechar(ctx)
    return {"a.zip": (pasta / "a.zip").read_bytes()}


def _com_somas(dados: bytes) -> bytes:
    """Return an archive whose manifest agrees with what is in it, so that what is behind it is read too."""
    import hashlib
    import zipfile
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(dados)) as zipado:
            partes = {nome: zipado.read(nome) for nome in zipado.namelist()}
        manifesto = json.loads(partes["manifest.json"])
        for arquivo in manifesto["arquivos"]:
            parte = partes.get(arquivo["nome"], b"")
            arquivo |= {"bytes": len(parte), "sha256": hashlib.sha256(parte).hexdigest()}
        partes["manifest.json"] = json.dumps(manifesto).encode()
    except Exception:
        return dados
    saida = BytesIO()
    with zipfile.ZipFile(saida, "w") as novo:
        for nome, parte in partes.items():
            novo.writestr(nome, parte)
    return saida.getvalue()


def _ler_acervo(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.relogio import RelogioDoSistema
    from bahiaservidor.servicos import acervo_restauro

    caminho.write_bytes(_com_somas(dados))
    destino = caminho.with_name("restaurado.sqlite3")
    try:
        acervo_restauro.importar(origem=caminho, destino=destino, relogio=RelogioDoSistema(), usuario="x")
    finally:
        sobras = [c.name for c in caminho.parent.iterdir() if c.name.endswith((".parte", ".em-uso"))]
        destino.unlink(missing_ok=True)
        assert sobras == [], sobras


def _manifestos(pasta: Path) -> dict[str, bytes]:
    import zipfile

    _acervos(pasta)
    with zipfile.ZipFile(pasta / "a.zip") as zipado:
        return {"manifest.json": zipado.read("manifest.json")}


def _ler_manifesto(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.intercambio.acervo_manifesto import ler_manifesto

    ler_manifesto(dados)


def _casos(pasta: Path) -> dict[str, bytes]:
    inteiros = {c.name: json.loads(c.read_bytes()) for c in sorted((RAIZ / "tests/casos").glob("*.json"))}
    poucos = {}
    for nome, lido in inteiros.items():
        lista = lido["casos"] if isinstance(lido, dict) else lido
        curto = {**lido, "casos": lista[:6]} if isinstance(lido, dict) else lista[:6]
        poucos[nome] = json.dumps(curto, ensure_ascii=False, indent=1).encode()
    return poucos


def _ler_casos(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.montagem import simulador
    from bahiaservidor.servicos.simulacao import ler_casos, simular

    simular(ler_casos(dados), novo_contexto=simulador())


def _pdfs(pasta: Path) -> dict[str, bytes]:
    from tests.documentos import apoio_assinatura, arquivos

    return {
        "a.pdf": arquivos.pdf(paginas=3),
        "girado.pdf": arquivos.pdf(giro=90),
        "termo.pdf": apoio_assinatura.termo(),
    }


def _ler_pdf(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.documentos import leitura_pdf, pdfium
    from bahiaservidor.documentos.exame import PDF, examinar
    from bahiaservidor.estatuto.erros import ErroDominio

    leitura_pdf.ler(dados)
    leitura_pdf.resumos_dos_comecos(dados)
    try:
        examinado = examinar(dados, "a.pdf", maximo=20 << 20)
    except ErroDominio:
        leitura_pdf.mesma_figura(dados, dados)
        raise
    if examinado.midia == PDF:
        with pdfium.paginas(dados) as paginas:
            for numero in range(min(3, len(paginas))):
                paginas.ver(numero, (100, 50))


def _assinados(pasta: Path) -> dict[str, bytes]:
    from tests.documentos import apoio_assinatura

    return {"assinado.pdf": apoio_assinatura.assinado(apoio_assinatura.BENEDITO)}


def _ler_assinado(caminho: Path, dados: bytes) -> None:
    from datetime import UTC, datetime

    from bahiaservidor.documentos import assinatura_conferencia
    from tests.documentos import apoio_assinatura

    assinatura_conferencia.conferir(
        dados, raizes=apoio_assinatura.confiaveis(), agora=datetime(2026, 11, 22, tzinfo=UTC)
    )


def _imagens(pasta: Path) -> dict[str, bytes]:
    from tests.documentos import arquivos

    return {"a.png": arquivos.imagem("PNG"), "a.jpg": arquivos.imagem("JPEG")}


def _ler_imagem(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.documentos.exame import examinar

    examinar(dados, "a.png", maximo=20 << 20)


def _ler_brasao(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.servicos.modelos_documento import conferir_imagem

    conferir_imagem(dados)


def _avisos(pasta: Path) -> dict[str, bytes]:
    from datetime import UTC, datetime

    from bahiaservidor.registro.ocupante import Ocupante, bytes_de

    quem = Ocupante(chave="a" * 32, nome="Maria", login="m", maquina="PC-3", placa="x", pid=7)
    return {"em-uso": bytes_de(quem, renovado=datetime(2026, 11, 22, tzinfo=UTC)).strip()}


def _ler_aviso(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.registro.ocupante import ocupante_de
    from bahiaservidor.registro.uso import frase_do_ocupante

    alguem = ocupante_de(dados)
    assert alguem.chave
    assert not alguem.morto
    assert frase_do_ocupante(alguem)


def _lugares(pasta: Path) -> dict[str, bytes]:
    from tests.registro.test_lugar import MAC, MOUNTINFO

    return {"mountinfo": MOUNTINFO.encode(), "mac": MAC.encode(), "info.json": b'{"personal": {"path": "/x/Dropbox"}}'}


def _ler_lugar(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.registro.lugar import Fatos, lugar_de
    from bahiaservidor.registro.lugar_fatos import montagens_do_linux, montagens_do_mac, pastas_do_dropbox

    texto = dados.decode("utf-8", "replace")
    montagens = (*montagens_do_linux(texto), *montagens_do_mac(texto))
    nuvens = tuple(("x", pasta) for pasta in pastas_do_dropbox(texto))
    for windows in (False, True):
        lugar_de((texto[:200], "/mnt/rh/a"), Fatos(windows=windows, montagens=montagens, nuvens=nuvens))


def _registros(pasta: Path) -> dict[str, bytes]:
    from tests.servicos import apoio_acervo

    return {"registro.sqlite3": apoio_acervo.cheio()[0]}


def _ler_registro(caminho: Path, dados: bytes) -> None:
    from bahiaservidor.relogio import RelogioDoSistema
    from bahiaservidor.servicos import abertura, verificacao

    caminho.write_bytes(dados)
    ctx = abertura.abrir(caminho, relogio=RelogioDoSistema(), usuario="x")
    try:
        verificacao.verificar(ctx)
    finally:
        abertura.fechar(ctx)
        for sobra in caminho.parent.glob(f"{caminho.name}-*"):
            sobra.unlink()


_JSON = (
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"1e999",
    b"-0",
    b'"\\ud800"',
    b"true",
    b"NaN",
    b'""',
    b",",
    b":",
    b"[" * 3000,
)
_PDF = (
    b"endobj",
    b"stream\n",
    b"/Length 99999999",
    b"/Kids [1 0 R]",
    b"<<",
    b">>",
    b"/Filter /FlateDecode",
    b"xref",
    b"0 R",
)

LEITORES: dict[str, Leitor] = {
    "planilha": Leitor(bases=_planilhas, ler=_ler_planilha),
    "diario": Leitor(bases=_diarios, ler=_ler_diario),
    "acervo": Leitor(bases=_acervos, ler=_ler_acervo),
    "manifesto": Leitor(bases=_manifestos, ler=_ler_manifesto, pedacos=_JSON),
    "casos": Leitor(bases=_casos, ler=_ler_casos, pedacos=_JSON),
    "pdf": Leitor(bases=_pdfs, ler=_ler_pdf, pedacos=_PDF),
    "assinatura": Leitor(bases=_assinados, ler=_ler_assinado, pedacos=_PDF),
    "imagem": Leitor(bases=_imagens, ler=_ler_imagem),
    "brasao": Leitor(bases=_imagens, ler=_ler_brasao),
    "aviso de uso": Leitor(bases=_avisos, ler=_ler_aviso, pedacos=_JSON),
    "lugar": Leitor(bases=_lugares, ler=_ler_lugar, pedacos=_JSON),
    "registro": Leitor(bases=_registros, ler=_ler_registro),
}
"""Every reader of what comes from outside."""


# ------------------------------------------------------------------ one process


def correr(nome: str, *, semente: int, segundos: float, vezes: int, avisar: Callable[[int], None]) -> dict[str, Any]:
    """Give a reader files until the time or the number ends, and return the counts and what was found."""
    from bahiaservidor.estatuto.erros import ErroDominio
    from tests.intercambio import mutacoes

    leitor = LEITORES[nome]
    feito: Counter[str] = Counter()
    achados: list[dict[str, Any]] = []
    maior = 0.0
    with tempfile.TemporaryDirectory(prefix="fuzzar-") as provisoria:
        pasta = Path(provisoria)
        bases = sorted(leitor.bases(pasta).items())
        fim = time.monotonic() + segundos
        numero = semente
        while time.monotonic() < fim and sum(feito.values()) < vezes:
            acaso = random.Random(f"{nome} {numero}")
            arquivo, base = acaso.choice(bases)
            dados = mutacoes.mutacao(base, acaso, pedacos=leitor.pedacos)
            avisar(numero)
            comeco = time.monotonic()
            try:
                leitor.ler(pasta / arquivo, dados)
                feito["lidos"] += 1
            except ErroDominio:
                feito["recusados"] += 1
            except BaseException as erro:
                feito["achados"] += 1
                if len(achados) < MAIS_ACHADOS:
                    onde = traceback.extract_tb(erro.__traceback__)[-1]
                    achados.append(
                        {"semente": numero, "base": arquivo, "erro": f"{type(erro).__name__}: {erro}"[:300],
                         "onde": f"{Path(onde.filename).name}:{onde.lineno}"}
                    )  # fmt: skip
            maior = max(maior, time.monotonic() - comeco)
            numero += 1
    contados = {chave: feito[chave] for chave in ("lidos", "recusados", "achados")}
    return {"tentados": sum(feito.values()), **contados, "mais_demorado_s": round(maior, 2), "lista": achados}


def _limitar() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))


def um(nome: str, *, semente: int, segundos: float, vezes: int, andamento: Path) -> int:
    """Run one reader in this process, saying in ``andamento`` which file is under way; print the result."""
    _limitar()

    def demorou(*_: object) -> None:
        raise TimeoutError(f"more than {TEMPO} s")

    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, demorou)

    def avisar(numero: int) -> None:
        andamento.write_text(str(numero), "ascii")
        if sys.platform != "win32":
            signal.alarm(TEMPO)

    resultado = correr(nome, semente=semente, segundos=segundos, vezes=vezes, avisar=avisar)
    print(json.dumps(resultado, ensure_ascii=False))
    return 0


# ------------------------------------------------------------------ all of them


def todos(nomes: Iterable[str], *, semente: int, segundos: float, vezes: int) -> dict[str, Any]:
    """Run each reader in a process of its own; one that falls is a finding, and goes on after the file that did it."""
    resultados: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="fuzzar-") as pasta:
        for nome in nomes:
            andamento = Path(pasta) / "andamento"
            andamento.write_text(str(semente), "ascii")
            comando = [
                sys.executable, str(Path(__file__).resolve()), "--um", nome, "--semente", str(semente),
                "--segundos", str(segundos), "--vezes", str(vezes), "--andamento", str(andamento),
            ]  # fmt: skip
            feito = subprocess.run(comando, cwd=RAIZ, capture_output=True, text=True, check=False)
            if feito.returncode == 0:
                resultados[nome] = json.loads(feito.stdout.splitlines()[-1])
            else:
                ate = int(andamento.read_text("ascii"))
                resultados[nome] = {
                    "tentados": ate - semente + 1, "achados": 1,
                    "lista": [{"semente": ate, "erro": f"o processo caiu ({feito.returncode})",
                               "onde": feito.stderr[-400:]}],
                }  # fmt: skip
            r = resultados[nome]
            print(f"{nome}: {r['tentados']} tentados, {r['achados']} achados", file=sys.stderr, flush=True)
    return resultados


def main() -> int:
    """Read the command line and run; the status is 1 when something was found."""
    leitor = argparse.ArgumentParser(description="Dá a cada leitor do programa arquivos mudados ao acaso.")
    leitor.add_argument("--segundos", type=float, default=30.0, help="por leitor")
    leitor.add_argument("--vezes", type=int, default=10**9, help="no máximo, por leitor")
    leitor.add_argument("--semente", type=int, default=1)
    leitor.add_argument("--leitor", choices=LEITORES, action="append", help="só este (pode repetir)")
    leitor.add_argument("--saida", type=Path, help="grava também aqui o resultado em JSON")
    leitor.add_argument("--um", choices=LEITORES, help=argparse.SUPPRESS)
    leitor.add_argument("--andamento", type=Path, help=argparse.SUPPRESS)
    opcoes = leitor.parse_args()
    if opcoes.um:
        return um(
            opcoes.um, semente=opcoes.semente, segundos=opcoes.segundos, vezes=opcoes.vezes, andamento=opcoes.andamento
        )
    resultados = todos(opcoes.leitor or LEITORES, semente=opcoes.semente, segundos=opcoes.segundos, vezes=opcoes.vezes)
    texto = json.dumps({"semente": opcoes.semente, "leitores": resultados}, ensure_ascii=False, indent=1)
    print(texto)
    if opcoes.saida:
        opcoes.saida.write_text(texto + "\n", "utf-8")
    return 1 if any(r["achados"] for r in resultados.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Signing, importing and judging from the command line; a password never travels in the arguments."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from bahiaservidor.documentos import assinatura_chaves
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, papeis_emissao
from bahiaservidor.servicos.papeis_emissao import Papel
from tests.documentos import apoio_assinatura as icp
from tests.documentos.apoio_assinatura import AGORA, BENEDITO, SENHA

from .base import Executar


@pytest.fixture(autouse=True)
def hoje(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the certificates."""
    relogio = RelogioFixo(AGORA.date(), AGORA)
    monkeypatch.setattr("bahiaservidor.cli.comandos_assinatura.RelogioDoSistema", lambda: relogio)
    monkeypatch.setattr("bahiaservidor.montagem.RelogioDoSistema", lambda: relogio)


@pytest.fixture
def lugar(tmp_path: Path) -> Path:
    """A folder with a termo, an A1 file, its password, and the authorities."""
    (tmp_path / "termo.pdf").write_bytes(icp.termo())
    (tmp_path / "a1.p12").write_bytes(icp.a1())
    (tmp_path / "senha.txt").write_text(f"{SENHA}\n", "utf-8")
    (tmp_path / "raizes").mkdir()
    (tmp_path / "raizes" / "raiz.pem").write_bytes(icp.raiz()[1].public_bytes(Encoding.PEM))
    return tmp_path


def test_a_file_is_signed_and_judged(executar: Executar, lugar: Path) -> None:
    saida = lugar / "assinado.pdf"
    feito = executar(
        "assinar", lugar / "termo.pdf", "--certificado", lugar / "a1.p12", "--senha-de-arquivo", lugar / "senha.txt",
        "--saida", saida, "--motivo", "Posse",
    )  # fmt: skip
    assert (feito.situacao, feito.erros) == (0, "")
    assert saida.read_bytes().startswith(icp.termo())
    bom = executar("conferir-assinatura", saida, "--raizes", lugar / "raizes")
    assert bom.situacao == 0
    assert bom.saida.startswith("1. Assinado por BENEDITO ARAUJO SACRAMENTO (CPF ***.982.247-**")
    assert bom.saida.endswith("Tudo confere.\n")
    sem_raiz = executar("conferir-assinatura", saida, "--json")
    assert sem_raiz.situacao == 1
    assert sem_raiz.json["boa"] is False
    (veredito,) = sem_raiz.json["assinaturas"]
    assert (veredito["integro"], veredito["todo"], veredito["confiavel"]) == (True, True, False)
    assert veredito["assinado_em"].startswith("2026-03-09T14:03:22")


def test_what_does_not_hold_is_1_and_what_cannot_be_read_is_2(executar: Executar, lugar: Path) -> None:
    ruim = bytearray(icp.assinado())
    ruim[3000] ^= 1
    (lugar / "ruim.pdf").write_bytes(ruim)
    mudado = executar("conferir-assinatura", lugar / "ruim.pdf", "--raizes", lugar / "raizes")
    assert mudado.situacao == 1
    assert "ALTERADO" in mudado.saida
    sem = executar("conferir-assinatura", lugar / "termo.pdf")
    assert sem.situacao == 1
    assert "não tem nenhuma assinatura" in sem.saida
    assert executar("conferir-assinatura", lugar / "senha.txt").situacao == 1
    assert executar("conferir-assinatura", lugar / "nao-existe.pdf").situacao == 2
    assert executar("conferir-assinatura").situacao == 2


@pytest.mark.parametrize(
    ("argumentos", "situacao", "frase"),
    [
        (["--certificado", "a1.p12", "--senha-de-arquivo", "errada.txt"], 1, "A senha do certificado não confere"),
        (["--certificado", "termo.pdf", "--senha-de-arquivo", "senha.txt"], 1, "não é um certificado A1"),
        (["--certificado", "falta.p12", "--senha-de-arquivo", "senha.txt"], 2, "O arquivo “falta.p12” não existe"),
        (["--certificado", "a1.p12"], 2, "não há terminal em que pedir a senha"),
        (["--certificado", "a1.p12", "--token", "x.so"], 2, "Indique --certificado ou --token, um dos dois"),
        ([], 2, "Indique --certificado ou --token, um dos dois"),
        (["--documento", "3", "--certificado", "a1.p12"], 2, "Indique o arquivo a assinar ou --documento"),
    ],
    ids=["senha", "nao-p12", "falta", "sem-terminal", "dois", "nenhum", "arquivo-e-documento"],
)
def test_refusals_write_nothing(
    executar: Executar, lugar: Path, monkeypatch: pytest.MonkeyPatch, argumentos: list[str], situacao: int, frase: str
) -> None:
    (lugar / "errada.txt").write_text("não é esta", "utf-8")
    monkeypatch.chdir(lugar)
    feito = executar("assinar", "termo.pdf", "--saida", "assinado.pdf", *argumentos)
    assert feito.situacao == situacao
    assert frase in feito.frase
    assert not (lugar / "assinado.pdf").exists()


def test_no_option_takes_a_password(executar: Executar) -> None:
    ajuda = executar("assinar", "--ajuda").saida
    assert "--senha-de-arquivo" in ajuda
    assert "--senha " not in ajuda
    assert "--pin" not in ajuda


def test_password_is_asked_without_echo_at_a_terminal(
    executar: Executar, lugar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    perguntas: list[str] = []

    def perguntar(pergunta: str) -> str:
        perguntas.append(pergunta)
        return SENHA

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", perguntar)
    saida = lugar / "assinado.pdf"
    feito = executar("assinar", lugar / "termo.pdf", "--certificado", lugar / "a1.p12", "--saida", saida)
    assert (feito.situacao, perguntas) == (0, ["Senha do certificado: "])
    assert SENHA not in feito.saida + feito.erros


def test_a_kept_paper_is_signed_with_a_token_and_one_from_elsewhere_is_imported(
    executar: Executar, lugar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    par = icp.emitir(BENEDITO, icp.intermediaria())
    ficha = icp.FichaSimulada("Servidor", "1234", {"Assinatura": par}, [icp.intermediaria()])
    monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado(ficha))
    listados = executar("certificados-token", "simulado.so", "--json").json
    assert [(c["ficha"], c["rotulo"], c["nome"]) for c in listados] == [
        ("Servidor", "Assinatura", "BENEDITO ARAUJO SACRAMENTO")
    ]
    assert "BENEDITO" in executar("certificados-token", "simulado.so").saida
    banco = lugar / "registro.sqlite3"
    ctx = abertura.abrir(banco, relogio=RelogioFixo(AGORA.date(), AGORA), usuario="Ana")
    papel = Papel(titulo="", nome_arquivo="", pdf=icp.termo(), especie="termo_posse", ano=2026, assunto="Jacira",
                  numero=12)  # fmt: skip
    papeis_emissao.emitir(ctx, papel=papel)
    abertura.fechar(ctx)
    emitido = lugar / "termo.pdf"
    (lugar / "pin.txt").write_text("1234", "utf-8")
    saida = lugar / "assinado.pdf"
    feito = executar(
        "assinar", "--documento", 1, "--token", "simulado.so", "--senha-de-arquivo", lugar / "pin.txt",
        "--saida", saida, "--banco", banco, "--json",
    )  # fmt: skip
    assert (feito.situacao, feito.erros) == (0, "")
    assert feito.json["titulo"].endswith("assinado por BENEDITO ARAUJO SACRAMENTO")
    assert saida.read_bytes().startswith(emitido.read_bytes())
    importado = executar("importar-assinado", saida, "--banco", banco, "--json")
    assert (importado.situacao, importado.json["documento"]) == (0, feito.json["documento"])
    recusado = executar("importar-assinado", emitido, "--banco", banco)
    assert (recusado.situacao, "não tem nenhuma assinatura" in recusado.frase) == (1, True)
